-- +goose Up
-- disable the enforcement of foreign-keys constraints
PRAGMA foreign_keys = off;
-- create "new_invitations" table
CREATE TABLE `new_invitations` (`id` text NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `role` text NOT NULL, `contact` text NOT NULL, `invited_by` text NOT NULL, `token_hash` blob NOT NULL, `sent_token_hash` blob NULL, `expires_at` datetime NOT NULL, `used_at` datetime NULL, `organization_id` text NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `invitations_organizations_invitations` FOREIGN KEY (`organization_id`) REFERENCES `organizations` (`id`) ON DELETE NO ACTION);
-- copy rows from old table "invitations" to new temporary table "new_invitations"
INSERT INTO `new_invitations` (`id`, `created_at`, `updated_at`, `role`, `contact`, `invited_by`, `token_hash`, `expires_at`, `used_at`, `organization_id`) SELECT `id`, `created_at`, `updated_at`, `role`, `contact`, `invited_by`, `token_hash`, `expires_at`, `used_at`, `organization_id` FROM `invitations`;
-- drop "invitations" table after copying rows
DROP TABLE `invitations`;
-- rename temporary table "new_invitations" to "invitations"
ALTER TABLE `new_invitations` RENAME TO `invitations`;
-- create index "invitations_token_hash_key" to table: "invitations"
CREATE UNIQUE INDEX `invitations_token_hash_key` ON `invitations` (`token_hash`);
-- create index "invitations_sent_token_hash_key" to table: "invitations"
CREATE UNIQUE INDEX `invitations_sent_token_hash_key` ON `invitations` (`sent_token_hash`);
-- create index "invitation_organization_id" to table: "invitations"
CREATE INDEX `invitation_organization_id` ON `invitations` (`organization_id`);
-- create "new_messages" table
CREATE TABLE `new_messages` (`id` text NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `kind` text NOT NULL, `contact` text NOT NULL, `locale` text NOT NULL, `account_id` text NULL, `invitation_id` text NULL, `registration_id` text NULL, PRIMARY KEY (`id`), CONSTRAINT `messages_accounts_messages` FOREIGN KEY (`account_id`) REFERENCES `accounts` (`id`) ON DELETE CASCADE, CONSTRAINT `messages_invitations_messages` FOREIGN KEY (`invitation_id`) REFERENCES `invitations` (`id`) ON DELETE CASCADE, CONSTRAINT `messages_registrations_messages` FOREIGN KEY (`registration_id`) REFERENCES `registrations` (`id`) ON DELETE CASCADE);
-- copy rows from old table "messages" to new temporary table "new_messages"
INSERT INTO `new_messages` (`id`, `created_at`, `updated_at`, `kind`, `contact`, `locale`, `account_id`, `registration_id`) SELECT `id`, `created_at`, `updated_at`, `kind`, `contact`, `locale`, `account_id`, `registration_id` FROM `messages`;
-- drop "messages" table after copying rows
DROP TABLE `messages`;
-- rename temporary table "new_messages" to "messages"
ALTER TABLE `new_messages` RENAME TO `messages`;
-- create index "message_account_id" to table: "messages"
CREATE INDEX `message_account_id` ON `messages` (`account_id`);
-- create index "message_registration_id" to table: "messages"
CREATE INDEX `message_registration_id` ON `messages` (`registration_id`);
-- create index "message_invitation_id" to table: "messages"
CREATE INDEX `message_invitation_id` ON `messages` (`invitation_id`);
-- create index "message_created_at" to table: "messages"
CREATE INDEX `message_created_at` ON `messages` (`created_at`);
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
