-- +goose Up
-- disable the enforcement of foreign-keys constraints
PRAGMA foreign_keys = off;
-- create "new_signups" table
CREATE TABLE `new_signups` (`id` text NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `version` integer NOT NULL DEFAULT (1), `person_no` integer NOT NULL, `starts_at` datetime NOT NULL, `ends_at` datetime NOT NULL, `state` text NOT NULL DEFAULT ('CONFIRMED'), `source` text NOT NULL DEFAULT ('SELF'), `cancelled_by` text NULL, `seq` integer NULL, `free_until` datetime NULL, `shift_id` text NOT NULL, `reason_id` text NULL, `volunteer_id` text NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `signups_shifts_signups` FOREIGN KEY (`shift_id`) REFERENCES `shifts` (`id`) ON DELETE NO ACTION, CONSTRAINT `signups_reasons_reason` FOREIGN KEY (`reason_id`) REFERENCES `reasons` (`id`) ON DELETE SET NULL, CONSTRAINT `signups_volunteers_signups` FOREIGN KEY (`volunteer_id`) REFERENCES `volunteers` (`id`) ON DELETE NO ACTION, CONSTRAINT `signup_ends_after_its_start` CHECK (ends_at > starts_at));
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
