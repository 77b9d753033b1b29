-- +goose Up
-- create "figure_months" table
CREATE TABLE "figure_months" ("id" character varying NOT NULL, "created_at" timestamptz NOT NULL, "updated_at" timestamptz NOT NULL, "month" character varying NOT NULL, "min_people" bigint NOT NULL, "snapshot" text NOT NULL, "snapshot_hash" character varying NOT NULL, "taken_at" timestamptz NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "figure_month_has_cells_of_several" CHECK (min_people > 1));
-- create index "figure_months_month_key" to table: "figure_months"
CREATE UNIQUE INDEX "figure_months_month_key" ON "figure_months" ("month");
-- create "studies" table
CREATE TABLE "studies" ("id" character varying NOT NULL, "created_at" timestamptz NOT NULL, "updated_at" timestamptz NOT NULL, "version" bigint NOT NULL DEFAULT 1, "question_kk" text NOT NULL DEFAULT '', "question_ru" text NOT NULL DEFAULT '', "question_en" text NOT NULL DEFAULT '', "method_kk" text NOT NULL DEFAULT '', "method_ru" text NOT NULL DEFAULT '', "method_en" text NOT NULL DEFAULT '', "search_text" text NOT NULL DEFAULT '', "question_sort_kk" character varying NOT NULL DEFAULT '', "question_sort_ru" character varying NOT NULL DEFAULT '', "question_sort_en" character varying NOT NULL DEFAULT '', "state" character varying NOT NULL DEFAULT 'PLANNED', "guide" character varying NOT NULL DEFAULT '', "created_by" character varying NULL, "submitted_by" character varying NULL, "published_by" character varying NULL, "published_at" timestamptz NULL, "center_id" character varying NOT NULL, "region_id" character varying NOT NULL, "reason_id" character varying NULL, PRIMARY KEY ("id"), CONSTRAINT "studies_organizations_center" FOREIGN KEY ("center_id") REFERENCES "organizations" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "studies_reasons_reason" FOREIGN KEY ("reason_id") REFERENCES "reasons" ("id") ON UPDATE NO ACTION ON DELETE SET NULL, CONSTRAINT "studies_regions_region" FOREIGN KEY ("region_id") REFERENCES "regions" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "question_in_some_language" CHECK ((question_kk <> ''::text) OR (question_ru <> ''::text) OR (question_en <> ''::text)), CONSTRAINT "study_published_at_a_time" CHECK (((state)::text <> 'PUBLISHED'::text) OR (published_at IS NOT NULL)), CONSTRAINT "study_published_by_another" CHECK ((published_by IS NULL) OR (((published_by)::text <> (created_by)::text) AND ((published_by)::text <> (submitted_by)::text))));
-- create index "study_center_id_state" to table: "studies"
CREATE INDEX "study_center_id_state" ON "studies" ("center_id", "state");
-- create index "study_created_by" to table: "studies"
CREATE INDEX "study_created_by" ON "studies" ("created_by");
-- create index "study_published_by" to table: "studies"
CREATE INDEX "study_published_by" ON "studies" ("published_by");
-- create index "study_region_id_state" to table: "studies"
CREATE INDEX "study_region_id_state" ON "studies" ("region_id", "state");
-- create index "study_state_published_at" to table: "studies"
CREATE INDEX "study_state_published_at" ON "studies" ("state", "published_at");
-- create index "study_submitted_by" to table: "studies"
CREATE INDEX "study_submitted_by" ON "studies" ("submitted_by");
-- create "findings" table
CREATE TABLE "findings" ("id" character varying NOT NULL, "created_at" timestamptz NOT NULL, "updated_at" timestamptz NOT NULL, "text_kk" text NOT NULL DEFAULT '', "text_ru" text NOT NULL DEFAULT '', "text_en" text NOT NULL DEFAULT '', "number" bigint NOT NULL, "interviews" jsonb NOT NULL, "figures" jsonb NOT NULL, "written_by" character varying NULL, "study_id" character varying NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "findings_studies_findings" FOREIGN KEY ("study_id") REFERENCES "studies" ("id") ON UPDATE NO ACTION ON DELETE CASCADE, CONSTRAINT "text_in_some_language" CHECK ((text_kk <> ''::text) OR (text_ru <> ''::text) OR (text_en <> ''::text)));
-- create index "finding_study_id_number" to table: "findings"
CREATE UNIQUE INDEX "finding_study_id_number" ON "findings" ("study_id", "number");
-- create index "finding_written_by" to table: "findings"
CREATE INDEX "finding_written_by" ON "findings" ("written_by");
-- create "interviews" table
CREATE TABLE "interviews" ("id" character varying NOT NULL, "created_at" timestamptz NOT NULL, "updated_at" timestamptz NOT NULL, "number" bigint NOT NULL, "expert" character varying NOT NULL DEFAULT '', "held_on" character varying NOT NULL, "consent_version" character varying NOT NULL, "consent_on" character varying NOT NULL, "notes" character varying NOT NULL DEFAULT '', "themes" character varying NOT NULL DEFAULT '', "written_by" character varying NULL, "withdrawn_at" timestamptz NULL, "volunteer_id" character varying NULL, "study_id" character varying NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "interviews_studies_interviews" FOREIGN KEY ("study_id") REFERENCES "studies" ("id") ON UPDATE NO ACTION ON DELETE CASCADE, CONSTRAINT "interviews_volunteers_volunteer" FOREIGN KEY ("volunteer_id") REFERENCES "volunteers" ("id") ON UPDATE NO ACTION ON DELETE SET NULL, CONSTRAINT "interview_with_consent" CHECK (((consent_version)::text <> ''::text) AND ((consent_on)::text <> ''::text)));
-- create index "interview_study_id_number" to table: "interviews"
CREATE UNIQUE INDEX "interview_study_id_number" ON "interviews" ("study_id", "number");
-- create index "interview_volunteer_id" to table: "interviews"
CREATE INDEX "interview_volunteer_id" ON "interviews" ("volunteer_id");
-- create index "interview_written_by" to table: "interviews"
CREATE INDEX "interview_written_by" ON "interviews" ("written_by");
-- create "study_figures" table
CREATE TABLE "study_figures" ("id" character varying NOT NULL, "created_at" timestamptz NOT NULL, "updated_at" timestamptz NOT NULL, "number" bigint NOT NULL, "month_from" character varying NOT NULL, "month_to" character varying NOT NULL, "snapshot" text NOT NULL, "snapshot_hash" character varying NOT NULL, "taken_at" timestamptz NOT NULL, "study_id" character varying NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "study_figures_studies_figures" FOREIGN KEY ("study_id") REFERENCES "studies" ("id") ON UPDATE NO ACTION ON DELETE CASCADE);
-- create index "studyfigures_study_id_number" to table: "study_figures"
CREATE UNIQUE INDEX "studyfigures_study_id_number" ON "study_figures" ("study_id", "number");
