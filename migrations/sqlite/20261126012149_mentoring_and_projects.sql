-- +goose Up
-- disable the enforcement of foreign-keys constraints
PRAGMA foreign_keys = off;
-- create "new_events" table
CREATE TABLE `new_events` (`id` text NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `version` integer NOT NULL DEFAULT (1), `import_source` text NULL, `import_key` text NULL, `title_kk` text NOT NULL DEFAULT (''), `title_ru` text NOT NULL DEFAULT (''), `title_en` text NOT NULL DEFAULT (''), `description_kk` text NOT NULL DEFAULT (''), `description_ru` text NOT NULL DEFAULT (''), `description_en` text NOT NULL DEFAULT (''), `venue_kk` text NOT NULL DEFAULT (''), `venue_ru` text NOT NULL DEFAULT (''), `venue_en` text NOT NULL DEFAULT (''), `search_text` text NOT NULL DEFAULT (''), `title_sort_kk` text NOT NULL DEFAULT (''), `title_sort_ru` text NOT NULL DEFAULT (''), `title_sort_en` text NOT NULL DEFAULT (''), `kind` text NOT NULL DEFAULT ('VOLUNTEERING'), `starts_at` datetime NOT NULL, `ends_at` datetime NOT NULL, `time_zone` text NOT NULL, `remote` bool NOT NULL DEFAULT (false), `state` text NOT NULL DEFAULT ('DRAFT'), `cancellation_reason` text NULL, `settled_at` datetime NULL, `settle_reminders` integer NOT NULL DEFAULT (0), `published_at` datetime NULL, `organization_id` text NOT NULL, `project_id` text NULL, `region_id` text NULL, PRIMARY KEY (`id`), CONSTRAINT `events_organizations_events` FOREIGN KEY (`organization_id`) REFERENCES `organizations` (`id`) ON DELETE NO ACTION, CONSTRAINT `events_projects_events` FOREIGN KEY (`project_id`) REFERENCES `projects` (`id`) ON DELETE SET NULL, CONSTRAINT `events_regions_events` FOREIGN KEY (`region_id`) REFERENCES `regions` (`id`) ON DELETE SET NULL, CONSTRAINT `event_ends_after_its_start` CHECK (ends_at > starts_at), CONSTRAINT `title_in_some_language` CHECK (title_kk <> '' OR title_ru <> '' OR title_en <> ''));
-- copy rows from old table "events" to new temporary table "new_events"
INSERT INTO `new_events` (`id`, `created_at`, `updated_at`, `version`, `import_source`, `import_key`, `title_kk`, `title_ru`, `title_en`, `description_kk`, `description_ru`, `description_en`, `venue_kk`, `venue_ru`, `venue_en`, `search_text`, `title_sort_kk`, `title_sort_ru`, `title_sort_en`, `kind`, `starts_at`, `ends_at`, `time_zone`, `remote`, `state`, `cancellation_reason`, `settled_at`, `settle_reminders`, `published_at`, `organization_id`, `region_id`) SELECT `id`, `created_at`, `updated_at`, `version`, `import_source`, `import_key`, `title_kk`, `title_ru`, `title_en`, `description_kk`, `description_ru`, `description_en`, `venue_kk`, `venue_ru`, `venue_en`, `search_text`, `title_sort_kk`, `title_sort_ru`, `title_sort_en`, `kind`, `starts_at`, `ends_at`, `time_zone`, `remote`, `state`, `cancellation_reason`, `settled_at`, `settle_reminders`, `published_at`, `organization_id`, `region_id` FROM `events`;
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
-- create index "event_project_id_starts_at" to table: "events"
CREATE INDEX `event_project_id_starts_at` ON `events` (`project_id`, `starts_at`);
-- create index "event_updated_at" to table: "events"
CREATE INDEX `event_updated_at` ON `events` (`updated_at`);
-- create "mentorships" table
CREATE TABLE `mentorships` (`id` text NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `state` text NOT NULL, `needs` json NOT NULL, `message` text NOT NULL DEFAULT (''), `asked_by` text NULL, `answered_at` datetime NULL, `started_at` datetime NULL, `completed_at` datetime NULL, `maturity_before` integer NULL, `maturity_after` integer NULL, `outcome` text NOT NULL DEFAULT (''), `version` integer NOT NULL DEFAULT (1), `region_id` text NOT NULL, `focus_id` text NULL, `reason_id` text NULL, `center_id` text NOT NULL, `mentee_id` text NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `mentorships_regions_region` FOREIGN KEY (`region_id`) REFERENCES `regions` (`id`) ON DELETE NO ACTION, CONSTRAINT `mentorships_directions_focus` FOREIGN KEY (`focus_id`) REFERENCES `directions` (`id`) ON DELETE SET NULL, CONSTRAINT `mentorships_reasons_reason` FOREIGN KEY (`reason_id`) REFERENCES `reasons` (`id`) ON DELETE SET NULL, CONSTRAINT `mentorships_organizations_mentees` FOREIGN KEY (`center_id`) REFERENCES `organizations` (`id`) ON DELETE NO ACTION, CONSTRAINT `mentorships_organizations_mentorships` FOREIGN KEY (`mentee_id`) REFERENCES `organizations` (`id`) ON DELETE NO ACTION, CONSTRAINT `mentor_is_not_its_own_mentee` CHECK (center_id <> mentee_id), CONSTRAINT `mentorship_after_on_scale` CHECK (maturity_after IS NULL OR maturity_after BETWEEN 1 AND 5), CONSTRAINT `mentorship_before_on_scale` CHECK (maturity_before IS NULL OR maturity_before BETWEEN 1 AND 5), CONSTRAINT `mentorship_begins_with_all` CHECK (started_at IS NULL AND maturity_before IS NULL AND focus_id IS NULL OR started_at IS NOT NULL AND maturity_before IS NOT NULL AND focus_id IS NOT NULL), CONSTRAINT `mentorship_ends_with_all` CHECK (state <> 'COMPLETED' OR started_at IS NOT NULL AND completed_at IS NOT NULL AND maturity_after IS NOT NULL));
-- create index "mentorships_one_at_a_time" to table: "mentorships"
CREATE UNIQUE INDEX `mentorships_one_at_a_time` ON `mentorships` (`mentee_id`) WHERE state = 'REQUESTED' OR state = 'PROPOSED' OR state = 'ACTIVE' OR state = 'PAUSED';
-- create index "mentorship_mentee_id_created_at" to table: "mentorships"
CREATE INDEX `mentorship_mentee_id_created_at` ON `mentorships` (`mentee_id`, `created_at`);
-- create index "mentorship_center_id_state" to table: "mentorships"
CREATE INDEX `mentorship_center_id_state` ON `mentorships` (`center_id`, `state`);
-- create index "mentorship_region_id_state" to table: "mentorships"
CREATE INDEX `mentorship_region_id_state` ON `mentorships` (`region_id`, `state`);
-- create index "mentorship_state_created_at" to table: "mentorships"
CREATE INDEX `mentorship_state_created_at` ON `mentorships` (`state`, `created_at`);
-- create "mentorship_goals" table
CREATE TABLE `mentorship_goals` (`id` text NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `number` integer NOT NULL, `title` text NOT NULL, `progress` integer NOT NULL DEFAULT (0), `mentorship_id` text NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `mentorship_goals_mentorships_goals` FOREIGN KEY (`mentorship_id`) REFERENCES `mentorships` (`id`) ON DELETE CASCADE, CONSTRAINT `mentorship_goal_in_per_cent` CHECK (progress BETWEEN 0 AND 100), CONSTRAINT `mentorship_has_three_goals_at_most` CHECK (number BETWEEN 1 AND 3));
-- create index "mentorshipgoal_mentorship_id_number" to table: "mentorship_goals"
CREATE UNIQUE INDEX `mentorshipgoal_mentorship_id_number` ON `mentorship_goals` (`mentorship_id`, `number`);
-- create "mentorship_meetings" table
CREATE TABLE `mentorship_meetings` (`id` text NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `held_at` datetime NOT NULL, `notes` text NOT NULL, `written_by` text NULL, `side` text NOT NULL, `mentorship_id` text NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `mentorship_meetings_mentorships_meetings` FOREIGN KEY (`mentorship_id`) REFERENCES `mentorships` (`id`) ON DELETE CASCADE);
-- create index "mentorshipmeeting_mentorship_id_held_at" to table: "mentorship_meetings"
CREATE INDEX `mentorshipmeeting_mentorship_id_held_at` ON `mentorship_meetings` (`mentorship_id`, `held_at`);
-- create index "mentorshipmeeting_written_by" to table: "mentorship_meetings"
CREATE INDEX `mentorshipmeeting_written_by` ON `mentorship_meetings` (`written_by`);
-- create "projects" table
CREATE TABLE `projects` (`id` text NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `version` integer NOT NULL DEFAULT (1), `title_kk` text NOT NULL DEFAULT (''), `title_ru` text NOT NULL DEFAULT (''), `title_en` text NOT NULL DEFAULT (''), `description_kk` text NOT NULL DEFAULT (''), `description_ru` text NOT NULL DEFAULT (''), `description_en` text NOT NULL DEFAULT (''), `search_text` text NOT NULL DEFAULT (''), `title_sort_kk` text NOT NULL DEFAULT (''), `title_sort_ru` text NOT NULL DEFAULT (''), `title_sort_en` text NOT NULL DEFAULT (''), `funding` text NOT NULL, `state` text NOT NULL, `contract_number` text NULL, `sum` integer NOT NULL, `starts_on` text NOT NULL, `ends_on` text NOT NULL, `due_on` text NULL, `closed_at` datetime NULL, `organization_id` text NOT NULL, `region_id` text NOT NULL, `reason_id` text NULL, PRIMARY KEY (`id`), CONSTRAINT `projects_organizations_projects` FOREIGN KEY (`organization_id`) REFERENCES `organizations` (`id`) ON DELETE NO ACTION, CONSTRAINT `projects_regions_region` FOREIGN KEY (`region_id`) REFERENCES `regions` (`id`) ON DELETE NO ACTION, CONSTRAINT `projects_reasons_reason` FOREIGN KEY (`reason_id`) REFERENCES `reasons` (`id`) ON DELETE SET NULL, CONSTRAINT `project_ends_after_its_start` CHECK (ends_on >= starts_on), CONSTRAINT `project_has_a_contract` CHECK (funding = 'OWN' OR state = 'APPLICATION' OR state = 'REJECTED' OR contract_number IS NOT NULL), CONSTRAINT `project_sum_is_no_debt` CHECK (sum >= 0), CONSTRAINT `title_in_some_language` CHECK (title_kk <> '' OR title_ru <> '' OR title_en <> ''));
-- create index "project_organization_id_starts_on" to table: "projects"
CREATE INDEX `project_organization_id_starts_on` ON `projects` (`organization_id`, `starts_on`);
-- create index "project_region_id_state" to table: "projects"
CREATE INDEX `project_region_id_state` ON `projects` (`region_id`, `state`);
-- create index "project_state_due_on" to table: "projects"
CREATE INDEX `project_state_due_on` ON `projects` (`state`, `due_on`);
-- create index "project_starts_on_id" to table: "projects"
CREATE INDEX `project_starts_on_id` ON `projects` (`starts_on`, `id`);
-- create "project_indicators" table
CREATE TABLE `project_indicators` (`id` text NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `title_kk` text NOT NULL DEFAULT (''), `title_ru` text NOT NULL DEFAULT (''), `title_en` text NOT NULL DEFAULT (''), `number` integer NOT NULL, `source` text NOT NULL, `target` integer NOT NULL, `declared` integer NULL, `declared_at` datetime NULL, `project_id` text NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `project_indicators_projects_indicators` FOREIGN KEY (`project_id`) REFERENCES `projects` (`id`) ON DELETE CASCADE, CONSTRAINT `project_indicator_counts_up` CHECK (target > 0 AND (declared IS NULL OR declared >= 0)), CONSTRAINT `title_in_some_language` CHECK (title_kk <> '' OR title_ru <> '' OR title_en <> ''));
-- create index "projectindicator_project_id_number" to table: "project_indicators"
CREATE UNIQUE INDEX `projectindicator_project_id_number` ON `project_indicators` (`project_id`, `number`);
-- create "project_reports" table
CREATE TABLE `project_reports` (`id` text NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `version` integer NOT NULL DEFAULT (1), `organization_id` text NOT NULL, `number` integer NOT NULL, `final` bool NOT NULL DEFAULT (false), `period_from` text NOT NULL, `period_to` text NOT NULL, `due_on` text NOT NULL, `state` text NOT NULL DEFAULT ('PLANNED'), `text` text NOT NULL DEFAULT (''), `snapshot` text NOT NULL DEFAULT (''), `snapshot_hash` text NOT NULL DEFAULT (''), `submitted_at` datetime NULL, `submitted_by` text NULL, `decided_at` datetime NULL, `decided_by` text NULL, `project_id` text NOT NULL, `reason_id` text NULL, PRIMARY KEY (`id`), CONSTRAINT `project_reports_projects_reports` FOREIGN KEY (`project_id`) REFERENCES `projects` (`id`) ON DELETE CASCADE, CONSTRAINT `project_reports_reasons_reason` FOREIGN KEY (`reason_id`) REFERENCES `reasons` (`id`) ON DELETE SET NULL, CONSTRAINT `project_report_not_by_itself` CHECK (decided_by IS NULL OR submitted_by IS NULL OR decided_by <> submitted_by), CONSTRAINT `project_report_period` CHECK (period_to >= period_from), CONSTRAINT `project_report_says_what_was` CHECK (state = 'PLANNED' OR state = 'DROPPED' OR submitted_at IS NOT NULL AND snapshot_hash <> ''));
-- create index "projectreport_project_id_number" to table: "project_reports"
CREATE UNIQUE INDEX `projectreport_project_id_number` ON `project_reports` (`project_id`, `number`);
-- create index "projectreport_submitted_by" to table: "project_reports"
CREATE INDEX `projectreport_submitted_by` ON `project_reports` (`submitted_by`);
-- create index "projectreport_decided_by" to table: "project_reports"
CREATE INDEX `projectreport_decided_by` ON `project_reports` (`decided_by`);
-- enable back the enforcement of foreign-keys constraints
PRAGMA foreign_keys = on;
