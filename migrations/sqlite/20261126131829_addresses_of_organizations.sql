-- +goose Up
-- disable the enforcement of foreign-keys constraints
PRAGMA foreign_keys = off;
-- create "new_organizations" table
CREATE TABLE `new_organizations` (`id` text NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `version` integer NOT NULL DEFAULT (1), `import_source` text NULL, `import_key` text NULL, `name_kk` text NOT NULL DEFAULT (''), `name_ru` text NOT NULL DEFAULT (''), `name_en` text NOT NULL DEFAULT (''), `description_kk` text NOT NULL DEFAULT (''), `description_ru` text NOT NULL DEFAULT (''), `description_en` text NOT NULL DEFAULT (''), `address_kk` text NOT NULL DEFAULT (''), `address_ru` text NOT NULL DEFAULT (''), `address_en` text NOT NULL DEFAULT (''), `search_text` text NOT NULL DEFAULT (''), `name_sort_kk` text NOT NULL DEFAULT (''), `name_sort_ru` text NOT NULL DEFAULT (''), `name_sort_en` text NOT NULL DEFAULT (''), `bin` text NULL, `legal_form` text NOT NULL, `status` text NOT NULL DEFAULT ('DRAFT'), `network` bool NOT NULL DEFAULT (false), `submitted_at` datetime NULL, `website` text NULL, `contact_email` text NULL, `contact_phone` text NULL, `requested_network_id` text NULL, `parent_id` text NULL, `home_region_id` text NULL, `reason_id` text NULL, PRIMARY KEY (`id`), CONSTRAINT `organizations_organizations_children` FOREIGN KEY (`parent_id`) REFERENCES `organizations` (`id`) ON DELETE SET NULL, CONSTRAINT `organizations_regions_home_region` FOREIGN KEY (`home_region_id`) REFERENCES `regions` (`id`) ON DELETE SET NULL, CONSTRAINT `organizations_reasons_reason` FOREIGN KEY (`reason_id`) REFERENCES `reasons` (`id`) ON DELETE SET NULL, CONSTRAINT `name_in_some_language` CHECK (name_kk <> '' OR name_ru <> '' OR name_en <> ''), CONSTRAINT `network_belongs_to_no_network` CHECK (NOT network OR parent_id IS NULL), CONSTRAINT `network_is_registered` CHECK (NOT network OR legal_form <> 'INFORMAL_GROUP'), CONSTRAINT `organization_is_not_its_own_parent` CHECK (parent_id IS NULL OR parent_id <> id));
-- copy rows from old table "organizations" to new temporary table "new_organizations"
INSERT INTO `new_organizations` (`id`, `created_at`, `updated_at`, `version`, `import_source`, `import_key`, `name_kk`, `name_ru`, `name_en`, `description_kk`, `description_ru`, `description_en`, `search_text`, `name_sort_kk`, `name_sort_ru`, `name_sort_en`, `bin`, `legal_form`, `status`, `network`, `submitted_at`, `website`, `contact_email`, `contact_phone`, `requested_network_id`, `parent_id`, `home_region_id`, `reason_id`) SELECT `id`, `created_at`, `updated_at`, `version`, `import_source`, `import_key`, `name_kk`, `name_ru`, `name_en`, `description_kk`, `description_ru`, `description_en`, `search_text`, `name_sort_kk`, `name_sort_ru`, `name_sort_en`, `bin`, `legal_form`, `status`, `network`, `submitted_at`, `website`, `contact_email`, `contact_phone`, `requested_network_id`, `parent_id`, `home_region_id`, `reason_id` FROM `organizations`;
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
-- create index "organization_requested_network_id" to table: "organizations"
CREATE INDEX `organization_requested_network_id` ON `organizations` (`requested_network_id`);
-- create index "organization_home_region_id_status" to table: "organizations"
CREATE INDEX `organization_home_region_id_status` ON `organizations` (`home_region_id`, `status`);
-- create index "organizations_one_verified_of_a_bin" to table: "organizations"
CREATE UNIQUE INDEX `organizations_one_verified_of_a_bin` ON `organizations` (`bin`) WHERE status = 'VERIFIED' OR status = 'SUSPENDED';
-- enable back the enforcement of foreign-keys constraints
PRAGMA foreign_keys = on;
