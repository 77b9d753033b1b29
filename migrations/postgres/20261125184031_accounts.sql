-- +goose Up
-- modify "accounts" table
ALTER TABLE "accounts" ADD COLUMN "email_verified_at" timestamptz NULL, ADD COLUMN "phone_verified_at" timestamptz NULL;
-- modify "sessions" table
ALTER TABLE "sessions" ADD COLUMN "last_used_at" timestamptz NULL, ADD COLUMN "device" character varying NOT NULL DEFAULT '';
-- create "provider_sign_ins" table
CREATE TABLE "provider_sign_ins" ("id" character varying NOT NULL, "created_at" timestamptz NOT NULL, "updated_at" timestamptz NOT NULL, "provider" character varying NOT NULL, "state_hash" bytea NOT NULL, "browser_hash" bytea NOT NULL, "nonce" character varying NOT NULL, "verifier" character varying NOT NULL, "challenge" character varying NOT NULL, "return_to" character varying NOT NULL, "expires_at" timestamptz NOT NULL, "answered_at" timestamptz NULL, "code_hash" bytea NULL, "used_at" timestamptz NULL, "issuer" character varying NOT NULL DEFAULT '', "subject" character varying NOT NULL DEFAULT '', "email" character varying NOT NULL DEFAULT '', "given_name" character varying NOT NULL DEFAULT '', "family_name" character varying NOT NULL DEFAULT '', PRIMARY KEY ("id"));
-- create index "provider_sign_ins_code_hash_key" to table: "provider_sign_ins"
CREATE UNIQUE INDEX "provider_sign_ins_code_hash_key" ON "provider_sign_ins" ("code_hash");
-- create index "provider_sign_ins_state_hash_key" to table: "provider_sign_ins"
CREATE UNIQUE INDEX "provider_sign_ins_state_hash_key" ON "provider_sign_ins" ("state_hash");
-- create index "providersignin_expires_at" to table: "provider_sign_ins"
CREATE INDEX "providersignin_expires_at" ON "provider_sign_ins" ("expires_at");
-- create "api_keys" table
CREATE TABLE "api_keys" ("id" character varying NOT NULL, "created_at" timestamptz NOT NULL, "updated_at" timestamptz NOT NULL, "name" character varying NOT NULL, "prefix" character varying NOT NULL, "token_hash" bytea NOT NULL, "scopes" jsonb NOT NULL, "expires_at" timestamptz NOT NULL, "last_used_at" timestamptz NULL, "revoked_at" timestamptz NULL, "account_id" character varying NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "api_keys_accounts_api_keys" FOREIGN KEY ("account_id") REFERENCES "accounts" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION);
-- create index "api_keys_token_hash_key" to table: "api_keys"
CREATE UNIQUE INDEX "api_keys_token_hash_key" ON "api_keys" ("token_hash");
-- create index "apikey_account_id" to table: "api_keys"
CREATE INDEX "apikey_account_id" ON "api_keys" ("account_id");
-- create index "apikey_revoked_at" to table: "api_keys"
CREATE INDEX "apikey_revoked_at" ON "api_keys" ("revoked_at") WHERE (revoked_at IS NOT NULL);
-- create "identities" table
CREATE TABLE "identities" ("id" character varying NOT NULL, "created_at" timestamptz NOT NULL, "updated_at" timestamptz NOT NULL, "issuer" character varying NOT NULL, "subject" character varying NOT NULL, "account_id" character varying NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "identities_accounts_identities" FOREIGN KEY ("account_id") REFERENCES "accounts" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION);
-- create index "identity_account_id" to table: "identities"
CREATE INDEX "identity_account_id" ON "identities" ("account_id");
-- create index "identity_issuer_subject" to table: "identities"
CREATE UNIQUE INDEX "identity_issuer_subject" ON "identities" ("issuer", "subject");
-- create "registrations" table
CREATE TABLE "registrations" ("id" character varying NOT NULL, "created_at" timestamptz NOT NULL, "updated_at" timestamptz NOT NULL, "email" character varying NULL, "phone" character varying NULL, "password_hash" character varying NOT NULL, "given_name" character varying NOT NULL, "family_name" character varying NOT NULL, "birth_date" character varying NULL, "region_id" character varying NULL, "locale" character varying NOT NULL, "expires_at" timestamptz NOT NULL, "used_at" timestamptz NULL, PRIMARY KEY ("id"));
-- create index "registration_expires_at" to table: "registrations"
CREATE INDEX "registration_expires_at" ON "registrations" ("expires_at");
-- create "messages" table
CREATE TABLE "messages" ("id" character varying NOT NULL, "created_at" timestamptz NOT NULL, "updated_at" timestamptz NOT NULL, "kind" character varying NOT NULL, "contact" character varying NOT NULL, "locale" character varying NOT NULL, "account_id" character varying NULL, "registration_id" character varying NULL, PRIMARY KEY ("id"), CONSTRAINT "messages_accounts_messages" FOREIGN KEY ("account_id") REFERENCES "accounts" ("id") ON UPDATE NO ACTION ON DELETE CASCADE, CONSTRAINT "messages_registrations_messages" FOREIGN KEY ("registration_id") REFERENCES "registrations" ("id") ON UPDATE NO ACTION ON DELETE CASCADE);
-- create index "message_account_id" to table: "messages"
CREATE INDEX "message_account_id" ON "messages" ("account_id");
-- create index "message_created_at" to table: "messages"
CREATE INDEX "message_created_at" ON "messages" ("created_at");
-- create index "message_registration_id" to table: "messages"
CREATE INDEX "message_registration_id" ON "messages" ("registration_id");
-- modify "notice_deliveries" table
ALTER TABLE "notice_deliveries" DROP CONSTRAINT "notice_deliveries_notices_deliveries", ADD CONSTRAINT "notice_delivery_is_of_one_thing" CHECK (((notice_id IS NULL) AND (message_id IS NOT NULL)) OR ((notice_id IS NOT NULL) AND (message_id IS NULL))), ALTER COLUMN "notice_id" DROP NOT NULL, ADD COLUMN "message_id" character varying NULL, ADD CONSTRAINT "notice_deliveries_notices_deliveries" FOREIGN KEY ("notice_id") REFERENCES "notices" ("id") ON UPDATE NO ACTION ON DELETE CASCADE, ADD CONSTRAINT "notice_deliveries_messages_deliveries" FOREIGN KEY ("message_id") REFERENCES "messages" ("id") ON UPDATE NO ACTION ON DELETE CASCADE;
-- create index "noticedelivery_message_id_channel" to table: "notice_deliveries"
CREATE UNIQUE INDEX "noticedelivery_message_id_channel" ON "notice_deliveries" ("message_id", "channel");
-- modify "one_time_tokens" table
ALTER TABLE "one_time_tokens" ADD COLUMN "contact" character varying NOT NULL DEFAULT '', ADD COLUMN "account_id" character varying NULL, ADD COLUMN "registration_id" character varying NULL, ADD CONSTRAINT "one_time_tokens_accounts_one_time_tokens" FOREIGN KEY ("account_id") REFERENCES "accounts" ("id") ON UPDATE NO ACTION ON DELETE CASCADE, ADD CONSTRAINT "one_time_tokens_registrations_one_time_tokens" FOREIGN KEY ("registration_id") REFERENCES "registrations" ("id") ON UPDATE NO ACTION ON DELETE CASCADE;
-- create index "onetimetoken_account_id" to table: "one_time_tokens"
CREATE INDEX "onetimetoken_account_id" ON "one_time_tokens" ("account_id");
-- create index "onetimetoken_expires_at" to table: "one_time_tokens"
CREATE INDEX "onetimetoken_expires_at" ON "one_time_tokens" ("expires_at");
-- create index "onetimetoken_registration_id" to table: "one_time_tokens"
CREATE INDEX "onetimetoken_registration_id" ON "one_time_tokens" ("registration_id");
