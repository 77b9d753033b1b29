-- +goose Up
-- disable the enforcement of foreign-keys constraints
PRAGMA foreign_keys = off;
-- create "new_check_ins" table
CREATE TABLE `new_check_ins` (`id` text NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `kind` text NOT NULL, `at` datetime NOT NULL, `method` text NOT NULL, `client_event_id` text NOT NULL, `offline` bool NOT NULL DEFAULT (false), `recorded_by` text NOT NULL, `signup_id` text NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `check_ins_signups_check_ins` FOREIGN KEY (`signup_id`) REFERENCES `signups` (`id`) ON DELETE NO ACTION);
-- copy rows from old table "check_ins" to new temporary table "new_check_ins"
INSERT INTO `new_check_ins` (`id`, `created_at`, `updated_at`, `kind`, `at`, `method`, `client_event_id`, `recorded_by`, `signup_id`) SELECT `id`, `created_at`, `updated_at`, `kind`, `at`, `method`, `client_event_id`, `recorded_by`, `signup_id` FROM `check_ins`;
-- drop "check_ins" table after copying rows
DROP TABLE `check_ins`;
-- rename temporary table "new_check_ins" to "check_ins"
ALTER TABLE `new_check_ins` RENAME TO `check_ins`;
-- create index "checkin_signup_id_at" to table: "check_ins"
CREATE INDEX `checkin_signup_id_at` ON `check_ins` (`signup_id`, `at`);
-- create index "checkin_recorded_by_client_event_id" to table: "check_ins"
CREATE UNIQUE INDEX `checkin_recorded_by_client_event_id` ON `check_ins` (`recorded_by`, `client_event_id`);
-- create "new_hour_entries" table
CREATE TABLE `new_hour_entries` (`id` text NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `shift_id` text NULL, `signup_id` text NULL, `region_id` text NULL, `direction_id` text NULL, `date` text NOT NULL, `starts_at` datetime NULL, `ends_at` datetime NULL, `minutes` integer NOT NULL, `evidence` integer NOT NULL DEFAULT (0), `source` text NOT NULL DEFAULT ('ATTENDANCE'), `state` text NOT NULL DEFAULT ('PENDING'), `taken_back` bool NOT NULL DEFAULT (false), `corrects_id` text NULL, `decided_by` text NULL, `decided_at` datetime NULL, `description` text NOT NULL DEFAULT (''), `event_id` text NULL, `reason_id` text NULL, `organization_id` text NOT NULL, `volunteer_id` text NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `hour_entries_events_event` FOREIGN KEY (`event_id`) REFERENCES `events` (`id`) ON DELETE SET NULL, CONSTRAINT `hour_entries_reasons_reason` FOREIGN KEY (`reason_id`) REFERENCES `reasons` (`id`) ON DELETE SET NULL, CONSTRAINT `hour_entries_organizations_hour_entries` FOREIGN KEY (`organization_id`) REFERENCES `organizations` (`id`) ON DELETE NO ACTION, CONSTRAINT `hour_entries_volunteers_hour_entries` FOREIGN KEY (`volunteer_id`) REFERENCES `volunteers` (`id`) ON DELETE NO ACTION, CONSTRAINT `hour_entry_is_not_decided_alone` CHECK (decided_by IS NULL OR decided_by <> volunteer_id), CONSTRAINT `hour_entry_says_something` CHECK (minutes <> 0 AND evidence >= 0 AND evidence <= 4), CONSTRAINT `hour_entry_takes_back` CHECK (corrects_id IS NULL AND minutes > 0 OR corrects_id IS NOT NULL AND minutes < 0));
-- copy rows from old table "hour_entries" to new temporary table "new_hour_entries"
INSERT INTO `new_hour_entries` (`id`, `created_at`, `updated_at`, `date`, `minutes`, `evidence`, `state`, `event_id`, `organization_id`, `volunteer_id`) SELECT `id`, `created_at`, `updated_at`, `date`, `minutes`, `evidence`, `state`, `event_id`, `organization_id`, `volunteer_id` FROM `hour_entries`;
-- drop "hour_entries" table after copying rows
DROP TABLE `hour_entries`;
-- rename temporary table "new_hour_entries" to "hour_entries"
ALTER TABLE `new_hour_entries` RENAME TO `hour_entries`;
-- create index "hour_entries_corrects_id_key" to table: "hour_entries"
CREATE UNIQUE INDEX `hour_entries_corrects_id_key` ON `hour_entries` (`corrects_id`);
-- create index "hourentry_volunteer_id_date" to table: "hour_entries"
CREATE INDEX `hourentry_volunteer_id_date` ON `hour_entries` (`volunteer_id`, `date`);
-- create index "hourentry_organization_id_date" to table: "hour_entries"
CREATE INDEX `hourentry_organization_id_date` ON `hour_entries` (`organization_id`, `date`);
-- create index "hourentry_organization_id_state" to table: "hour_entries"
CREATE INDEX `hourentry_organization_id_state` ON `hour_entries` (`organization_id`, `state`);
-- create index "hourentry_region_id_date" to table: "hour_entries"
CREATE INDEX `hourentry_region_id_date` ON `hour_entries` (`region_id`, `date`);
-- create index "hourentry_event_id" to table: "hour_entries"
CREATE INDEX `hourentry_event_id` ON `hour_entries` (`event_id`);
-- create index "hourentry_signup_id" to table: "hour_entries"
CREATE INDEX `hourentry_signup_id` ON `hour_entries` (`signup_id`);
-- create "new_shifts" table
CREATE TABLE `new_shifts` (`id` text NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `version` integer NOT NULL DEFAULT (1), `title_kk` text NOT NULL DEFAULT (''), `title_ru` text NOT NULL DEFAULT (''), `title_en` text NOT NULL DEFAULT (''), `starts_at` datetime NOT NULL, `ends_at` datetime NOT NULL, `capacity` integer NOT NULL, `confirmed` integer NOT NULL DEFAULT (0), `held` integer NOT NULL DEFAULT (0), `waitlisted` integer NOT NULL DEFAULT (0), `last_seq` integer NOT NULL DEFAULT (0), `first_seq` integer NOT NULL DEFAULT (0), `log_length` integer NOT NULL DEFAULT (0), `log_hash` blob NULL, `opens_at` datetime NULL, `closes_at` datetime NULL, `cancel_cutoff` datetime NULL, `min_age` integer NOT NULL DEFAULT (0), `qualifications` json NULL, `members_only` bool NOT NULL DEFAULT (false), `signup_policy` text NOT NULL DEFAULT ('INSTANT'), `heavy_work` bool NOT NULL DEFAULT (false), `guest_signup` bool NOT NULL DEFAULT (false), `offer_window_minutes` integer NULL, `no_show_minutes` integer NOT NULL DEFAULT (30), `no_shows_done_at` datetime NULL, `state` text NOT NULL DEFAULT ('SCHEDULED'), `next_transition_at` datetime NULL, `event_id` text NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `shifts_events_shifts` FOREIGN KEY (`event_id`) REFERENCES `events` (`id`) ON DELETE NO ACTION, CONSTRAINT `shift_counts_are_not_below` CHECK (capacity > 0 AND confirmed >= 0 AND held >= 0 AND waitlisted >= 0), CONSTRAINT `shift_ends_after_its_start` CHECK (ends_at > starts_at), CONSTRAINT `shift_never_oversold` CHECK (confirmed + held <= capacity), CONSTRAINT `title_in_some_language` CHECK (title_kk <> '' OR title_ru <> '' OR title_en <> ''));
-- copy rows from old table "shifts" to new temporary table "new_shifts"
INSERT INTO `new_shifts` (`id`, `created_at`, `updated_at`, `version`, `title_kk`, `title_ru`, `title_en`, `starts_at`, `ends_at`, `capacity`, `confirmed`, `held`, `waitlisted`, `last_seq`, `first_seq`, `log_length`, `log_hash`, `opens_at`, `closes_at`, `cancel_cutoff`, `min_age`, `qualifications`, `members_only`, `signup_policy`, `heavy_work`, `guest_signup`, `offer_window_minutes`, `state`, `next_transition_at`, `event_id`) SELECT `id`, `created_at`, `updated_at`, `version`, `title_kk`, `title_ru`, `title_en`, `starts_at`, `ends_at`, `capacity`, `confirmed`, `held`, `waitlisted`, `last_seq`, `first_seq`, `log_length`, `log_hash`, `opens_at`, `closes_at`, `cancel_cutoff`, `min_age`, `qualifications`, `members_only`, `signup_policy`, `heavy_work`, `guest_signup`, `offer_window_minutes`, `state`, `next_transition_at`, `event_id` FROM `shifts`;
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
-- create "new_events" table
CREATE TABLE `new_events` (`id` text NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `version` integer NOT NULL DEFAULT (1), `import_source` text NULL, `import_key` text NULL, `title_kk` text NOT NULL DEFAULT (''), `title_ru` text NOT NULL DEFAULT (''), `title_en` text NOT NULL DEFAULT (''), `description_kk` text NOT NULL DEFAULT (''), `description_ru` text NOT NULL DEFAULT (''), `description_en` text NOT NULL DEFAULT (''), `venue_kk` text NOT NULL DEFAULT (''), `venue_ru` text NOT NULL DEFAULT (''), `venue_en` text NOT NULL DEFAULT (''), `search_text` text NOT NULL DEFAULT (''), `title_sort_kk` text NOT NULL DEFAULT (''), `title_sort_ru` text NOT NULL DEFAULT (''), `title_sort_en` text NOT NULL DEFAULT (''), `kind` text NOT NULL DEFAULT ('VOLUNTEERING'), `starts_at` datetime NOT NULL, `ends_at` datetime NOT NULL, `time_zone` text NOT NULL, `remote` bool NOT NULL DEFAULT (false), `state` text NOT NULL DEFAULT ('DRAFT'), `cancellation_reason` text NULL, `settled_at` datetime NULL, `settle_reminders` integer NOT NULL DEFAULT (0), `published_at` datetime NULL, `organization_id` text NOT NULL, `region_id` text NULL, PRIMARY KEY (`id`), CONSTRAINT `events_organizations_events` FOREIGN KEY (`organization_id`) REFERENCES `organizations` (`id`) ON DELETE NO ACTION, CONSTRAINT `events_regions_events` FOREIGN KEY (`region_id`) REFERENCES `regions` (`id`) ON DELETE SET NULL, CONSTRAINT `event_ends_after_its_start` CHECK (ends_at > starts_at), CONSTRAINT `title_in_some_language` CHECK (title_kk <> '' OR title_ru <> '' OR title_en <> ''));
-- copy rows from old table "events" to new temporary table "new_events"
INSERT INTO `new_events` (`id`, `created_at`, `updated_at`, `version`, `import_source`, `import_key`, `title_kk`, `title_ru`, `title_en`, `description_kk`, `description_ru`, `description_en`, `venue_kk`, `venue_ru`, `venue_en`, `search_text`, `title_sort_kk`, `title_sort_ru`, `title_sort_en`, `kind`, `starts_at`, `ends_at`, `time_zone`, `remote`, `state`, `cancellation_reason`, `published_at`, `organization_id`, `region_id`) SELECT `id`, `created_at`, `updated_at`, `version`, `import_source`, `import_key`, `title_kk`, `title_ru`, `title_en`, `description_kk`, `description_ru`, `description_en`, `venue_kk`, `venue_ru`, `venue_en`, `search_text`, `title_sort_kk`, `title_sort_ru`, `title_sort_en`, `kind`, `starts_at`, `ends_at`, `time_zone`, `remote`, `state`, `cancellation_reason`, `published_at`, `organization_id`, `region_id` FROM `events`;
-- drop "events" table after copying rows
DROP TABLE `events`;
-- rename temporary table "new_events" to "events"
ALTER TABLE `new_events` RENAME TO `events`;
-- create index "event_import_source_import_key" to table: "events"
CREATE UNIQUE INDEX `event_import_source_import_key` ON `events` (`import_source`, `import_key`);
-- create index "event_state_starts_at" to table: "events"
CREATE INDEX `event_state_starts_at` ON `events` (`state`, `starts_at`);
-- create index "event_starts_at_id" to table: "events"
CREATE INDEX `event_starts_at_id` ON `events` (`starts_at`, `id`);
-- create index "event_organization_id_starts_at" to table: "events"
CREATE INDEX `event_organization_id_starts_at` ON `events` (`organization_id`, `starts_at`);
-- create index "event_region_id_starts_at" to table: "events"
CREATE INDEX `event_region_id_starts_at` ON `events` (`region_id`, `starts_at`);
-- create index "event_updated_at" to table: "events"
CREATE INDEX `event_updated_at` ON `events` (`updated_at`);
-- create "event_ratings" table
CREATE TABLE `event_ratings` (`id` text NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `event_id` text NOT NULL, `stars` integer NOT NULL, `text` text NOT NULL DEFAULT (''), `volunteer_id` text NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `event_ratings_volunteers_event_ratings` FOREIGN KEY (`volunteer_id`) REFERENCES `volunteers` (`id`) ON DELETE NO ACTION, CONSTRAINT `event_rating_has_stars` CHECK (stars >= 1 AND stars <= 5));
-- create index "eventrating_event_id_volunteer_id" to table: "event_ratings"
CREATE UNIQUE INDEX `eventrating_event_id_volunteer_id` ON `event_ratings` (`event_id`, `volunteer_id`);
-- create index "eventrating_volunteer_id" to table: "event_ratings"
CREATE INDEX `eventrating_volunteer_id` ON `event_ratings` (`volunteer_id`);
-- create "hour_disputes" table
CREATE TABLE `hour_disputes` (`id` text NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `organization_id` text NOT NULL, `signup_id` text NOT NULL, `text` text NOT NULL, `state` text NOT NULL DEFAULT ('OPEN'), `answer` text NOT NULL DEFAULT (''), `answered_by` text NULL, `answered_at` datetime NULL, `volunteer_id` text NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `hour_disputes_volunteers_hour_disputes` FOREIGN KEY (`volunteer_id`) REFERENCES `volunteers` (`id`) ON DELETE NO ACTION, CONSTRAINT `hour_dispute_is_not_answered_alone` CHECK (answered_by IS NULL OR answered_by <> volunteer_id));
-- create index "hour_disputes_one_open_per_signup" to table: "hour_disputes"
CREATE UNIQUE INDEX `hour_disputes_one_open_per_signup` ON `hour_disputes` (`signup_id`) WHERE state = 'OPEN';
-- create index "hourdispute_organization_id_state" to table: "hour_disputes"
CREATE INDEX `hourdispute_organization_id_state` ON `hour_disputes` (`organization_id`, `state`);
-- create index "hourdispute_volunteer_id" to table: "hour_disputes"
CREATE INDEX `hourdispute_volunteer_id` ON `hour_disputes` (`volunteer_id`);
-- create "kiosks" table
CREATE TABLE `kiosks` (`id` text NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `shift_id` text NOT NULL, `token_hash` blob NOT NULL, `opened_by` text NOT NULL, `expires_at` datetime NOT NULL, `revoked_at` datetime NULL, PRIMARY KEY (`id`));
-- create index "kiosks_token_hash_key" to table: "kiosks"
CREATE UNIQUE INDEX `kiosks_token_hash_key` ON `kiosks` (`token_hash`);
-- create index "kiosk_shift_id" to table: "kiosks"
CREATE INDEX `kiosk_shift_id` ON `kiosks` (`shift_id`);
-- create "passports" table
CREATE TABLE `passports` (`id` text NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `number` text NOT NULL, `status_index` integer NOT NULL, `key_id` text NOT NULL, `credential` text NOT NULL, `expires_at` datetime NOT NULL, `revoked_at` datetime NULL, `volunteer_id` text NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `passports_volunteers_passports` FOREIGN KEY (`volunteer_id`) REFERENCES `volunteers` (`id`) ON DELETE NO ACTION);
-- create index "passports_number_key" to table: "passports"
CREATE UNIQUE INDEX `passports_number_key` ON `passports` (`number`);
-- create index "passports_status_index_key" to table: "passports"
CREATE UNIQUE INDEX `passports_status_index_key` ON `passports` (`status_index`);
-- create index "passport_volunteer_id" to table: "passports"
CREATE INDEX `passport_volunteer_id` ON `passports` (`volunteer_id`);
-- create "signing_keys" table
CREATE TABLE `signing_keys` (`id` text NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `public_key` blob NOT NULL, `private_key` blob NOT NULL, `retired_at` datetime NULL, PRIMARY KEY (`id`));
-- enable back the enforcement of foreign-keys constraints
PRAGMA foreign_keys = on;
