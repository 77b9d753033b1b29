-- +goose Up
-- disable the enforcement of foreign-keys constraints
PRAGMA foreign_keys = off;
-- create "new_events" table
CREATE TABLE `new_events` (`id` text NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `version` integer NOT NULL DEFAULT (1), `import_source` text NULL, `import_key` text NULL, `title_kk` text NOT NULL DEFAULT (''), `title_ru` text NOT NULL DEFAULT (''), `title_en` text NOT NULL DEFAULT (''), `description_kk` text NOT NULL DEFAULT (''), `description_ru` text NOT NULL DEFAULT (''), `description_en` text NOT NULL DEFAULT (''), `venue_kk` text NOT NULL DEFAULT (''), `venue_ru` text NOT NULL DEFAULT (''), `venue_en` text NOT NULL DEFAULT (''), `search_text` text NOT NULL DEFAULT (''), `title_sort_kk` text NOT NULL DEFAULT (''), `title_sort_ru` text NOT NULL DEFAULT (''), `title_sort_en` text NOT NULL DEFAULT (''), `kind` text NOT NULL DEFAULT ('VOLUNTEERING'), `starts_at` datetime NOT NULL, `ends_at` datetime NOT NULL, `time_zone` text NOT NULL, `remote` bool NOT NULL DEFAULT (false), `state` text NOT NULL DEFAULT ('DRAFT'), `cancellation_reason` text NULL, `published_at` datetime NULL, `organization_id` text NOT NULL, `region_id` text NULL, PRIMARY KEY (`id`), CONSTRAINT `events_organizations_events` FOREIGN KEY (`organization_id`) REFERENCES `organizations` (`id`) ON DELETE NO ACTION, CONSTRAINT `events_regions_events` FOREIGN KEY (`region_id`) REFERENCES `regions` (`id`) ON DELETE SET NULL, CONSTRAINT `event_ends_after_its_start` CHECK (ends_at > starts_at), CONSTRAINT `title_in_some_language` CHECK (title_kk <> '' OR title_ru <> '' OR title_en <> ''));
-- copy rows from old table "events" to new temporary table "new_events"
INSERT INTO `new_events` (`id`, `created_at`, `updated_at`, `version`, `import_source`, `import_key`, `title_kk`, `title_ru`, `title_en`, `description_kk`, `description_ru`, `description_en`, `venue_kk`, `venue_ru`, `venue_en`, `search_text`, `title_sort_kk`, `title_sort_ru`, `title_sort_en`, `starts_at`, `ends_at`, `time_zone`, `remote`, `state`, `cancellation_reason`, `published_at`, `organization_id`, `region_id`) SELECT `id`, `created_at`, `updated_at`, `version`, `import_source`, `import_key`, `title_kk`, `title_ru`, `title_en`, `description_kk`, `description_ru`, `description_en`, `venue_kk`, `venue_ru`, `venue_en`, `search_text`, `title_sort_kk`, `title_sort_ru`, `title_sort_en`, `starts_at`, `ends_at`, `time_zone`, `remote`, `state`, `cancellation_reason`, `published_at`, `organization_id`, `region_id` FROM `events`;
-- drop "events" table after copying rows
DROP TABLE `events`;
-- rename temporary table "new_events" to "events"
ALTER TABLE `new_events` RENAME TO `events`;
-- create index "event_import_source_import_key" to table: "events"
CREATE UNIQUE INDEX `event_import_source_import_key` ON `events` (`import_source`, `import_key`);
-- create index "event_state_starts_at" to table: "events"
CREATE INDEX `event_state_starts_at` ON `events` (`state`, `starts_at`);
-- create index "event_organization_id_starts_at" to table: "events"
CREATE INDEX `event_organization_id_starts_at` ON `events` (`organization_id`, `starts_at`);
-- create index "event_region_id_starts_at" to table: "events"
CREATE INDEX `event_region_id_starts_at` ON `events` (`region_id`, `starts_at`);
-- create index "event_updated_at" to table: "events"
CREATE INDEX `event_updated_at` ON `events` (`updated_at`);
-- create "new_signups" table
CREATE TABLE `new_signups` (`id` text NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `version` integer NOT NULL DEFAULT (1), `person_no` integer NOT NULL, `starts_at` datetime NOT NULL, `ends_at` datetime NOT NULL, `takes_time` bool NOT NULL DEFAULT (true), `state` text NOT NULL DEFAULT ('CONFIRMED'), `source` text NOT NULL DEFAULT ('SELF'), `cancelled_by` text NULL, `seq` integer NULL, `free_until` datetime NULL, `shift_id` text NOT NULL, `reason_id` text NULL, `volunteer_id` text NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `signups_shifts_signups` FOREIGN KEY (`shift_id`) REFERENCES `shifts` (`id`) ON DELETE NO ACTION, CONSTRAINT `signups_reasons_reason` FOREIGN KEY (`reason_id`) REFERENCES `reasons` (`id`) ON DELETE SET NULL, CONSTRAINT `signups_volunteers_signups` FOREIGN KEY (`volunteer_id`) REFERENCES `volunteers` (`id`) ON DELETE NO ACTION, CONSTRAINT `signup_ends_after_its_start` CHECK (ends_at > starts_at));
-- copy rows from old table "signups" to new temporary table "new_signups"
INSERT INTO `new_signups` (`id`, `created_at`, `updated_at`, `version`, `person_no`, `starts_at`, `ends_at`, `state`, `source`, `cancelled_by`, `seq`, `free_until`, `shift_id`, `reason_id`, `volunteer_id`) SELECT `id`, `created_at`, `updated_at`, `version`, `person_no`, `starts_at`, `ends_at`, `state`, `source`, `cancelled_by`, `seq`, `free_until`, `shift_id`, `reason_id`, `volunteer_id` FROM `signups`;
-- drop "signups" table after copying rows
DROP TABLE `signups`;
-- rename temporary table "new_signups" to "signups"
ALTER TABLE `new_signups` RENAME TO `signups`;
-- create index "signups_one_live_per_person_and_shift" to table: "signups"
CREATE UNIQUE INDEX `signups_one_live_per_person_and_shift` ON `signups` (`shift_id`, `person_no`) WHERE state = 'REQUESTED' OR state = 'CONFIRMED' OR state = 'CHECKED_IN' OR state = 'COMPLETED';
-- create index "signup_shift_id_state" to table: "signups"
CREATE INDEX `signup_shift_id_state` ON `signups` (`shift_id`, `state`);
-- create index "signup_volunteer_id_starts_at" to table: "signups"
CREATE INDEX `signup_volunteer_id_starts_at` ON `signups` (`volunteer_id`, `starts_at`);
-- enable back the enforcement of foreign-keys constraints
PRAGMA foreign_keys = on;
