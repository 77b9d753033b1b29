-- +goose Up
-- modify "passports" table
ALTER TABLE "passports" ALTER COLUMN "expires_at" DROP NOT NULL, ADD COLUMN "kind" character varying NOT NULL DEFAULT 'PASSPORT';
-- create "courses" table
CREATE TABLE "courses" ("id" character varying NOT NULL, "created_at" timestamptz NOT NULL, "updated_at" timestamptz NOT NULL, "version" bigint NOT NULL DEFAULT 1, "title_kk" text NOT NULL DEFAULT '', "title_ru" text NOT NULL DEFAULT '', "title_en" text NOT NULL DEFAULT '', "summary_kk" text NOT NULL DEFAULT '', "summary_ru" text NOT NULL DEFAULT '', "summary_en" text NOT NULL DEFAULT '', "level" bigint NOT NULL, "grants" character varying NOT NULL, "valid_months" bigint NULL, "state" character varying NOT NULL DEFAULT 'DRAFT', "organization_id" character varying NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "courses_organizations_courses" FOREIGN KEY ("organization_id") REFERENCES "organizations" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "course_level_of_three" CHECK ((level >= 1) AND (level <= 3)), CONSTRAINT "title_in_some_language" CHECK ((title_kk <> ''::text) OR (title_ru <> ''::text) OR (title_en <> ''::text)));
-- create index "course_organization_id_state" to table: "courses"
CREATE INDEX "course_organization_id_state" ON "courses" ("organization_id", "state");
-- create "cohorts" table
CREATE TABLE "cohorts" ("id" character varying NOT NULL, "created_at" timestamptz NOT NULL, "updated_at" timestamptz NOT NULL, "shift_id" character varying NOT NULL, "course_id" character varying NOT NULL, "event_id" character varying NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "cohorts_courses_cohorts" FOREIGN KEY ("course_id") REFERENCES "courses" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "cohorts_events_cohort" FOREIGN KEY ("event_id") REFERENCES "events" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "cohorts_shifts_shift" FOREIGN KEY ("shift_id") REFERENCES "shifts" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION);
-- create index "cohorts_event_id_key" to table: "cohorts"
CREATE UNIQUE INDEX "cohorts_event_id_key" ON "cohorts" ("event_id");
-- create "certificates" table
CREATE TABLE "certificates" ("id" character varying NOT NULL, "created_at" timestamptz NOT NULL, "updated_at" timestamptz NOT NULL, "serial" character varying NOT NULL, "issued_on" character varying NOT NULL, "expires_on" character varying NULL, "state" character varying NOT NULL DEFAULT 'ISSUED', "revoked_at" timestamptz NULL, "course_id" character varying NOT NULL, "cohort_id" character varying NOT NULL, "volunteer_id" character varying NOT NULL, "qualification_id" character varying NULL, "reason_id" character varying NULL, PRIMARY KEY ("id"), CONSTRAINT "certificates_cohorts_cohort" FOREIGN KEY ("cohort_id") REFERENCES "cohorts" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "certificates_courses_course" FOREIGN KEY ("course_id") REFERENCES "courses" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "certificates_qualifications_qualification" FOREIGN KEY ("qualification_id") REFERENCES "qualifications" ("id") ON UPDATE NO ACTION ON DELETE SET NULL, CONSTRAINT "certificates_reasons_reason" FOREIGN KEY ("reason_id") REFERENCES "reasons" ("id") ON UPDATE NO ACTION ON DELETE SET NULL, CONSTRAINT "certificates_volunteers_volunteer" FOREIGN KEY ("volunteer_id") REFERENCES "volunteers" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "certificate_revoked_with_all" CHECK ((((state)::text = 'REVOKED'::text) AND (revoked_at IS NOT NULL)) OR (((state)::text <> 'REVOKED'::text) AND (revoked_at IS NULL))));
-- create index "certificate_cohort_id_volunteer_id" to table: "certificates"
CREATE UNIQUE INDEX "certificate_cohort_id_volunteer_id" ON "certificates" ("cohort_id", "volunteer_id");
-- create index "certificate_course_id" to table: "certificates"
CREATE INDEX "certificate_course_id" ON "certificates" ("course_id");
-- create index "certificate_volunteer_id" to table: "certificates"
CREATE INDEX "certificate_volunteer_id" ON "certificates" ("volunteer_id");
-- create index "certificates_serial_key" to table: "certificates"
CREATE UNIQUE INDEX "certificates_serial_key" ON "certificates" ("serial");
-- create "course_following" table
CREATE TABLE "course_following" ("course_id" character varying NOT NULL, "prerequisite_id" character varying NOT NULL, PRIMARY KEY ("course_id", "prerequisite_id"), CONSTRAINT "course_following_course_id" FOREIGN KEY ("course_id") REFERENCES "courses" ("id") ON UPDATE NO ACTION ON DELETE CASCADE, CONSTRAINT "course_following_prerequisite_id" FOREIGN KEY ("prerequisite_id") REFERENCES "courses" ("id") ON UPDATE NO ACTION ON DELETE CASCADE);
-- create "course_results" table
CREATE TABLE "course_results" ("id" character varying NOT NULL, "created_at" timestamptz NOT NULL, "updated_at" timestamptz NOT NULL, "outcome" character varying NOT NULL, "recorded_by_id" character varying NOT NULL, "cohort_id" character varying NOT NULL, "volunteer_id" character varying NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "course_results_cohorts_results" FOREIGN KEY ("cohort_id") REFERENCES "cohorts" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "course_results_volunteers_volunteer" FOREIGN KEY ("volunteer_id") REFERENCES "volunteers" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION);
-- create index "courseresult_cohort_id_volunteer_id" to table: "course_results"
CREATE UNIQUE INDEX "courseresult_cohort_id_volunteer_id" ON "course_results" ("cohort_id", "volunteer_id");
-- create index "courseresult_volunteer_id" to table: "course_results"
CREATE INDEX "courseresult_volunteer_id" ON "course_results" ("volunteer_id");
-- create "lessons" table
CREATE TABLE "lessons" ("id" character varying NOT NULL, "created_at" timestamptz NOT NULL, "updated_at" timestamptz NOT NULL, "title_kk" text NOT NULL DEFAULT '', "title_ru" text NOT NULL DEFAULT '', "title_en" text NOT NULL DEFAULT '', "starts_at" timestamptz NOT NULL, "ends_at" timestamptz NOT NULL, "cohort_id" character varying NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "lessons_cohorts_lessons" FOREIGN KEY ("cohort_id") REFERENCES "cohorts" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "lesson_ends_after_its_start" CHECK (ends_at > starts_at), CONSTRAINT "title_in_some_language" CHECK ((title_kk <> ''::text) OR (title_ru <> ''::text) OR (title_en <> ''::text)));
-- create index "lesson_cohort_id_starts_at" to table: "lessons"
CREATE INDEX "lesson_cohort_id_starts_at" ON "lessons" ("cohort_id", "starts_at");
-- create "lesson_attendances" table
CREATE TABLE "lesson_attendances" ("id" character varying NOT NULL, "created_at" timestamptz NOT NULL, "updated_at" timestamptz NOT NULL, "present" boolean NOT NULL, "marked_by_id" character varying NOT NULL, "lesson_id" character varying NOT NULL, "volunteer_id" character varying NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "lesson_attendances_lessons_attendances" FOREIGN KEY ("lesson_id") REFERENCES "lessons" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "lesson_attendances_volunteers_volunteer" FOREIGN KEY ("volunteer_id") REFERENCES "volunteers" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION);
-- create index "lessonattendance_lesson_id_volunteer_id" to table: "lesson_attendances"
CREATE UNIQUE INDEX "lessonattendance_lesson_id_volunteer_id" ON "lesson_attendances" ("lesson_id", "volunteer_id");
-- create index "lessonattendance_volunteer_id" to table: "lesson_attendances"
CREATE INDEX "lessonattendance_volunteer_id" ON "lesson_attendances" ("volunteer_id");
