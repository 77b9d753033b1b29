-- +goose Up
-- disable the enforcement of foreign-keys constraints
PRAGMA foreign_keys = off;
-- add column "email_verified_at" to table: "accounts"
ALTER TABLE `accounts` ADD COLUMN `email_verified_at` datetime NULL;
-- add column "phone_verified_at" to table: "accounts"
ALTER TABLE `accounts` ADD COLUMN `phone_verified_at` datetime NULL;
-- create "new_one_time_tokens" table
CREATE TABLE `new_one_time_tokens` (`id` text NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `purpose` text NOT NULL, `contact` text NOT NULL DEFAULT (''), `token_hash` blob NOT NULL, `expires_at` datetime NOT NULL, `used_at` datetime NULL, `account_id` text NULL, `registration_id` text NULL, PRIMARY KEY (`id`), CONSTRAINT `one_time_tokens_accounts_one_time_tokens` FOREIGN KEY (`account_id`) REFERENCES `accounts` (`id`) ON DELETE CASCADE, CONSTRAINT `one_time_tokens_registrations_one_time_tokens` FOREIGN KEY (`registration_id`) REFERENCES `registrations` (`id`) ON DELETE CASCADE);
-- copy rows from old table "one_time_tokens" to new temporary table "new_one_time_tokens"
INSERT INTO `new_one_time_tokens` (`id`, `created_at`, `updated_at`, `purpose`, `token_hash`, `expires_at`, `used_at`) SELECT `id`, `created_at`, `updated_at`, `purpose`, `token_hash`, `expires_at`, `used_at` FROM `one_time_tokens`;
-- drop "one_time_tokens" table after copying rows
DROP TABLE `one_time_tokens`;
-- rename temporary table "new_one_time_tokens" to "one_time_tokens"
ALTER TABLE `new_one_time_tokens` RENAME TO `one_time_tokens`;
-- create index "one_time_tokens_token_hash_key" to table: "one_time_tokens"
CREATE UNIQUE INDEX `one_time_tokens_token_hash_key` ON `one_time_tokens` (`token_hash`);
-- create index "onetimetoken_account_id" to table: "one_time_tokens"
CREATE INDEX `onetimetoken_account_id` ON `one_time_tokens` (`account_id`);
-- create index "onetimetoken_registration_id" to table: "one_time_tokens"
CREATE INDEX `onetimetoken_registration_id` ON `one_time_tokens` (`registration_id`);
-- create index "onetimetoken_expires_at" to table: "one_time_tokens"
CREATE INDEX `onetimetoken_expires_at` ON `one_time_tokens` (`expires_at`);
-- create "new_sessions" table
CREATE TABLE `new_sessions` (`id` text NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `token_hash` blob NOT NULL, `expires_at` datetime NOT NULL, `ended_at` datetime NULL, `last_used_at` datetime NULL, `device` text NOT NULL DEFAULT (''), `account_id` text NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `sessions_accounts_sessions` FOREIGN KEY (`account_id`) REFERENCES `accounts` (`id`) ON DELETE NO ACTION);
-- copy rows from old table "sessions" to new temporary table "new_sessions"
INSERT INTO `new_sessions` (`id`, `created_at`, `updated_at`, `token_hash`, `expires_at`, `ended_at`, `account_id`) SELECT `id`, `created_at`, `updated_at`, `token_hash`, `expires_at`, `ended_at`, `account_id` FROM `sessions`;
-- drop "sessions" table after copying rows
DROP TABLE `sessions`;
-- rename temporary table "new_sessions" to "sessions"
ALTER TABLE `new_sessions` RENAME TO `sessions`;
-- create index "sessions_token_hash_key" to table: "sessions"
CREATE UNIQUE INDEX `sessions_token_hash_key` ON `sessions` (`token_hash`);
-- create index "session_account_id" to table: "sessions"
CREATE INDEX `session_account_id` ON `sessions` (`account_id`);
-- create index "session_ended_at" to table: "sessions"
CREATE INDEX `session_ended_at` ON `sessions` (`ended_at`) WHERE ended_at IS NOT NULL;
-- create "new_notice_deliveries" table
CREATE TABLE `new_notice_deliveries` (`id` text NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `channel` text NOT NULL, `state` text NOT NULL DEFAULT ('QUEUED'), `attempts` integer NOT NULL DEFAULT (0), `next_attempt_at` datetime NOT NULL, `failure` text NOT NULL DEFAULT (''), `message_id` text NULL, `notice_id` text NULL, PRIMARY KEY (`id`), CONSTRAINT `notice_deliveries_messages_deliveries` FOREIGN KEY (`message_id`) REFERENCES `messages` (`id`) ON DELETE CASCADE, CONSTRAINT `notice_deliveries_notices_deliveries` FOREIGN KEY (`notice_id`) REFERENCES `notices` (`id`) ON DELETE CASCADE, CONSTRAINT `notice_delivery_is_of_one_thing` CHECK (notice_id IS NULL AND message_id IS NOT NULL OR notice_id IS NOT NULL AND message_id IS NULL));
-- copy rows from old table "notice_deliveries" to new temporary table "new_notice_deliveries"
INSERT INTO `new_notice_deliveries` (`id`, `created_at`, `updated_at`, `channel`, `state`, `attempts`, `next_attempt_at`, `failure`, `notice_id`) SELECT `id`, `created_at`, `updated_at`, `channel`, `state`, `attempts`, `next_attempt_at`, `failure`, `notice_id` FROM `notice_deliveries`;
-- drop "notice_deliveries" table after copying rows
DROP TABLE `notice_deliveries`;
-- rename temporary table "new_notice_deliveries" to "notice_deliveries"
ALTER TABLE `new_notice_deliveries` RENAME TO `notice_deliveries`;
-- create index "noticedelivery_notice_id_channel" to table: "notice_deliveries"
CREATE UNIQUE INDEX `noticedelivery_notice_id_channel` ON `notice_deliveries` (`notice_id`, `channel`);
-- create index "noticedelivery_message_id_channel" to table: "notice_deliveries"
CREATE UNIQUE INDEX `noticedelivery_message_id_channel` ON `notice_deliveries` (`message_id`, `channel`);
-- create index "noticedelivery_next_attempt_at" to table: "notice_deliveries"
CREATE INDEX `noticedelivery_next_attempt_at` ON `notice_deliveries` (`next_attempt_at`) WHERE state = 'QUEUED';
-- create "api_keys" table
CREATE TABLE `api_keys` (`id` text NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `name` text NOT NULL, `prefix` text NOT NULL, `token_hash` blob NOT NULL, `scopes` json NOT NULL, `expires_at` datetime NOT NULL, `last_used_at` datetime NULL, `revoked_at` datetime NULL, `account_id` text NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `api_keys_accounts_api_keys` FOREIGN KEY (`account_id`) REFERENCES `accounts` (`id`) ON DELETE NO ACTION);
-- create index "api_keys_token_hash_key" to table: "api_keys"
CREATE UNIQUE INDEX `api_keys_token_hash_key` ON `api_keys` (`token_hash`);
-- create index "apikey_account_id" to table: "api_keys"
CREATE INDEX `apikey_account_id` ON `api_keys` (`account_id`);
-- create index "apikey_revoked_at" to table: "api_keys"
CREATE INDEX `apikey_revoked_at` ON `api_keys` (`revoked_at`) WHERE revoked_at IS NOT NULL;
-- create "identities" table
CREATE TABLE `identities` (`id` text NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `issuer` text NOT NULL, `subject` text NOT NULL, `account_id` text NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `identities_accounts_identities` FOREIGN KEY (`account_id`) REFERENCES `accounts` (`id`) ON DELETE NO ACTION);
-- create index "identity_issuer_subject" to table: "identities"
CREATE UNIQUE INDEX `identity_issuer_subject` ON `identities` (`issuer`, `subject`);
-- create index "identity_account_id" to table: "identities"
CREATE INDEX `identity_account_id` ON `identities` (`account_id`);
-- create "messages" table
CREATE TABLE `messages` (`id` text NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `kind` text NOT NULL, `contact` text NOT NULL, `locale` text NOT NULL, `account_id` text NULL, `registration_id` text NULL, PRIMARY KEY (`id`), CONSTRAINT `messages_accounts_messages` FOREIGN KEY (`account_id`) REFERENCES `accounts` (`id`) ON DELETE CASCADE, CONSTRAINT `messages_registrations_messages` FOREIGN KEY (`registration_id`) REFERENCES `registrations` (`id`) ON DELETE CASCADE);
-- create index "message_account_id" to table: "messages"
CREATE INDEX `message_account_id` ON `messages` (`account_id`);
-- create index "message_registration_id" to table: "messages"
CREATE INDEX `message_registration_id` ON `messages` (`registration_id`);
-- create index "message_created_at" to table: "messages"
CREATE INDEX `message_created_at` ON `messages` (`created_at`);
-- create "provider_sign_ins" table
CREATE TABLE `provider_sign_ins` (`id` text NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `provider` text NOT NULL, `state_hash` blob NOT NULL, `browser_hash` blob NOT NULL, `nonce` text NOT NULL, `verifier` text NOT NULL, `challenge` text NOT NULL, `return_to` text NOT NULL, `expires_at` datetime NOT NULL, `answered_at` datetime NULL, `code_hash` blob NULL, `used_at` datetime NULL, `issuer` text NOT NULL DEFAULT (''), `subject` text NOT NULL DEFAULT (''), `email` text NOT NULL DEFAULT (''), `given_name` text NOT NULL DEFAULT (''), `family_name` text NOT NULL DEFAULT (''), PRIMARY KEY (`id`));
-- create index "provider_sign_ins_state_hash_key" to table: "provider_sign_ins"
CREATE UNIQUE INDEX `provider_sign_ins_state_hash_key` ON `provider_sign_ins` (`state_hash`);
-- create index "provider_sign_ins_code_hash_key" to table: "provider_sign_ins"
CREATE UNIQUE INDEX `provider_sign_ins_code_hash_key` ON `provider_sign_ins` (`code_hash`);
-- create index "providersignin_expires_at" to table: "provider_sign_ins"
CREATE INDEX `providersignin_expires_at` ON `provider_sign_ins` (`expires_at`);
-- create "registrations" table
CREATE TABLE `registrations` (`id` text NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `email` text NULL, `phone` text NULL, `password_hash` text NOT NULL, `given_name` text NOT NULL, `family_name` text NOT NULL, `birth_date` text NULL, `region_id` text NULL, `locale` text NOT NULL, `expires_at` datetime NOT NULL, `used_at` datetime NULL, PRIMARY KEY (`id`));
-- create index "registration_expires_at" to table: "registrations"
CREATE INDEX `registration_expires_at` ON `registrations` (`expires_at`);
-- enable back the enforcement of foreign-keys constraints
PRAGMA foreign_keys = on;
