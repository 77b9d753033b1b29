-- +goose Up
-- disable the enforcement of foreign-keys constraints
PRAGMA foreign_keys = off;
-- add column "signed_on" to table: "consents"
ALTER TABLE `consents` ADD COLUMN `signed_on` text NULL;
-- add column "recorded_by" to table: "consents"
ALTER TABLE `consents` ADD COLUMN `recorded_by` text NULL;
-- create "new_guardian_consents" table
CREATE TABLE `new_guardian_consents` (`id` text NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `status` text NOT NULL DEFAULT ('GIVEN'), `method` text NOT NULL DEFAULT ('PAPER'), `guardian_name` text NOT NULL, `contact` text NULL, `event_id` text NULL, `text_version` text NULL, `recorded_by` text NULL, `organization_id` text NULL, `valid_from` text NULL, `valid_to` text NULL, `volunteer_id` text NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `guardian_consents_volunteers_guardian_consents` FOREIGN KEY (`volunteer_id`) REFERENCES `volunteers` (`id`) ON DELETE NO ACTION);
-- copy rows from old table "guardian_consents" to new temporary table "new_guardian_consents"
INSERT INTO `new_guardian_consents` (`id`, `created_at`, `updated_at`, `guardian_name`, `valid_from`, `valid_to`, `volunteer_id`) SELECT `id`, `created_at`, `updated_at`, `guardian_name`, `valid_from`, `valid_to`, `volunteer_id` FROM `guardian_consents`;
-- drop "guardian_consents" table after copying rows
DROP TABLE `guardian_consents`;
-- rename temporary table "new_guardian_consents" to "guardian_consents"
ALTER TABLE `new_guardian_consents` RENAME TO `guardian_consents`;
-- create index "guardianconsent_volunteer_id" to table: "guardian_consents"
CREATE INDEX `guardianconsent_volunteer_id` ON `guardian_consents` (`volunteer_id`);
-- create "new_volunteers" table
CREATE TABLE `new_volunteers` (`id` text NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `public_number` text NOT NULL, `person_no` integer NOT NULL, `given_name` text NOT NULL, `family_name` text NOT NULL, `locale` text NOT NULL DEFAULT ('kk'), `added_by_id` text NULL, `skills` json NULL, `region_id` text NULL, PRIMARY KEY (`id`), CONSTRAINT `volunteers_regions_region` FOREIGN KEY (`region_id`) REFERENCES `regions` (`id`) ON DELETE SET NULL);
-- copy rows from old table "volunteers" to new temporary table "new_volunteers"
INSERT INTO `new_volunteers` (`id`, `created_at`, `updated_at`, `public_number`, `person_no`, `given_name`, `family_name`, `locale`, `skills`, `region_id`) SELECT `id`, `created_at`, `updated_at`, `public_number`, `person_no`, `given_name`, `family_name`, `locale`, `skills`, `region_id` FROM `volunteers`;
-- drop "volunteers" table after copying rows
DROP TABLE `volunteers`;
-- rename temporary table "new_volunteers" to "volunteers"
ALTER TABLE `new_volunteers` RENAME TO `volunteers`;
-- create index "volunteers_public_number_key" to table: "volunteers"
CREATE UNIQUE INDEX `volunteers_public_number_key` ON `volunteers` (`public_number`);
-- create index "volunteers_person_no_key" to table: "volunteers"
CREATE UNIQUE INDEX `volunteers_person_no_key` ON `volunteers` (`person_no`);
-- create index "volunteer_region_id" to table: "volunteers"
CREATE INDEX `volunteer_region_id` ON `volunteers` (`region_id`);
-- create index "volunteer_added_by_id" to table: "volunteers"
CREATE INDEX `volunteer_added_by_id` ON `volunteers` (`added_by_id`);
-- create "new_volunteer_privates" table
CREATE TABLE `new_volunteer_privates` (`id` text NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `email` text NULL, `phone` text NULL, `birth_year_only` bool NOT NULL DEFAULT (false), `birth_date` text NULL, `volunteer_id` text NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `volunteer_privates_volunteers_private` FOREIGN KEY (`volunteer_id`) REFERENCES `volunteers` (`id`) ON DELETE NO ACTION);
-- copy rows from old table "volunteer_privates" to new temporary table "new_volunteer_privates"
INSERT INTO `new_volunteer_privates` (`id`, `created_at`, `updated_at`, `email`, `phone`, `birth_date`, `volunteer_id`) SELECT `id`, `created_at`, `updated_at`, `email`, `phone`, `birth_date`, `volunteer_id` FROM `volunteer_privates`;
-- drop "volunteer_privates" table after copying rows
DROP TABLE `volunteer_privates`;
-- rename temporary table "new_volunteer_privates" to "volunteer_privates"
ALTER TABLE `new_volunteer_privates` RENAME TO `volunteer_privates`;
-- create index "volunteer_privates_volunteer_id_key" to table: "volunteer_privates"
CREATE UNIQUE INDEX `volunteer_privates_volunteer_id_key` ON `volunteer_privates` (`volunteer_id`);
-- create "new_shifts" table
CREATE TABLE `new_shifts` (`id` text NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `version` integer NOT NULL DEFAULT (1), `title_kk` text NOT NULL DEFAULT (''), `title_ru` text NOT NULL DEFAULT (''), `title_en` text NOT NULL DEFAULT (''), `starts_at` datetime NOT NULL, `ends_at` datetime NOT NULL, `capacity` integer NOT NULL, `confirmed` integer NOT NULL DEFAULT (0), `held` integer NOT NULL DEFAULT (0), `waitlisted` integer NOT NULL DEFAULT (0), `last_seq` integer NOT NULL DEFAULT (0), `first_seq` integer NOT NULL DEFAULT (0), `log_length` integer NOT NULL DEFAULT (0), `log_hash` blob NULL, `opens_at` datetime NULL, `closes_at` datetime NULL, `cancel_cutoff` datetime NULL, `min_age` integer NOT NULL DEFAULT (0), `qualifications` json NULL, `members_only` bool NOT NULL DEFAULT (false), `signup_policy` text NOT NULL DEFAULT ('INSTANT'), `heavy_work` bool NOT NULL DEFAULT (false), `guest_signup` bool NOT NULL DEFAULT (false), `offer_window_minutes` integer NULL, `state` text NOT NULL DEFAULT ('SCHEDULED'), `next_transition_at` datetime NULL, `event_id` text NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `shifts_events_shifts` FOREIGN KEY (`event_id`) REFERENCES `events` (`id`) ON DELETE NO ACTION, CONSTRAINT `shift_counts_are_not_below` CHECK (capacity > 0 AND confirmed >= 0 AND held >= 0 AND waitlisted >= 0), CONSTRAINT `shift_ends_after_its_start` CHECK (ends_at > starts_at), CONSTRAINT `shift_never_oversold` CHECK (confirmed + held <= capacity), CONSTRAINT `title_in_some_language` CHECK (title_kk <> '' OR title_ru <> '' OR title_en <> ''));
-- copy rows from old table "shifts" to new temporary table "new_shifts"
INSERT INTO `new_shifts` (`id`, `created_at`, `updated_at`, `version`, `title_kk`, `title_ru`, `title_en`, `starts_at`, `ends_at`, `capacity`, `confirmed`, `held`, `waitlisted`, `last_seq`, `first_seq`, `log_length`, `log_hash`, `opens_at`, `closes_at`, `cancel_cutoff`, `min_age`, `qualifications`, `members_only`, `signup_policy`, `guest_signup`, `offer_window_minutes`, `state`, `next_transition_at`, `event_id`) SELECT `id`, `created_at`, `updated_at`, `version`, `title_kk`, `title_ru`, `title_en`, `starts_at`, `ends_at`, `capacity`, `confirmed`, `held`, `waitlisted`, `last_seq`, `first_seq`, `log_length`, `log_hash`, `opens_at`, `closes_at`, `cancel_cutoff`, `min_age`, `qualifications`, `members_only`, `signup_policy`, `guest_signup`, `offer_window_minutes`, `state`, `next_transition_at`, `event_id` FROM `shifts`;
-- drop "shifts" table after copying rows
DROP TABLE `shifts`;
-- rename temporary table "new_shifts" to "shifts"
ALTER TABLE `new_shifts` RENAME TO `shifts`;
-- create index "shift_event_id_starts_at" to table: "shifts"
CREATE INDEX `shift_event_id_starts_at` ON `shifts` (`event_id`, `starts_at`);
-- create index "shift_state_starts_at" to table: "shifts"
CREATE INDEX `shift_state_starts_at` ON `shifts` (`state`, `starts_at`);
-- create index "shift_next_transition_at" to table: "shifts"
CREATE INDEX `shift_next_transition_at` ON `shifts` (`next_transition_at`) WHERE next_transition_at IS NOT NULL;
-- create index "shift_updated_at" to table: "shifts"
CREATE INDEX `shift_updated_at` ON `shifts` (`updated_at`);
-- create "claim_codes" table
CREATE TABLE `claim_codes` (`id` text NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `code_hash` blob NOT NULL, `issued_by` text NOT NULL, `expires_at` datetime NOT NULL, `used_at` datetime NULL, `volunteer_id` text NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `claim_codes_volunteers_claim_codes` FOREIGN KEY (`volunteer_id`) REFERENCES `volunteers` (`id`) ON DELETE NO ACTION);
-- create index "claim_codes_code_hash_key" to table: "claim_codes"
CREATE UNIQUE INDEX `claim_codes_code_hash_key` ON `claim_codes` (`code_hash`);
-- create "guest_passes" table
CREATE TABLE `guest_passes` (`id` text NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `token_hash` blob NOT NULL, `shift_id` text NOT NULL, `volunteer_id` text NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `guest_passes_volunteers_guest_pass` FOREIGN KEY (`volunteer_id`) REFERENCES `volunteers` (`id`) ON DELETE NO ACTION);
-- create index "guest_passes_token_hash_key" to table: "guest_passes"
CREATE UNIQUE INDEX `guest_passes_token_hash_key` ON `guest_passes` (`token_hash`);
-- create index "guest_passes_volunteer_id_key" to table: "guest_passes"
CREATE UNIQUE INDEX `guest_passes_volunteer_id_key` ON `guest_passes` (`volunteer_id`);
-- enable back the enforcement of foreign-keys constraints
PRAGMA foreign_keys = on;
