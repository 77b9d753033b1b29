-- +goose Up
-- disable the enforcement of foreign-keys constraints
PRAGMA foreign_keys = off;
-- create "new_signing_keys" table
CREATE TABLE `new_signing_keys` (`id` text NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `public_key` blob NOT NULL, `private_key` text NOT NULL, `signs` bool NOT NULL DEFAULT (true), `retired_at` datetime NULL, PRIMARY KEY (`id`));
-- copy rows from old table "signing_keys" to new temporary table "new_signing_keys"
INSERT INTO `new_signing_keys` (`id`, `created_at`, `updated_at`, `public_key`, `private_key`, `retired_at`) SELECT `id`, `created_at`, `updated_at`, `public_key`, `private_key`, `retired_at` FROM `signing_keys`;
-- drop "signing_keys" table after copying rows
DROP TABLE `signing_keys`;
-- rename temporary table "new_signing_keys" to "signing_keys"
ALTER TABLE `new_signing_keys` RENAME TO `signing_keys`;
-- create index "signing_keys_one_signs" to table: "signing_keys"
CREATE UNIQUE INDEX `signing_keys_one_signs` ON `signing_keys` (`signs`) WHERE signs;
-- enable back the enforcement of foreign-keys constraints
PRAGMA foreign_keys = on;
