-- +goose Up
-- disable the enforcement of foreign-keys constraints
PRAGMA foreign_keys = off;
-- create "new_provider_sign_ins" table
CREATE TABLE `new_provider_sign_ins` (`id` text NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `provider` text NOT NULL, `state_hash` blob NOT NULL, `browser_hash` blob NOT NULL, `challenge` text NOT NULL, `return_to` text NOT NULL, `expires_at` datetime NOT NULL, `answered_at` datetime NULL, `code_hash` blob NULL, `used_at` datetime NULL, `issuer` text NOT NULL DEFAULT (''), `subject` text NOT NULL DEFAULT (''), `email` text NOT NULL DEFAULT (''), `given_name` text NOT NULL DEFAULT (''), `family_name` text NOT NULL DEFAULT (''), PRIMARY KEY (`id`));
-- copy rows from old table "provider_sign_ins" to new temporary table "new_provider_sign_ins"
INSERT INTO `new_provider_sign_ins` (`id`, `created_at`, `updated_at`, `provider`, `state_hash`, `browser_hash`, `challenge`, `return_to`, `expires_at`, `answered_at`, `code_hash`, `used_at`, `issuer`, `subject`, `email`, `given_name`, `family_name`) SELECT `id`, `created_at`, `updated_at`, `provider`, `state_hash`, `browser_hash`, `challenge`, `return_to`, `expires_at`, `answered_at`, `code_hash`, `used_at`, `issuer`, `subject`, `email`, `given_name`, `family_name` FROM `provider_sign_ins`;
-- drop "provider_sign_ins" table after copying rows
DROP TABLE `provider_sign_ins`;
-- rename temporary table "new_provider_sign_ins" to "provider_sign_ins"
ALTER TABLE `new_provider_sign_ins` RENAME TO `provider_sign_ins`;
-- create index "provider_sign_ins_state_hash_key" to table: "provider_sign_ins"
CREATE UNIQUE INDEX `provider_sign_ins_state_hash_key` ON `provider_sign_ins` (`state_hash`);
-- create index "provider_sign_ins_code_hash_key" to table: "provider_sign_ins"
CREATE UNIQUE INDEX `provider_sign_ins_code_hash_key` ON `provider_sign_ins` (`code_hash`);
-- create index "providersignin_expires_at" to table: "provider_sign_ins"
CREATE INDEX `providersignin_expires_at` ON `provider_sign_ins` (`expires_at`);
-- enable back the enforcement of foreign-keys constraints
PRAGMA foreign_keys = on;
