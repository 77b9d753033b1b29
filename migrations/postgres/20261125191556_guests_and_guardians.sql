-- +goose Up
-- modify "consents" table
ALTER TABLE "consents" ADD COLUMN "signed_on" character varying NULL, ADD COLUMN "recorded_by" character varying NULL;
-- modify "guardian_consents" table
ALTER TABLE "guardian_consents" ALTER COLUMN "valid_from" DROP NOT NULL, ADD COLUMN "status" character varying NOT NULL DEFAULT 'GIVEN', ADD COLUMN "method" character varying NOT NULL DEFAULT 'PAPER', ADD COLUMN "contact" character varying NULL, ADD COLUMN "event_id" character varying NULL, ADD COLUMN "text_version" character varying NULL, ADD COLUMN "recorded_by" character varying NULL, ADD COLUMN "organization_id" character varying NULL;
-- modify "shifts" table
ALTER TABLE "shifts" ADD COLUMN "heavy_work" boolean NOT NULL DEFAULT false;
-- modify "volunteer_privates" table
ALTER TABLE "volunteer_privates" ADD COLUMN "birth_year_only" boolean NOT NULL DEFAULT false;
-- modify "volunteers" table
ALTER TABLE "volunteers" ADD COLUMN "added_by_id" character varying NULL;
-- create index "volunteer_added_by_id" to table: "volunteers"
CREATE INDEX "volunteer_added_by_id" ON "volunteers" ("added_by_id");
-- create "claim_codes" table
CREATE TABLE "claim_codes" ("id" character varying NOT NULL, "created_at" timestamptz NOT NULL, "updated_at" timestamptz NOT NULL, "code_hash" bytea NOT NULL, "issued_by" character varying NOT NULL, "expires_at" timestamptz NOT NULL, "used_at" timestamptz NULL, "volunteer_id" character varying NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "claim_codes_volunteers_claim_codes" FOREIGN KEY ("volunteer_id") REFERENCES "volunteers" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION);
-- create index "claim_codes_code_hash_key" to table: "claim_codes"
CREATE UNIQUE INDEX "claim_codes_code_hash_key" ON "claim_codes" ("code_hash");
-- create "guest_passes" table
CREATE TABLE "guest_passes" ("id" character varying NOT NULL, "created_at" timestamptz NOT NULL, "updated_at" timestamptz NOT NULL, "token_hash" bytea NOT NULL, "shift_id" character varying NOT NULL, "volunteer_id" character varying NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "guest_passes_volunteers_guest_pass" FOREIGN KEY ("volunteer_id") REFERENCES "volunteers" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION);
-- create index "guest_passes_token_hash_key" to table: "guest_passes"
CREATE UNIQUE INDEX "guest_passes_token_hash_key" ON "guest_passes" ("token_hash");
-- create index "guest_passes_volunteer_id_key" to table: "guest_passes"
CREATE UNIQUE INDEX "guest_passes_volunteer_id_key" ON "guest_passes" ("volunteer_id");
