-- +goose Up
-- disable the enforcement of foreign-keys constraints
PRAGMA foreign_keys = off;
-- create "new_idempotency_keys" table
CREATE TABLE `new_idempotency_keys` (`id` text NOT NULL, `created_at` datetime NOT NULL, `input_hash` blob NOT NULL, `outcome` text NOT NULL, PRIMARY KEY (`id`));
-- copy rows from old table "idempotency_keys" to new temporary table "new_idempotency_keys"
INSERT INTO `new_idempotency_keys` (`id`, `created_at`, `input_hash`, `outcome`) SELECT `id`, `created_at`, `input_hash`, `outcome` FROM `idempotency_keys`;
-- drop "idempotency_keys" table after copying rows
DROP TABLE `idempotency_keys`;
-- rename temporary table "new_idempotency_keys" to "idempotency_keys"
ALTER TABLE `new_idempotency_keys` RENAME TO `idempotency_keys`;
-- create index "idempotencykey_created_at" to table: "idempotency_keys"
CREATE INDEX `idempotencykey_created_at` ON `idempotency_keys` (`created_at`);
-- create "new_shifts" table
CREATE TABLE `new_shifts` (`id` text NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `version` integer NOT NULL DEFAULT (1), `title_kk` text NOT NULL DEFAULT (''), `title_ru` text NOT NULL DEFAULT (''), `title_en` text NOT NULL DEFAULT (''), `starts_at` datetime NOT NULL, `ends_at` datetime NOT NULL, `capacity` integer NOT NULL, `confirmed` integer NOT NULL DEFAULT (0), `held` integer NOT NULL DEFAULT (0), `waitlisted` integer NOT NULL DEFAULT (0), `last_seq` integer NOT NULL DEFAULT (0), `first_seq` integer NOT NULL DEFAULT (0), `log_length` integer NOT NULL DEFAULT (0), `log_hash` blob NULL, `opens_at` datetime NULL, `closes_at` datetime NULL, `cancel_cutoff` datetime NULL, `min_age` integer NOT NULL DEFAULT (0), `qualifications` json NULL, `members_only` bool NOT NULL DEFAULT (false), `signup_policy` text NOT NULL DEFAULT ('INSTANT'), `guest_signup` bool NOT NULL DEFAULT (false), `offer_window_minutes` integer NULL, `state` text NOT NULL DEFAULT ('SCHEDULED'), `next_transition_at` datetime NULL, `event_id` text NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `shifts_events_shifts` FOREIGN KEY (`event_id`) REFERENCES `events` (`id`) ON DELETE NO ACTION, CONSTRAINT `shift_counts_are_not_below` CHECK (capacity > 0 AND confirmed >= 0 AND held >= 0 AND waitlisted >= 0), CONSTRAINT `shift_ends_after_its_start` CHECK (ends_at > starts_at), CONSTRAINT `shift_never_oversold` CHECK (confirmed + held <= capacity), CONSTRAINT `title_in_some_language` CHECK (title_kk <> '' OR title_ru <> '' OR title_en <> ''));
-- copy rows from old table "shifts" to new temporary table "new_shifts"
INSERT INTO `new_shifts` (`id`, `created_at`, `updated_at`, `version`, `title_kk`, `title_ru`, `title_en`, `starts_at`, `ends_at`, `capacity`, `confirmed`, `held`, `waitlisted`, `last_seq`, `opens_at`, `closes_at`, `cancel_cutoff`, `min_age`, `qualifications`, `signup_policy`, `guest_signup`, `offer_window_minutes`, `state`, `next_transition_at`, `event_id`) SELECT `id`, `created_at`, `updated_at`, `version`, `title_kk`, `title_ru`, `title_en`, `starts_at`, `ends_at`, `capacity`, `confirmed`, `held`, `waitlisted`, `last_seq`, `opens_at`, `closes_at`, `cancel_cutoff`, `min_age`, `qualifications`, `signup_policy`, `guest_signup`, `offer_window_minutes`, `state`, `next_transition_at`, `event_id` FROM `shifts`;
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
-- create "new_signups" table
CREATE TABLE `new_signups` (`id` text NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `version` integer NOT NULL DEFAULT (1), `person_no` integer NOT NULL, `starts_at` datetime NOT NULL, `ends_at` datetime NOT NULL, `state` text NOT NULL DEFAULT ('CONFIRMED'), `source` text NOT NULL DEFAULT ('SELF'), `cancelled_by` text NULL, `seq` integer NULL, `free_until` datetime NULL, `shift_id` text NOT NULL, `reason_id` text NULL, `volunteer_id` text NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `signups_shifts_signups` FOREIGN KEY (`shift_id`) REFERENCES `shifts` (`id`) ON DELETE NO ACTION, CONSTRAINT `signups_reasons_reason` FOREIGN KEY (`reason_id`) REFERENCES `reasons` (`id`) ON DELETE SET NULL, CONSTRAINT `signups_volunteers_signups` FOREIGN KEY (`volunteer_id`) REFERENCES `volunteers` (`id`) ON DELETE NO ACTION, CONSTRAINT `signup_ends_after_its_start` CHECK (ends_at > starts_at));
-- copy rows from old table "signups" to new temporary table "new_signups"
INSERT INTO `new_signups` (`id`, `created_at`, `updated_at`, `version`, `person_no`, `starts_at`, `ends_at`, `state`, `source`, `cancelled_by`, `shift_id`, `volunteer_id`) SELECT `id`, `created_at`, `updated_at`, `version`, `person_no`, `starts_at`, `ends_at`, `state`, `source`, `cancelled_by`, `shift_id`, `volunteer_id` FROM `signups`;
-- drop "signups" table after copying rows
DROP TABLE `signups`;
-- rename temporary table "new_signups" to "signups"
ALTER TABLE `new_signups` RENAME TO `signups`;
-- create index "signups_one_live_per_person_and_shift" to table: "signups"
CREATE UNIQUE INDEX `signups_one_live_per_person_and_shift` ON `signups` (`shift_id`, `volunteer_id`) WHERE state = 'REQUESTED' OR state = 'CONFIRMED' OR state = 'CHECKED_IN' OR state = 'COMPLETED';
-- create index "signup_shift_id_state" to table: "signups"
CREATE INDEX `signup_shift_id_state` ON `signups` (`shift_id`, `state`);
-- create index "signup_volunteer_id_starts_at" to table: "signups"
CREATE INDEX `signup_volunteer_id_starts_at` ON `signups` (`volunteer_id`, `starts_at`);
-- create "notices" table
CREATE TABLE `notices` (`id` text NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `volunteer_id` text NOT NULL, `kind` text NOT NULL, `subject_id` text NOT NULL, `detail` text NOT NULL DEFAULT (''), `read_at` datetime NULL, `passed_on_at` datetime NULL, `shift_id` text NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `notices_shifts_shift` FOREIGN KEY (`shift_id`) REFERENCES `shifts` (`id`) ON DELETE NO ACTION);
-- create index "notice_volunteer_id_created_at" to table: "notices"
CREATE INDEX `notice_volunteer_id_created_at` ON `notices` (`volunteer_id`, `created_at`);
-- create index "notice_passed_on_at" to table: "notices"
CREATE INDEX `notice_passed_on_at` ON `notices` (`passed_on_at`) WHERE passed_on_at IS NULL;
-- create index "notices_one_reminder_of_a_kind" to table: "notices"
CREATE UNIQUE INDEX `notices_one_reminder_of_a_kind` ON `notices` (`subject_id`, `detail`) WHERE kind = 'REMINDER';
-- create "notice_deliveries" table
CREATE TABLE `notice_deliveries` (`id` text NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `channel` text NOT NULL, `state` text NOT NULL DEFAULT ('QUEUED'), `attempts` integer NOT NULL DEFAULT (0), `next_attempt_at` datetime NOT NULL, `failure` text NOT NULL DEFAULT (''), `notice_id` text NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `notice_deliveries_notices_deliveries` FOREIGN KEY (`notice_id`) REFERENCES `notices` (`id`) ON DELETE NO ACTION);
-- create index "noticedelivery_notice_id_channel" to table: "notice_deliveries"
CREATE UNIQUE INDEX `noticedelivery_notice_id_channel` ON `notice_deliveries` (`notice_id`, `channel`);
-- create index "noticedelivery_next_attempt_at" to table: "notice_deliveries"
CREATE INDEX `noticedelivery_next_attempt_at` ON `notice_deliveries` (`next_attempt_at`) WHERE state = 'QUEUED';
-- create "place_log_lines" table
CREATE TABLE `place_log_lines` (`id` integer NOT NULL PRIMARY KEY AUTOINCREMENT, `shift_id` text NOT NULL, `number` integer NOT NULL, `at` datetime NOT NULL, `kind` text NOT NULL, `person_no` integer NULL, `actor` text NOT NULL, `actor_no` integer NULL, `detail` text NOT NULL, `capacity` integer NOT NULL, `confirmed` integer NOT NULL, `held` integer NOT NULL, `waitlisted` integer NOT NULL, `hash` blob NOT NULL);
-- create index "placelogline_shift_id_number" to table: "place_log_lines"
CREATE UNIQUE INDEX `placelogline_shift_id_number` ON `place_log_lines` (`shift_id`, `number`);
-- create "reasons" table
CREATE TABLE `reasons` (`id` text NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `text` text NOT NULL, `salt` blob NOT NULL, PRIMARY KEY (`id`));
-- enable back the enforcement of foreign-keys constraints
PRAGMA foreign_keys = on;
