-- +goose Up
-- create "regions" table
CREATE TABLE "regions" ("id" character varying NOT NULL, "name_kk" text NOT NULL DEFAULT '', "name_ru" text NOT NULL DEFAULT '', "name_en" text NOT NULL DEFAULT '', "short_name_kk" text NOT NULL DEFAULT '', "short_name_ru" text NOT NULL DEFAULT '', "short_name_en" text NOT NULL DEFAULT '', "iso" character varying NOT NULL, "kato" character varying NOT NULL, "kind" character varying NOT NULL, "time_zone" character varying NOT NULL, "valid_from" character varying NULL, "valid_to" character varying NULL, "longitude" double precision NOT NULL, "latitude" double precision NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "name_in_some_language" CHECK ((name_kk <> ''::text) OR (name_ru <> ''::text) OR (name_en <> ''::text)), CONSTRAINT "short_name_in_some_language" CHECK ((short_name_kk <> ''::text) OR (short_name_ru <> ''::text) OR (short_name_en <> ''::text)));
-- create index "regions_iso_key" to table: "regions"
CREATE UNIQUE INDEX "regions_iso_key" ON "regions" ("iso");
-- create index "regions_kato_key" to table: "regions"
CREATE UNIQUE INDEX "regions_kato_key" ON "regions" ("kato");
-- create "settings" table
CREATE TABLE "settings" ("id" character varying NOT NULL, "value" character varying NOT NULL, PRIMARY KEY ("id"));
-- create "one_time_tokens" table
CREATE TABLE "one_time_tokens" ("id" character varying NOT NULL, "created_at" timestamptz NOT NULL, "updated_at" timestamptz NOT NULL, "purpose" character varying NOT NULL, "token_hash" bytea NOT NULL, "expires_at" timestamptz NOT NULL, "used_at" timestamptz NULL, PRIMARY KEY ("id"));
-- create index "one_time_tokens_token_hash_key" to table: "one_time_tokens"
CREATE UNIQUE INDEX "one_time_tokens_token_hash_key" ON "one_time_tokens" ("token_hash");
-- create "idempotency_keys" table
CREATE TABLE "idempotency_keys" ("id" character varying NOT NULL, "created_at" timestamptz NOT NULL, "updated_at" timestamptz NOT NULL, "caller" character varying NOT NULL, "operation" character varying NOT NULL, "key" character varying NOT NULL, "input_hash" bytea NOT NULL, "outcome" character varying NOT NULL, PRIMARY KEY ("id"));
-- create index "idempotencykey_caller_operation_key" to table: "idempotency_keys"
CREATE UNIQUE INDEX "idempotencykey_caller_operation_key" ON "idempotency_keys" ("caller", "operation", "key");
-- create index "idempotencykey_created_at" to table: "idempotency_keys"
CREATE INDEX "idempotencykey_created_at" ON "idempotency_keys" ("created_at");
-- create "volunteers" table
CREATE TABLE "volunteers" ("id" character varying NOT NULL, "created_at" timestamptz NOT NULL, "updated_at" timestamptz NOT NULL, "public_number" character varying NOT NULL, "person_no" bigint NOT NULL, "given_name" character varying NOT NULL, "family_name" character varying NOT NULL, "locale" character varying NOT NULL DEFAULT 'kk', "skills" jsonb NULL, "region_id" character varying NULL, PRIMARY KEY ("id"), CONSTRAINT "volunteers_regions_region" FOREIGN KEY ("region_id") REFERENCES "regions" ("id") ON UPDATE NO ACTION ON DELETE SET NULL);
-- create index "volunteer_region_id" to table: "volunteers"
CREATE INDEX "volunteer_region_id" ON "volunteers" ("region_id");
-- create index "volunteers_person_no_key" to table: "volunteers"
CREATE UNIQUE INDEX "volunteers_person_no_key" ON "volunteers" ("person_no");
-- create index "volunteers_public_number_key" to table: "volunteers"
CREATE UNIQUE INDEX "volunteers_public_number_key" ON "volunteers" ("public_number");
-- create "accounts" table
CREATE TABLE "accounts" ("id" character varying NOT NULL, "created_at" timestamptz NOT NULL, "updated_at" timestamptz NOT NULL, "email" character varying NULL, "phone" character varying NULL, "password_hash" character varying NULL, "demo" boolean NOT NULL DEFAULT false, "volunteer_id" character varying NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "accounts_volunteers_account" FOREIGN KEY ("volunteer_id") REFERENCES "volunteers" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "account_has_a_contact" CHECK ((email IS NOT NULL) OR (phone IS NOT NULL)));
-- create index "accounts_email_key" to table: "accounts"
CREATE UNIQUE INDEX "accounts_email_key" ON "accounts" ("email");
-- create index "accounts_phone_key" to table: "accounts"
CREATE UNIQUE INDEX "accounts_phone_key" ON "accounts" ("phone");
-- create index "accounts_volunteer_id_key" to table: "accounts"
CREATE UNIQUE INDEX "accounts_volunteer_id_key" ON "accounts" ("volunteer_id");
-- create "organizations" table
CREATE TABLE "organizations" ("id" character varying NOT NULL, "created_at" timestamptz NOT NULL, "updated_at" timestamptz NOT NULL, "version" bigint NOT NULL DEFAULT 1, "import_source" character varying NULL, "import_key" character varying NULL, "name_kk" text NOT NULL DEFAULT '', "name_ru" text NOT NULL DEFAULT '', "name_en" text NOT NULL DEFAULT '', "description_kk" text NOT NULL DEFAULT '', "description_ru" text NOT NULL DEFAULT '', "description_en" text NOT NULL DEFAULT '', "search_text" text NOT NULL DEFAULT '', "name_sort_kk" character varying NOT NULL DEFAULT '', "name_sort_ru" character varying NOT NULL DEFAULT '', "name_sort_en" character varying NOT NULL DEFAULT '', "bin" character varying NULL, "legal_form" character varying NOT NULL, "status" character varying NOT NULL DEFAULT 'DRAFT', "website" character varying NULL, "parent_id" character varying NULL, PRIMARY KEY ("id"), CONSTRAINT "organizations_organizations_children" FOREIGN KEY ("parent_id") REFERENCES "organizations" ("id") ON UPDATE NO ACTION ON DELETE SET NULL, CONSTRAINT "name_in_some_language" CHECK ((name_kk <> ''::text) OR (name_ru <> ''::text) OR (name_en <> ''::text)), CONSTRAINT "organization_is_not_its_own_parent" CHECK ((parent_id IS NULL) OR ((parent_id)::text <> (id)::text)));
-- create index "organization_import_source_import_key" to table: "organizations"
CREATE UNIQUE INDEX "organization_import_source_import_key" ON "organizations" ("import_source", "import_key");
-- create index "organization_parent_id" to table: "organizations"
CREATE INDEX "organization_parent_id" ON "organizations" ("parent_id");
-- create index "organization_status_name_sort_en" to table: "organizations"
CREATE INDEX "organization_status_name_sort_en" ON "organizations" ("status", "name_sort_en");
-- create index "organization_status_name_sort_kk" to table: "organizations"
CREATE INDEX "organization_status_name_sort_kk" ON "organizations" ("status", "name_sort_kk");
-- create index "organization_status_name_sort_ru" to table: "organizations"
CREATE INDEX "organization_status_name_sort_ru" ON "organizations" ("status", "name_sort_ru");
-- create index "organizations_bin_key" to table: "organizations"
CREATE UNIQUE INDEX "organizations_bin_key" ON "organizations" ("bin");
-- create "events" table
CREATE TABLE "events" ("id" character varying NOT NULL, "created_at" timestamptz NOT NULL, "updated_at" timestamptz NOT NULL, "version" bigint NOT NULL DEFAULT 1, "import_source" character varying NULL, "import_key" character varying NULL, "title_kk" text NOT NULL DEFAULT '', "title_ru" text NOT NULL DEFAULT '', "title_en" text NOT NULL DEFAULT '', "description_kk" text NOT NULL DEFAULT '', "description_ru" text NOT NULL DEFAULT '', "description_en" text NOT NULL DEFAULT '', "venue_kk" text NOT NULL DEFAULT '', "venue_ru" text NOT NULL DEFAULT '', "venue_en" text NOT NULL DEFAULT '', "search_text" text NOT NULL DEFAULT '', "title_sort_kk" character varying NOT NULL DEFAULT '', "title_sort_ru" character varying NOT NULL DEFAULT '', "title_sort_en" character varying NOT NULL DEFAULT '', "starts_at" timestamptz NOT NULL, "ends_at" timestamptz NOT NULL, "time_zone" character varying NOT NULL, "remote" boolean NOT NULL DEFAULT false, "state" character varying NOT NULL DEFAULT 'DRAFT', "cancellation_reason" character varying NULL, "published_at" timestamptz NULL, "organization_id" character varying NOT NULL, "region_id" character varying NULL, PRIMARY KEY ("id"), CONSTRAINT "events_organizations_events" FOREIGN KEY ("organization_id") REFERENCES "organizations" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "events_regions_events" FOREIGN KEY ("region_id") REFERENCES "regions" ("id") ON UPDATE NO ACTION ON DELETE SET NULL, CONSTRAINT "event_ends_after_its_start" CHECK (ends_at > starts_at), CONSTRAINT "title_in_some_language" CHECK ((title_kk <> ''::text) OR (title_ru <> ''::text) OR (title_en <> ''::text)));
-- create index "event_import_source_import_key" to table: "events"
CREATE UNIQUE INDEX "event_import_source_import_key" ON "events" ("import_source", "import_key");
-- create index "event_organization_id_starts_at" to table: "events"
CREATE INDEX "event_organization_id_starts_at" ON "events" ("organization_id", "starts_at");
-- create index "event_region_id_starts_at" to table: "events"
CREATE INDEX "event_region_id_starts_at" ON "events" ("region_id", "starts_at");
-- create index "event_state_starts_at" to table: "events"
CREATE INDEX "event_state_starts_at" ON "events" ("state", "starts_at");
-- create "shifts" table
CREATE TABLE "shifts" ("id" character varying NOT NULL, "created_at" timestamptz NOT NULL, "updated_at" timestamptz NOT NULL, "version" bigint NOT NULL DEFAULT 1, "title_kk" text NOT NULL DEFAULT '', "title_ru" text NOT NULL DEFAULT '', "title_en" text NOT NULL DEFAULT '', "starts_at" timestamptz NOT NULL, "ends_at" timestamptz NOT NULL, "capacity" bigint NOT NULL, "confirmed" bigint NOT NULL DEFAULT 0, "held" bigint NOT NULL DEFAULT 0, "waitlisted" bigint NOT NULL DEFAULT 0, "last_seq" bigint NOT NULL DEFAULT 0, "opens_at" timestamptz NULL, "closes_at" timestamptz NULL, "cancel_cutoff" timestamptz NULL, "min_age" bigint NOT NULL DEFAULT 0, "qualifications" jsonb NULL, "signup_policy" character varying NOT NULL DEFAULT 'INSTANT', "guest_signup" boolean NOT NULL DEFAULT false, "offer_window_minutes" bigint NULL, "state" character varying NOT NULL DEFAULT 'SCHEDULED', "next_transition_at" timestamptz NULL, "event_id" character varying NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "shifts_events_shifts" FOREIGN KEY ("event_id") REFERENCES "events" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "shift_counts_are_not_below" CHECK ((capacity > 0) AND (confirmed >= 0) AND (held >= 0) AND (waitlisted >= 0)), CONSTRAINT "shift_ends_after_its_start" CHECK (ends_at > starts_at), CONSTRAINT "shift_never_oversold" CHECK ((confirmed + held) <= capacity), CONSTRAINT "title_in_some_language" CHECK ((title_kk <> ''::text) OR (title_ru <> ''::text) OR (title_en <> ''::text)));
-- create index "shift_event_id_starts_at" to table: "shifts"
CREATE INDEX "shift_event_id_starts_at" ON "shifts" ("event_id", "starts_at");
-- create index "shift_next_transition_at" to table: "shifts"
CREATE INDEX "shift_next_transition_at" ON "shifts" ("next_transition_at") WHERE (next_transition_at IS NOT NULL);
-- create index "shift_state_starts_at" to table: "shifts"
CREATE INDEX "shift_state_starts_at" ON "shifts" ("state", "starts_at");
-- create "signups" table
CREATE TABLE "signups" ("id" character varying NOT NULL, "created_at" timestamptz NOT NULL, "updated_at" timestamptz NOT NULL, "version" bigint NOT NULL DEFAULT 1, "person_no" bigint NOT NULL, "starts_at" timestamptz NOT NULL, "ends_at" timestamptz NOT NULL, "state" character varying NOT NULL DEFAULT 'CONFIRMED', "source" character varying NOT NULL DEFAULT 'SELF', "cancelled_by" character varying NULL, "shift_id" character varying NOT NULL, "volunteer_id" character varying NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "signups_shifts_signups" FOREIGN KEY ("shift_id") REFERENCES "shifts" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "signups_volunteers_signups" FOREIGN KEY ("volunteer_id") REFERENCES "volunteers" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "signup_ends_after_its_start" CHECK (ends_at > starts_at));
-- create index "signup_shift_id_state" to table: "signups"
CREATE INDEX "signup_shift_id_state" ON "signups" ("shift_id", "state");
-- create index "signup_volunteer_id_starts_at" to table: "signups"
CREATE INDEX "signup_volunteer_id_starts_at" ON "signups" ("volunteer_id", "starts_at");
-- create index "signups_one_live_per_person_and_shift" to table: "signups"
CREATE UNIQUE INDEX "signups_one_live_per_person_and_shift" ON "signups" ("shift_id", "volunteer_id") WHERE (((state)::text = 'REQUESTED'::text) OR ((state)::text = 'CONFIRMED'::text) OR ((state)::text = 'CHECKED_IN'::text) OR ((state)::text = 'COMPLETED'::text));
-- create "check_ins" table
CREATE TABLE "check_ins" ("id" character varying NOT NULL, "created_at" timestamptz NOT NULL, "updated_at" timestamptz NOT NULL, "kind" character varying NOT NULL, "at" timestamptz NOT NULL, "method" character varying NOT NULL, "client_event_id" character varying NOT NULL, "recorded_by" character varying NOT NULL, "signup_id" character varying NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "check_ins_signups_check_ins" FOREIGN KEY ("signup_id") REFERENCES "signups" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION);
-- create index "check_ins_client_event_id_key" to table: "check_ins"
CREATE UNIQUE INDEX "check_ins_client_event_id_key" ON "check_ins" ("client_event_id");
-- create index "checkin_signup_id_at" to table: "check_ins"
CREATE INDEX "checkin_signup_id_at" ON "check_ins" ("signup_id", "at");
-- create "consents" table
CREATE TABLE "consents" ("id" character varying NOT NULL, "created_at" timestamptz NOT NULL, "updated_at" timestamptz NOT NULL, "kind" character varying NOT NULL, "text_version" character varying NOT NULL, "withdrawn_at" timestamptz NULL, "volunteer_id" character varying NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "consents_volunteers_consents" FOREIGN KEY ("volunteer_id") REFERENCES "volunteers" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION);
-- create index "consent_volunteer_id_kind" to table: "consents"
CREATE INDEX "consent_volunteer_id_kind" ON "consents" ("volunteer_id", "kind");
-- create "districts" table
CREATE TABLE "districts" ("id" character varying NOT NULL, "name_kk" text NOT NULL DEFAULT '', "name_ru" text NOT NULL DEFAULT '', "name_en" text NOT NULL DEFAULT '', "kato" character varying NOT NULL, "valid_from" character varying NULL, "valid_to" character varying NULL, "region_id" character varying NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "districts_regions_districts" FOREIGN KEY ("region_id") REFERENCES "regions" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "name_in_some_language" CHECK ((name_kk <> ''::text) OR (name_ru <> ''::text) OR (name_en <> ''::text)));
-- create index "district_kato_region_id" to table: "districts"
CREATE UNIQUE INDEX "district_kato_region_id" ON "districts" ("kato", "region_id");
-- create index "district_region_id" to table: "districts"
CREATE INDEX "district_region_id" ON "districts" ("region_id");
-- create "directions" table
CREATE TABLE "directions" ("id" character varying NOT NULL, "name_kk" text NOT NULL DEFAULT '', "name_ru" text NOT NULL DEFAULT '', "name_en" text NOT NULL DEFAULT '', "code" character varying NOT NULL, "min_age" bigint NOT NULL DEFAULT 0, "allows_minors" boolean NOT NULL DEFAULT true, "position" bigint NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "name_in_some_language" CHECK ((name_kk <> ''::text) OR (name_ru <> ''::text) OR (name_en <> ''::text)));
-- create "event_directions" table
CREATE TABLE "event_directions" ("event_id" character varying NOT NULL, "direction_id" character varying NOT NULL, PRIMARY KEY ("event_id", "direction_id"), CONSTRAINT "event_directions_direction_id" FOREIGN KEY ("direction_id") REFERENCES "directions" ("id") ON UPDATE NO ACTION ON DELETE CASCADE, CONSTRAINT "event_directions_event_id" FOREIGN KEY ("event_id") REFERENCES "events" ("id") ON UPDATE NO ACTION ON DELETE CASCADE);
-- create "guardian_consents" table
CREATE TABLE "guardian_consents" ("id" character varying NOT NULL, "created_at" timestamptz NOT NULL, "updated_at" timestamptz NOT NULL, "guardian_name" character varying NOT NULL, "valid_from" character varying NOT NULL, "valid_to" character varying NULL, "volunteer_id" character varying NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "guardian_consents_volunteers_guardian_consents" FOREIGN KEY ("volunteer_id") REFERENCES "volunteers" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION);
-- create index "guardianconsent_volunteer_id" to table: "guardian_consents"
CREATE INDEX "guardianconsent_volunteer_id" ON "guardian_consents" ("volunteer_id");
-- create "hour_entries" table
CREATE TABLE "hour_entries" ("id" character varying NOT NULL, "created_at" timestamptz NOT NULL, "updated_at" timestamptz NOT NULL, "date" character varying NOT NULL, "minutes" bigint NOT NULL, "evidence" bigint NOT NULL DEFAULT 0, "state" character varying NOT NULL DEFAULT 'PENDING', "event_id" character varying NULL, "organization_id" character varying NOT NULL, "volunteer_id" character varying NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "hour_entries_events_event" FOREIGN KEY ("event_id") REFERENCES "events" ("id") ON UPDATE NO ACTION ON DELETE SET NULL, CONSTRAINT "hour_entries_organizations_hour_entries" FOREIGN KEY ("organization_id") REFERENCES "organizations" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "hour_entries_volunteers_hour_entries" FOREIGN KEY ("volunteer_id") REFERENCES "volunteers" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "hour_entry_says_something" CHECK ((minutes <> 0) AND (evidence >= 0) AND (evidence <= 4)));
-- create index "hourentry_event_id" to table: "hour_entries"
CREATE INDEX "hourentry_event_id" ON "hour_entries" ("event_id");
-- create index "hourentry_organization_id_date" to table: "hour_entries"
CREATE INDEX "hourentry_organization_id_date" ON "hour_entries" ("organization_id", "date");
-- create index "hourentry_volunteer_id_date" to table: "hour_entries"
CREATE INDEX "hourentry_volunteer_id_date" ON "hour_entries" ("volunteer_id", "date");
-- create "memberships" table
CREATE TABLE "memberships" ("id" character varying NOT NULL, "created_at" timestamptz NOT NULL, "updated_at" timestamptz NOT NULL, "role" character varying NOT NULL, "status" character varying NOT NULL DEFAULT 'ACTIVE', "valid_from" character varying NOT NULL, "valid_to" character varying NULL, "organization_id" character varying NOT NULL, "volunteer_id" character varying NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "memberships_organizations_memberships" FOREIGN KEY ("organization_id") REFERENCES "organizations" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "memberships_volunteers_memberships" FOREIGN KEY ("volunteer_id") REFERENCES "volunteers" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION);
-- create index "membership_organization_id_status" to table: "memberships"
CREATE INDEX "membership_organization_id_status" ON "memberships" ("organization_id", "status");
-- create index "membership_volunteer_id_organization_id_role" to table: "memberships"
CREATE UNIQUE INDEX "membership_volunteer_id_organization_id_role" ON "memberships" ("volunteer_id", "organization_id", "role") WHERE ((status)::text <> 'ENDED'::text);
-- create "waitlist_entries" table
CREATE TABLE "waitlist_entries" ("id" character varying NOT NULL, "created_at" timestamptz NOT NULL, "updated_at" timestamptz NOT NULL, "version" bigint NOT NULL DEFAULT 1, "person_no" bigint NOT NULL, "seq" bigint NOT NULL, "auto_accept" boolean NOT NULL DEFAULT true, "state" character varying NOT NULL DEFAULT 'WAITING', "missed" bigint NOT NULL DEFAULT 0, "blocked_by" character varying NULL, "shift_id" character varying NOT NULL, "volunteer_id" character varying NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "waitlist_entries_shifts_waitlist_entries" FOREIGN KEY ("shift_id") REFERENCES "shifts" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "waitlist_entries_volunteers_waitlist_entries" FOREIGN KEY ("volunteer_id") REFERENCES "volunteers" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION);
-- create index "waitlist_entries_one_live_per_person_and_shift" to table: "waitlist_entries"
CREATE UNIQUE INDEX "waitlist_entries_one_live_per_person_and_shift" ON "waitlist_entries" ("shift_id", "volunteer_id") WHERE (((state)::text = 'WAITING'::text) OR ((state)::text = 'OFFERED'::text));
-- create index "waitlistentry_shift_id_seq" to table: "waitlist_entries"
CREATE UNIQUE INDEX "waitlistentry_shift_id_seq" ON "waitlist_entries" ("shift_id", "seq");
-- create index "waitlistentry_shift_id_state_seq" to table: "waitlist_entries"
CREATE INDEX "waitlistentry_shift_id_state_seq" ON "waitlist_entries" ("shift_id", "state", "seq");
-- create index "waitlistentry_volunteer_id_state" to table: "waitlist_entries"
CREATE INDEX "waitlistentry_volunteer_id_state" ON "waitlist_entries" ("volunteer_id", "state");
-- create "offers" table
CREATE TABLE "offers" ("id" character varying NOT NULL, "created_at" timestamptz NOT NULL, "updated_at" timestamptz NOT NULL, "volunteer_id" character varying NOT NULL, "expires_at" timestamptz NOT NULL, "state" character varying NOT NULL DEFAULT 'PENDING', "shift_id" character varying NOT NULL, "entry_id" character varying NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "offers_shifts_offers" FOREIGN KEY ("shift_id") REFERENCES "shifts" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "offers_waitlist_entries_offers" FOREIGN KEY ("entry_id") REFERENCES "waitlist_entries" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION);
-- create index "offer_entry_id" to table: "offers"
CREATE INDEX "offer_entry_id" ON "offers" ("entry_id");
-- create index "offer_state_expires_at" to table: "offers"
CREATE INDEX "offer_state_expires_at" ON "offers" ("state", "expires_at");
-- create index "offers_one_pending_per_person_and_shift" to table: "offers"
CREATE UNIQUE INDEX "offers_one_pending_per_person_and_shift" ON "offers" ("shift_id", "volunteer_id") WHERE ((state)::text = 'PENDING'::text);
-- create "organization_directions" table
CREATE TABLE "organization_directions" ("organization_id" character varying NOT NULL, "direction_id" character varying NOT NULL, PRIMARY KEY ("organization_id", "direction_id"), CONSTRAINT "organization_directions_direction_id" FOREIGN KEY ("direction_id") REFERENCES "directions" ("id") ON UPDATE NO ACTION ON DELETE CASCADE, CONSTRAINT "organization_directions_organization_id" FOREIGN KEY ("organization_id") REFERENCES "organizations" ("id") ON UPDATE NO ACTION ON DELETE CASCADE);
-- create "organization_regions" table
CREATE TABLE "organization_regions" ("organization_id" character varying NOT NULL, "region_id" character varying NOT NULL, PRIMARY KEY ("organization_id", "region_id"), CONSTRAINT "organization_regions_organization_id" FOREIGN KEY ("organization_id") REFERENCES "organizations" ("id") ON UPDATE NO ACTION ON DELETE CASCADE, CONSTRAINT "organization_regions_region_id" FOREIGN KEY ("region_id") REFERENCES "regions" ("id") ON UPDATE NO ACTION ON DELETE CASCADE);
-- create "platform_grants" table
CREATE TABLE "platform_grants" ("id" character varying NOT NULL, "created_at" timestamptz NOT NULL, "updated_at" timestamptz NOT NULL, "role" character varying NOT NULL, "volunteer_id" character varying NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "platform_grants_volunteers_platform_grants" FOREIGN KEY ("volunteer_id") REFERENCES "volunteers" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION);
-- create index "platformgrant_volunteer_id_role" to table: "platform_grants"
CREATE UNIQUE INDEX "platformgrant_volunteer_id_role" ON "platform_grants" ("volunteer_id", "role");
-- create "qualifications" table
CREATE TABLE "qualifications" ("id" character varying NOT NULL, "created_at" timestamptz NOT NULL, "updated_at" timestamptz NOT NULL, "kind" character varying NOT NULL, "issued_at" character varying NOT NULL, "expires_at" character varying NULL, "volunteer_id" character varying NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "qualifications_volunteers_qualifications" FOREIGN KEY ("volunteer_id") REFERENCES "volunteers" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION);
-- create index "qualification_volunteer_id_kind" to table: "qualifications"
CREATE INDEX "qualification_volunteer_id_kind" ON "qualifications" ("volunteer_id", "kind");
-- create "sessions" table
CREATE TABLE "sessions" ("id" character varying NOT NULL, "created_at" timestamptz NOT NULL, "updated_at" timestamptz NOT NULL, "token_hash" bytea NOT NULL, "expires_at" timestamptz NOT NULL, "ended_at" timestamptz NULL, "account_id" character varying NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "sessions_accounts_sessions" FOREIGN KEY ("account_id") REFERENCES "accounts" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION);
-- create index "session_account_id" to table: "sessions"
CREATE INDEX "session_account_id" ON "sessions" ("account_id");
-- create index "sessions_token_hash_key" to table: "sessions"
CREATE UNIQUE INDEX "sessions_token_hash_key" ON "sessions" ("token_hash");
-- create "support_centers" table
CREATE TABLE "support_centers" ("id" character varying NOT NULL, "valid_from" character varying NOT NULL, "valid_to" character varying NULL, "organization_id" character varying NOT NULL, "region_id" character varying NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "support_centers_organizations_support_centers" FOREIGN KEY ("organization_id") REFERENCES "organizations" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "support_centers_regions_support_centers" FOREIGN KEY ("region_id") REFERENCES "regions" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION);
-- create index "supportcenter_organization_id" to table: "support_centers"
CREATE INDEX "supportcenter_organization_id" ON "support_centers" ("organization_id");
-- create index "supportcenter_region_id_valid_from" to table: "support_centers"
CREATE UNIQUE INDEX "supportcenter_region_id_valid_from" ON "support_centers" ("region_id", "valid_from");
-- create "volunteer_directions" table
CREATE TABLE "volunteer_directions" ("volunteer_id" character varying NOT NULL, "direction_id" character varying NOT NULL, PRIMARY KEY ("volunteer_id", "direction_id"), CONSTRAINT "volunteer_directions_direction_id" FOREIGN KEY ("direction_id") REFERENCES "directions" ("id") ON UPDATE NO ACTION ON DELETE CASCADE, CONSTRAINT "volunteer_directions_volunteer_id" FOREIGN KEY ("volunteer_id") REFERENCES "volunteers" ("id") ON UPDATE NO ACTION ON DELETE CASCADE);
-- create "volunteer_privates" table
CREATE TABLE "volunteer_privates" ("id" character varying NOT NULL, "created_at" timestamptz NOT NULL, "updated_at" timestamptz NOT NULL, "email" character varying NULL, "phone" character varying NULL, "birth_date" character varying NULL, "volunteer_id" character varying NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "volunteer_privates_volunteers_private" FOREIGN KEY ("volunteer_id") REFERENCES "volunteers" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION);
-- create index "volunteer_privates_volunteer_id_key" to table: "volunteer_privates"
CREATE UNIQUE INDEX "volunteer_privates_volunteer_id_key" ON "volunteer_privates" ("volunteer_id");
