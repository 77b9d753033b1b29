-- +goose Up
-- disable the enforcement of foreign-keys constraints
PRAGMA foreign_keys = off;
-- create "new_passports" table
CREATE TABLE `new_passports` (`id` text NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `kind` text NOT NULL DEFAULT ('PASSPORT'), `number` text NOT NULL, `status_index` integer NOT NULL, `key_id` text NOT NULL, `credential` text NOT NULL, `expires_at` datetime NULL, `revoked_at` datetime NULL, `volunteer_id` text NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `passports_volunteers_passports` FOREIGN KEY (`volunteer_id`) REFERENCES `volunteers` (`id`) ON DELETE NO ACTION);
-- copy rows from old table "passports" to new temporary table "new_passports"
INSERT INTO `new_passports` (`id`, `created_at`, `updated_at`, `number`, `status_index`, `key_id`, `credential`, `expires_at`, `revoked_at`, `volunteer_id`) SELECT `id`, `created_at`, `updated_at`, `number`, `status_index`, `key_id`, `credential`, `expires_at`, `revoked_at`, `volunteer_id` FROM `passports`;
-- drop "passports" table after copying rows
DROP TABLE `passports`;
-- rename temporary table "new_passports" to "passports"
ALTER TABLE `new_passports` RENAME TO `passports`;
-- create index "passports_number_key" to table: "passports"
CREATE UNIQUE INDEX `passports_number_key` ON `passports` (`number`);
-- create index "passports_status_index_key" to table: "passports"
CREATE UNIQUE INDEX `passports_status_index_key` ON `passports` (`status_index`);
-- create index "passport_volunteer_id" to table: "passports"
CREATE INDEX `passport_volunteer_id` ON `passports` (`volunteer_id`);
-- create "certificates" table
CREATE TABLE `certificates` (`id` text NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `serial` text NOT NULL, `issued_on` text NOT NULL, `expires_on` text NULL, `state` text NOT NULL DEFAULT ('ISSUED'), `revoked_at` datetime NULL, `course_id` text NOT NULL, `cohort_id` text NOT NULL, `volunteer_id` text NOT NULL, `qualification_id` text NULL, `reason_id` text NULL, PRIMARY KEY (`id`), CONSTRAINT `certificates_courses_course` FOREIGN KEY (`course_id`) REFERENCES `courses` (`id`) ON DELETE NO ACTION, CONSTRAINT `certificates_cohorts_cohort` FOREIGN KEY (`cohort_id`) REFERENCES `cohorts` (`id`) ON DELETE NO ACTION, CONSTRAINT `certificates_volunteers_volunteer` FOREIGN KEY (`volunteer_id`) REFERENCES `volunteers` (`id`) ON DELETE NO ACTION, CONSTRAINT `certificates_qualifications_qualification` FOREIGN KEY (`qualification_id`) REFERENCES `qualifications` (`id`) ON DELETE SET NULL, CONSTRAINT `certificates_reasons_reason` FOREIGN KEY (`reason_id`) REFERENCES `reasons` (`id`) ON DELETE SET NULL, CONSTRAINT `certificate_revoked_with_all` CHECK (state = 'REVOKED' AND revoked_at IS NOT NULL OR state <> 'REVOKED' AND revoked_at IS NULL));
-- create index "certificates_serial_key" to table: "certificates"
CREATE UNIQUE INDEX `certificates_serial_key` ON `certificates` (`serial`);
-- create index "certificate_cohort_id_volunteer_id" to table: "certificates"
CREATE UNIQUE INDEX `certificate_cohort_id_volunteer_id` ON `certificates` (`cohort_id`, `volunteer_id`);
-- create index "certificate_volunteer_id" to table: "certificates"
CREATE INDEX `certificate_volunteer_id` ON `certificates` (`volunteer_id`);
-- create index "certificate_course_id" to table: "certificates"
CREATE INDEX `certificate_course_id` ON `certificates` (`course_id`);
-- create "cohorts" table
CREATE TABLE `cohorts` (`id` text NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `shift_id` text NOT NULL, `course_id` text NOT NULL, `event_id` text NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `cohorts_shifts_shift` FOREIGN KEY (`shift_id`) REFERENCES `shifts` (`id`) ON DELETE NO ACTION, CONSTRAINT `cohorts_courses_cohorts` FOREIGN KEY (`course_id`) REFERENCES `courses` (`id`) ON DELETE NO ACTION, CONSTRAINT `cohorts_events_cohort` FOREIGN KEY (`event_id`) REFERENCES `events` (`id`) ON DELETE NO ACTION);
-- create index "cohorts_event_id_key" to table: "cohorts"
CREATE UNIQUE INDEX `cohorts_event_id_key` ON `cohorts` (`event_id`);
-- create "courses" table
CREATE TABLE `courses` (`id` text NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `version` integer NOT NULL DEFAULT (1), `title_kk` text NOT NULL DEFAULT (''), `title_ru` text NOT NULL DEFAULT (''), `title_en` text NOT NULL DEFAULT (''), `summary_kk` text NOT NULL DEFAULT (''), `summary_ru` text NOT NULL DEFAULT (''), `summary_en` text NOT NULL DEFAULT (''), `level` integer NOT NULL, `grants` text NOT NULL, `valid_months` integer NULL, `state` text NOT NULL DEFAULT ('DRAFT'), `organization_id` text NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `courses_organizations_courses` FOREIGN KEY (`organization_id`) REFERENCES `organizations` (`id`) ON DELETE NO ACTION, CONSTRAINT `course_level_of_three` CHECK (level BETWEEN 1 AND 3), CONSTRAINT `title_in_some_language` CHECK (title_kk <> '' OR title_ru <> '' OR title_en <> ''));
-- create index "course_organization_id_state" to table: "courses"
CREATE INDEX `course_organization_id_state` ON `courses` (`organization_id`, `state`);
-- create "course_results" table
CREATE TABLE `course_results` (`id` text NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `outcome` text NOT NULL, `recorded_by_id` text NOT NULL, `cohort_id` text NOT NULL, `volunteer_id` text NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `course_results_cohorts_results` FOREIGN KEY (`cohort_id`) REFERENCES `cohorts` (`id`) ON DELETE NO ACTION, CONSTRAINT `course_results_volunteers_volunteer` FOREIGN KEY (`volunteer_id`) REFERENCES `volunteers` (`id`) ON DELETE NO ACTION);
-- create index "courseresult_cohort_id_volunteer_id" to table: "course_results"
CREATE UNIQUE INDEX `courseresult_cohort_id_volunteer_id` ON `course_results` (`cohort_id`, `volunteer_id`);
-- create index "courseresult_volunteer_id" to table: "course_results"
CREATE INDEX `courseresult_volunteer_id` ON `course_results` (`volunteer_id`);
-- create "lessons" table
CREATE TABLE `lessons` (`id` text NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `title_kk` text NOT NULL DEFAULT (''), `title_ru` text NOT NULL DEFAULT (''), `title_en` text NOT NULL DEFAULT (''), `starts_at` datetime NOT NULL, `ends_at` datetime NOT NULL, `cohort_id` text NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `lessons_cohorts_lessons` FOREIGN KEY (`cohort_id`) REFERENCES `cohorts` (`id`) ON DELETE NO ACTION, CONSTRAINT `lesson_ends_after_its_start` CHECK (ends_at > starts_at), CONSTRAINT `title_in_some_language` CHECK (title_kk <> '' OR title_ru <> '' OR title_en <> ''));
-- create index "lesson_cohort_id_starts_at" to table: "lessons"
CREATE INDEX `lesson_cohort_id_starts_at` ON `lessons` (`cohort_id`, `starts_at`);
-- create "lesson_attendances" table
CREATE TABLE `lesson_attendances` (`id` text NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `present` bool NOT NULL, `marked_by_id` text NOT NULL, `lesson_id` text NOT NULL, `volunteer_id` text NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `lesson_attendances_lessons_attendances` FOREIGN KEY (`lesson_id`) REFERENCES `lessons` (`id`) ON DELETE NO ACTION, CONSTRAINT `lesson_attendances_volunteers_volunteer` FOREIGN KEY (`volunteer_id`) REFERENCES `volunteers` (`id`) ON DELETE NO ACTION);
-- create index "lessonattendance_lesson_id_volunteer_id" to table: "lesson_attendances"
CREATE UNIQUE INDEX `lessonattendance_lesson_id_volunteer_id` ON `lesson_attendances` (`lesson_id`, `volunteer_id`);
-- create index "lessonattendance_volunteer_id" to table: "lesson_attendances"
CREATE INDEX `lessonattendance_volunteer_id` ON `lesson_attendances` (`volunteer_id`);
-- create "course_following" table
CREATE TABLE `course_following` (`course_id` text NOT NULL, `prerequisite_id` text NOT NULL, PRIMARY KEY (`course_id`, `prerequisite_id`), CONSTRAINT `course_following_course_id` FOREIGN KEY (`course_id`) REFERENCES `courses` (`id`) ON DELETE CASCADE, CONSTRAINT `course_following_prerequisite_id` FOREIGN KEY (`prerequisite_id`) REFERENCES `courses` (`id`) ON DELETE CASCADE);
-- enable back the enforcement of foreign-keys constraints
PRAGMA foreign_keys = on;
