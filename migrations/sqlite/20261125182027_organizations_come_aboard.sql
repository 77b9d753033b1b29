-- +goose Up
-- disable the enforcement of foreign-keys constraints
PRAGMA foreign_keys = off;
-- add column "invitation_id" to table: "memberships"
ALTER TABLE `memberships` ADD COLUMN `invitation_id` text NULL;
-- create "new_organizations" table
CREATE TABLE `new_organizations` (`id` text NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `version` integer NOT NULL DEFAULT (1), `import_source` text NULL, `import_key` text NULL, `name_kk` text NOT NULL DEFAULT (''), `name_ru` text NOT NULL DEFAULT (''), `name_en` text NOT NULL DEFAULT (''), `description_kk` text NOT NULL DEFAULT (''), `description_ru` text NOT NULL DEFAULT (''), `description_en` text NOT NULL DEFAULT (''), `search_text` text NOT NULL DEFAULT (''), `name_sort_kk` text NOT NULL DEFAULT (''), `name_sort_ru` text NOT NULL DEFAULT (''), `name_sort_en` text NOT NULL DEFAULT (''), `bin` text NULL, `legal_form` text NOT NULL, `status` text NOT NULL DEFAULT ('DRAFT'), `network` bool NOT NULL DEFAULT (false), `submitted_at` datetime NULL, `website` text NULL, `parent_id` text NULL, `home_region_id` text NULL, `reason_id` text NULL, PRIMARY KEY (`id`), CONSTRAINT `organizations_organizations_children` FOREIGN KEY (`parent_id`) REFERENCES `organizations` (`id`) ON DELETE SET NULL, CONSTRAINT `organizations_regions_home_region` FOREIGN KEY (`home_region_id`) REFERENCES `regions` (`id`) ON DELETE SET NULL, CONSTRAINT `organizations_reasons_reason` FOREIGN KEY (`reason_id`) REFERENCES `reasons` (`id`) ON DELETE SET NULL, CONSTRAINT `name_in_some_language` CHECK (name_kk <> '' OR name_ru <> '' OR name_en <> ''), CONSTRAINT `network_belongs_to_no_network` CHECK (NOT network OR parent_id IS NULL), CONSTRAINT `network_is_registered` CHECK (NOT network OR legal_form <> 'INFORMAL_GROUP'), CONSTRAINT `organization_is_not_its_own_parent` CHECK (parent_id IS NULL OR parent_id <> id));
-- copy rows from old table "organizations" to new temporary table "new_organizations"
INSERT INTO `new_organizations` (`id`, `created_at`, `updated_at`, `version`, `import_source`, `import_key`, `name_kk`, `name_ru`, `name_en`, `description_kk`, `description_ru`, `description_en`, `search_text`, `name_sort_kk`, `name_sort_ru`, `name_sort_en`, `bin`, `legal_form`, `status`, `website`, `parent_id`) SELECT `id`, `created_at`, `updated_at`, `version`, `import_source`, `import_key`, `name_kk`, `name_ru`, `name_en`, `description_kk`, `description_ru`, `description_en`, `search_text`, `name_sort_kk`, `name_sort_ru`, `name_sort_en`, `bin`, `legal_form`, `status`, `website`, `parent_id` FROM `organizations`;
-- drop "organizations" table after copying rows
DROP TABLE `organizations`;
-- rename temporary table "new_organizations" to "organizations"
ALTER TABLE `new_organizations` RENAME TO `organizations`;
-- create index "organization_import_source_import_key" to table: "organizations"
CREATE UNIQUE INDEX `organization_import_source_import_key` ON `organizations` (`import_source`, `import_key`);
-- create index "organization_status_name_sort_kk" to table: "organizations"
CREATE INDEX `organization_status_name_sort_kk` ON `organizations` (`status`, `name_sort_kk`);
-- create index "organization_status_name_sort_ru" to table: "organizations"
CREATE INDEX `organization_status_name_sort_ru` ON `organizations` (`status`, `name_sort_ru`);
-- create index "organization_status_name_sort_en" to table: "organizations"
CREATE INDEX `organization_status_name_sort_en` ON `organizations` (`status`, `name_sort_en`);
-- create index "organization_parent_id" to table: "organizations"
CREATE INDEX `organization_parent_id` ON `organizations` (`parent_id`);
-- create index "organization_home_region_id_status" to table: "organizations"
CREATE INDEX `organization_home_region_id_status` ON `organizations` (`home_region_id`, `status`);
-- create index "organizations_one_verified_of_a_bin" to table: "organizations"
CREATE UNIQUE INDEX `organizations_one_verified_of_a_bin` ON `organizations` (`bin`) WHERE status = 'VERIFIED' OR status = 'SUSPENDED';
-- create "new_notices" table
CREATE TABLE `new_notices` (`id` text NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `volunteer_id` text NOT NULL, `kind` text NOT NULL, `subject_id` text NOT NULL, `detail` text NOT NULL DEFAULT (''), `read_at` datetime NULL, `passed_on_at` datetime NULL, `shift_id` text NULL, `organization_id` text NULL, PRIMARY KEY (`id`), CONSTRAINT `notices_shifts_shift` FOREIGN KEY (`shift_id`) REFERENCES `shifts` (`id`) ON DELETE SET NULL, CONSTRAINT `notices_organizations_organization` FOREIGN KEY (`organization_id`) REFERENCES `organizations` (`id`) ON DELETE SET NULL);
-- copy rows from old table "notices" to new temporary table "new_notices"
INSERT INTO `new_notices` (`id`, `created_at`, `updated_at`, `volunteer_id`, `kind`, `subject_id`, `detail`, `read_at`, `passed_on_at`, `shift_id`) SELECT `id`, `created_at`, `updated_at`, `volunteer_id`, `kind`, `subject_id`, `detail`, `read_at`, `passed_on_at`, `shift_id` FROM `notices`;
-- drop "notices" table after copying rows
DROP TABLE `notices`;
-- rename temporary table "new_notices" to "notices"
ALTER TABLE `new_notices` RENAME TO `notices`;
-- create index "notice_volunteer_id_created_at" to table: "notices"
CREATE INDEX `notice_volunteer_id_created_at` ON `notices` (`volunteer_id`, `created_at`);
-- create index "notice_passed_on_at" to table: "notices"
CREATE INDEX `notice_passed_on_at` ON `notices` (`passed_on_at`) WHERE passed_on_at IS NULL;
-- create index "notices_one_reminder_of_a_kind" to table: "notices"
CREATE UNIQUE INDEX `notices_one_reminder_of_a_kind` ON `notices` (`subject_id`, `detail`) WHERE kind = 'REMINDER';
-- create "invitations" table
CREATE TABLE `invitations` (`id` text NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `role` text NOT NULL, `contact` text NOT NULL, `invited_by` text NOT NULL, `token_hash` blob NOT NULL, `expires_at` datetime NOT NULL, `used_at` datetime NULL, `organization_id` text NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `invitations_organizations_invitations` FOREIGN KEY (`organization_id`) REFERENCES `organizations` (`id`) ON DELETE NO ACTION);
-- create index "invitations_token_hash_key" to table: "invitations"
CREATE UNIQUE INDEX `invitations_token_hash_key` ON `invitations` (`token_hash`);
-- create index "invitation_organization_id" to table: "invitations"
CREATE INDEX `invitation_organization_id` ON `invitations` (`organization_id`);
-- enable back the enforcement of foreign-keys constraints
PRAGMA foreign_keys = on;
