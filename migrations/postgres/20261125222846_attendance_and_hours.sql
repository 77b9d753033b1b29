-- +goose Up
-- drop index "check_ins_client_event_id_key" from table: "check_ins"
DROP INDEX "check_ins_client_event_id_key";
-- modify "check_ins" table
ALTER TABLE "check_ins" ADD COLUMN "offline" boolean NOT NULL DEFAULT false;
-- create index "checkin_recorded_by_client_event_id" to table: "check_ins"
CREATE UNIQUE INDEX "checkin_recorded_by_client_event_id" ON "check_ins" ("recorded_by", "client_event_id");
-- modify "events" table
ALTER TABLE "events" ADD COLUMN "settled_at" timestamptz NULL, ADD COLUMN "settle_reminders" bigint NOT NULL DEFAULT 0;
-- modify "shifts" table
ALTER TABLE "shifts" ADD COLUMN "no_show_minutes" bigint NOT NULL DEFAULT 30, ADD COLUMN "no_shows_done_at" timestamptz NULL;
-- create "kiosks" table
CREATE TABLE "kiosks" ("id" character varying NOT NULL, "created_at" timestamptz NOT NULL, "updated_at" timestamptz NOT NULL, "shift_id" character varying NOT NULL, "token_hash" bytea NOT NULL, "opened_by" character varying NOT NULL, "expires_at" timestamptz NOT NULL, "revoked_at" timestamptz NULL, PRIMARY KEY ("id"));
-- create index "kiosk_shift_id" to table: "kiosks"
CREATE INDEX "kiosk_shift_id" ON "kiosks" ("shift_id");
-- create index "kiosks_token_hash_key" to table: "kiosks"
CREATE UNIQUE INDEX "kiosks_token_hash_key" ON "kiosks" ("token_hash");
-- create "signing_keys" table
CREATE TABLE "signing_keys" ("id" character varying NOT NULL, "created_at" timestamptz NOT NULL, "updated_at" timestamptz NOT NULL, "public_key" bytea NOT NULL, "private_key" bytea NOT NULL, "retired_at" timestamptz NULL, PRIMARY KEY ("id"));
-- create "event_ratings" table
CREATE TABLE "event_ratings" ("id" character varying NOT NULL, "created_at" timestamptz NOT NULL, "updated_at" timestamptz NOT NULL, "event_id" character varying NOT NULL, "stars" bigint NOT NULL, "text" character varying NOT NULL DEFAULT '', "volunteer_id" character varying NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "event_ratings_volunteers_event_ratings" FOREIGN KEY ("volunteer_id") REFERENCES "volunteers" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "event_rating_has_stars" CHECK ((stars >= 1) AND (stars <= 5)));
-- create index "eventrating_event_id_volunteer_id" to table: "event_ratings"
CREATE UNIQUE INDEX "eventrating_event_id_volunteer_id" ON "event_ratings" ("event_id", "volunteer_id");
-- create index "eventrating_volunteer_id" to table: "event_ratings"
CREATE INDEX "eventrating_volunteer_id" ON "event_ratings" ("volunteer_id");
-- create "hour_disputes" table
CREATE TABLE "hour_disputes" ("id" character varying NOT NULL, "created_at" timestamptz NOT NULL, "updated_at" timestamptz NOT NULL, "organization_id" character varying NOT NULL, "signup_id" character varying NOT NULL, "text" character varying NOT NULL, "state" character varying NOT NULL DEFAULT 'OPEN', "answer" character varying NOT NULL DEFAULT '', "answered_by" character varying NULL, "answered_at" timestamptz NULL, "volunteer_id" character varying NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "hour_disputes_volunteers_hour_disputes" FOREIGN KEY ("volunteer_id") REFERENCES "volunteers" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "hour_dispute_is_not_answered_alone" CHECK ((answered_by IS NULL) OR ((answered_by)::text <> (volunteer_id)::text)));
-- create index "hour_disputes_one_open_per_signup" to table: "hour_disputes"
CREATE UNIQUE INDEX "hour_disputes_one_open_per_signup" ON "hour_disputes" ("signup_id") WHERE ((state)::text = 'OPEN'::text);
-- create index "hourdispute_organization_id_state" to table: "hour_disputes"
CREATE INDEX "hourdispute_organization_id_state" ON "hour_disputes" ("organization_id", "state");
-- create index "hourdispute_volunteer_id" to table: "hour_disputes"
CREATE INDEX "hourdispute_volunteer_id" ON "hour_disputes" ("volunteer_id");
-- modify "hour_entries" table
ALTER TABLE "hour_entries" ADD CONSTRAINT "hour_entry_is_not_decided_alone" CHECK ((decided_by IS NULL) OR ((decided_by)::text <> (volunteer_id)::text)), ADD CONSTRAINT "hour_entry_takes_back" CHECK (((corrects_id IS NULL) AND (minutes > 0)) OR ((corrects_id IS NOT NULL) AND (minutes < 0))), ADD COLUMN "shift_id" character varying NULL, ADD COLUMN "signup_id" character varying NULL, ADD COLUMN "region_id" character varying NULL, ADD COLUMN "direction_id" character varying NULL, ADD COLUMN "starts_at" timestamptz NULL, ADD COLUMN "ends_at" timestamptz NULL, ADD COLUMN "source" character varying NOT NULL DEFAULT 'ATTENDANCE', ADD COLUMN "taken_back" boolean NOT NULL DEFAULT false, ADD COLUMN "corrects_id" character varying NULL, ADD COLUMN "decided_by" character varying NULL, ADD COLUMN "decided_at" timestamptz NULL, ADD COLUMN "description" character varying NOT NULL DEFAULT '', ADD COLUMN "reason_id" character varying NULL, ADD CONSTRAINT "hour_entries_reasons_reason" FOREIGN KEY ("reason_id") REFERENCES "reasons" ("id") ON UPDATE NO ACTION ON DELETE SET NULL;
-- create index "hour_entries_corrects_id_key" to table: "hour_entries"
CREATE UNIQUE INDEX "hour_entries_corrects_id_key" ON "hour_entries" ("corrects_id");
-- create index "hourentry_organization_id_state" to table: "hour_entries"
CREATE INDEX "hourentry_organization_id_state" ON "hour_entries" ("organization_id", "state");
-- create index "hourentry_region_id_date" to table: "hour_entries"
CREATE INDEX "hourentry_region_id_date" ON "hour_entries" ("region_id", "date");
-- create index "hourentry_signup_id" to table: "hour_entries"
CREATE INDEX "hourentry_signup_id" ON "hour_entries" ("signup_id");
-- create "passports" table
CREATE TABLE "passports" ("id" character varying NOT NULL, "created_at" timestamptz NOT NULL, "updated_at" timestamptz NOT NULL, "number" character varying NOT NULL, "status_index" bigint NOT NULL, "key_id" character varying NOT NULL, "credential" text NOT NULL, "expires_at" timestamptz NOT NULL, "revoked_at" timestamptz NULL, "volunteer_id" character varying NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "passports_volunteers_passports" FOREIGN KEY ("volunteer_id") REFERENCES "volunteers" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION);
-- create index "passport_volunteer_id" to table: "passports"
CREATE INDEX "passport_volunteer_id" ON "passports" ("volunteer_id");
-- create index "passports_number_key" to table: "passports"
CREATE UNIQUE INDEX "passports_number_key" ON "passports" ("number");
-- create index "passports_status_index_key" to table: "passports"
CREATE UNIQUE INDEX "passports_status_index_key" ON "passports" ("status_index");
