-- +goose Up
-- create "figure_months" table
CREATE TABLE `figure_months` (`id` text NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `month` text NOT NULL, `min_people` integer NOT NULL, `snapshot` text NOT NULL, `snapshot_hash` text NOT NULL, `taken_at` datetime NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `figure_month_has_cells_of_several` CHECK (min_people > 1));
-- create index "figure_months_month_key" to table: "figure_months"
CREATE UNIQUE INDEX `figure_months_month_key` ON `figure_months` (`month`);
-- create "findings" table
CREATE TABLE `findings` (`id` text NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `text_kk` text NOT NULL DEFAULT (''), `text_ru` text NOT NULL DEFAULT (''), `text_en` text NOT NULL DEFAULT (''), `number` integer NOT NULL, `interviews` json NOT NULL, `figures` json NOT NULL, `written_by` text NULL, `study_id` text NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `findings_studies_findings` FOREIGN KEY (`study_id`) REFERENCES `studies` (`id`) ON DELETE CASCADE, CONSTRAINT `text_in_some_language` CHECK (text_kk <> '' OR text_ru <> '' OR text_en <> ''));
-- create index "finding_study_id_number" to table: "findings"
CREATE UNIQUE INDEX `finding_study_id_number` ON `findings` (`study_id`, `number`);
-- create index "finding_written_by" to table: "findings"
CREATE INDEX `finding_written_by` ON `findings` (`written_by`);
-- create "interviews" table
CREATE TABLE `interviews` (`id` text NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `number` integer NOT NULL, `expert` text NOT NULL DEFAULT (''), `held_on` text NOT NULL, `consent_version` text NOT NULL, `consent_on` text NOT NULL, `notes` text NOT NULL DEFAULT (''), `themes` text NOT NULL DEFAULT (''), `written_by` text NULL, `withdrawn_at` datetime NULL, `volunteer_id` text NULL, `study_id` text NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `interviews_volunteers_volunteer` FOREIGN KEY (`volunteer_id`) REFERENCES `volunteers` (`id`) ON DELETE SET NULL, CONSTRAINT `interviews_studies_interviews` FOREIGN KEY (`study_id`) REFERENCES `studies` (`id`) ON DELETE CASCADE, CONSTRAINT `interview_with_consent` CHECK (consent_version <> '' AND consent_on <> ''));
-- create index "interview_study_id_number" to table: "interviews"
CREATE UNIQUE INDEX `interview_study_id_number` ON `interviews` (`study_id`, `number`);
-- create index "interview_volunteer_id" to table: "interviews"
CREATE INDEX `interview_volunteer_id` ON `interviews` (`volunteer_id`);
-- create index "interview_written_by" to table: "interviews"
CREATE INDEX `interview_written_by` ON `interviews` (`written_by`);
-- create "studies" table
CREATE TABLE `studies` (`id` text NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `version` integer NOT NULL DEFAULT (1), `question_kk` text NOT NULL DEFAULT (''), `question_ru` text NOT NULL DEFAULT (''), `question_en` text NOT NULL DEFAULT (''), `method_kk` text NOT NULL DEFAULT (''), `method_ru` text NOT NULL DEFAULT (''), `method_en` text NOT NULL DEFAULT (''), `search_text` text NOT NULL DEFAULT (''), `question_sort_kk` text NOT NULL DEFAULT (''), `question_sort_ru` text NOT NULL DEFAULT (''), `question_sort_en` text NOT NULL DEFAULT (''), `state` text NOT NULL DEFAULT ('PLANNED'), `guide` text NOT NULL DEFAULT (''), `created_by` text NULL, `submitted_by` text NULL, `published_by` text NULL, `published_at` datetime NULL, `center_id` text NOT NULL, `region_id` text NOT NULL, `reason_id` text NULL, PRIMARY KEY (`id`), CONSTRAINT `studies_organizations_center` FOREIGN KEY (`center_id`) REFERENCES `organizations` (`id`) ON DELETE NO ACTION, CONSTRAINT `studies_regions_region` FOREIGN KEY (`region_id`) REFERENCES `regions` (`id`) ON DELETE NO ACTION, CONSTRAINT `studies_reasons_reason` FOREIGN KEY (`reason_id`) REFERENCES `reasons` (`id`) ON DELETE SET NULL, CONSTRAINT `question_in_some_language` CHECK (question_kk <> '' OR question_ru <> '' OR question_en <> ''), CONSTRAINT `study_published_at_a_time` CHECK (state <> 'PUBLISHED' OR published_at IS NOT NULL), CONSTRAINT `study_published_by_another` CHECK (published_by IS NULL OR published_by <> created_by AND published_by <> submitted_by));
-- create index "study_center_id_state" to table: "studies"
CREATE INDEX `study_center_id_state` ON `studies` (`center_id`, `state`);
-- create index "study_region_id_state" to table: "studies"
CREATE INDEX `study_region_id_state` ON `studies` (`region_id`, `state`);
-- create index "study_state_published_at" to table: "studies"
CREATE INDEX `study_state_published_at` ON `studies` (`state`, `published_at`);
-- create index "study_created_by" to table: "studies"
CREATE INDEX `study_created_by` ON `studies` (`created_by`);
-- create index "study_submitted_by" to table: "studies"
CREATE INDEX `study_submitted_by` ON `studies` (`submitted_by`);
-- create index "study_published_by" to table: "studies"
CREATE INDEX `study_published_by` ON `studies` (`published_by`);
-- create "study_figures" table
CREATE TABLE `study_figures` (`id` text NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `number` integer NOT NULL, `month_from` text NOT NULL, `month_to` text NOT NULL, `snapshot` text NOT NULL, `snapshot_hash` text NOT NULL, `taken_at` datetime NOT NULL, `study_id` text NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `study_figures_studies_figures` FOREIGN KEY (`study_id`) REFERENCES `studies` (`id`) ON DELETE CASCADE);
-- create index "studyfigures_study_id_number" to table: "study_figures"
CREATE UNIQUE INDEX `studyfigures_study_id_number` ON `study_figures` (`study_id`, `number`);
