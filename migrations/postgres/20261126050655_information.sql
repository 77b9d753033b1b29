-- +goose Up
-- create "campaigns" table
CREATE TABLE "campaigns" ("id" character varying NOT NULL, "created_at" timestamptz NOT NULL, "updated_at" timestamptz NOT NULL, "version" bigint NOT NULL DEFAULT 1, "title_kk" text NOT NULL DEFAULT '', "title_ru" text NOT NULL DEFAULT '', "title_en" text NOT NULL DEFAULT '', "description_kk" text NOT NULL DEFAULT '', "description_ru" text NOT NULL DEFAULT '', "description_en" text NOT NULL DEFAULT '', "kind" character varying NOT NULL, "state" character varying NOT NULL DEFAULT 'DRAFT', "starts_on" character varying NOT NULL, "ends_on" character varying NOT NULL, "organization_id" character varying NULL, "parent_id" character varying NULL, "event_id" character varying NULL, PRIMARY KEY ("id"), CONSTRAINT "campaigns_campaigns_forums" FOREIGN KEY ("parent_id") REFERENCES "campaigns" ("id") ON UPDATE NO ACTION ON DELETE SET NULL, CONSTRAINT "campaigns_events_event" FOREIGN KEY ("event_id") REFERENCES "events" ("id") ON UPDATE NO ACTION ON DELETE SET NULL, CONSTRAINT "campaigns_organizations_organization" FOREIGN KEY ("organization_id") REFERENCES "organizations" ("id") ON UPDATE NO ACTION ON DELETE SET NULL, CONSTRAINT "campaign_ends_after_its_start" CHECK ((ends_on)::text >= (starts_on)::text), CONSTRAINT "title_in_some_language" CHECK ((title_kk <> ''::text) OR (title_ru <> ''::text) OR (title_en <> ''::text)));
-- create index "campaign_organization_id" to table: "campaigns"
CREATE INDEX "campaign_organization_id" ON "campaigns" ("organization_id");
-- create index "campaign_parent_id" to table: "campaigns"
CREATE INDEX "campaign_parent_id" ON "campaigns" ("parent_id");
-- create index "campaign_starts_on_id" to table: "campaigns"
CREATE INDEX "campaign_starts_on_id" ON "campaigns" ("starts_on", "id");
-- create index "campaign_state_starts_on" to table: "campaigns"
CREATE INDEX "campaign_state_starts_on" ON "campaigns" ("state", "starts_on");
-- create "pictures" table
CREATE TABLE "pictures" ("id" character varying NOT NULL, "created_at" timestamptz NOT NULL, "updated_at" timestamptz NOT NULL, "organization_id" character varying NULL, "width" bigint NOT NULL, "height" bigint NOT NULL, PRIMARY KEY ("id"));
-- create index "picture_created_at" to table: "pictures"
CREATE INDEX "picture_created_at" ON "pictures" ("created_at");
-- create "articles" table
CREATE TABLE "articles" ("id" character varying NOT NULL, "created_at" timestamptz NOT NULL, "updated_at" timestamptz NOT NULL, "version" bigint NOT NULL DEFAULT 1, "title_kk" text NOT NULL DEFAULT '', "title_ru" text NOT NULL DEFAULT '', "title_en" text NOT NULL DEFAULT '', "summary_kk" text NOT NULL DEFAULT '', "summary_ru" text NOT NULL DEFAULT '', "summary_en" text NOT NULL DEFAULT '', "body_kk" text NOT NULL DEFAULT '', "body_ru" text NOT NULL DEFAULT '', "body_en" text NOT NULL DEFAULT '', "search_text" text NOT NULL DEFAULT '', "title_sort_kk" character varying NOT NULL DEFAULT '', "title_sort_ru" character varying NOT NULL DEFAULT '', "title_sort_en" character varying NOT NULL DEFAULT '', "kind" character varying NOT NULL, "state" character varying NOT NULL DEFAULT 'DRAFT', "publish_at" timestamptz NULL, "published_at" timestamptz NULL, "listed_at" timestamptz NOT NULL, "organization_id" character varying NULL, "region_id" character varying NULL, "campaign_id" character varying NULL, "cover_id" character varying NULL, PRIMARY KEY ("id"), CONSTRAINT "articles_campaigns_campaign" FOREIGN KEY ("campaign_id") REFERENCES "campaigns" ("id") ON UPDATE NO ACTION ON DELETE SET NULL, CONSTRAINT "articles_organizations_organization" FOREIGN KEY ("organization_id") REFERENCES "organizations" ("id") ON UPDATE NO ACTION ON DELETE SET NULL, CONSTRAINT "articles_pictures_cover" FOREIGN KEY ("cover_id") REFERENCES "pictures" ("id") ON UPDATE NO ACTION ON DELETE SET NULL, CONSTRAINT "articles_regions_region" FOREIGN KEY ("region_id") REFERENCES "regions" ("id") ON UPDATE NO ACTION ON DELETE SET NULL, CONSTRAINT "article_published_has_its_time" CHECK (((state)::text = 'DRAFT'::text) OR ((state)::text = 'SCHEDULED'::text) OR (published_at IS NOT NULL)), CONSTRAINT "article_scheduled_has_its_time" CHECK ((((state)::text = 'SCHEDULED'::text) AND (publish_at IS NOT NULL)) OR (((state)::text <> 'SCHEDULED'::text) AND (publish_at IS NULL))), CONSTRAINT "body_in_some_language" CHECK ((body_kk <> ''::text) OR (body_ru <> ''::text) OR (body_en <> ''::text)), CONSTRAINT "title_in_some_language" CHECK ((title_kk <> ''::text) OR (title_ru <> ''::text) OR (title_en <> ''::text)));
-- create index "article_campaign_id_listed_at" to table: "articles"
CREATE INDEX "article_campaign_id_listed_at" ON "articles" ("campaign_id", "listed_at");
-- create index "article_listed_at_id" to table: "articles"
CREATE INDEX "article_listed_at_id" ON "articles" ("listed_at", "id");
-- create index "article_organization_id_listed_at" to table: "articles"
CREATE INDEX "article_organization_id_listed_at" ON "articles" ("organization_id", "listed_at");
-- create index "article_region_id_listed_at" to table: "articles"
CREATE INDEX "article_region_id_listed_at" ON "articles" ("region_id", "listed_at");
-- create index "article_state_listed_at" to table: "articles"
CREATE INDEX "article_state_listed_at" ON "articles" ("state", "listed_at");
-- create index "articles_to_be_published" to table: "articles"
CREATE INDEX "articles_to_be_published" ON "articles" ("publish_at") WHERE ((state)::text = 'SCHEDULED'::text);
-- create "article_directions" table
CREATE TABLE "article_directions" ("article_id" character varying NOT NULL, "direction_id" character varying NOT NULL, PRIMARY KEY ("article_id", "direction_id"), CONSTRAINT "article_directions_article_id" FOREIGN KEY ("article_id") REFERENCES "articles" ("id") ON UPDATE NO ACTION ON DELETE CASCADE, CONSTRAINT "article_directions_direction_id" FOREIGN KEY ("direction_id") REFERENCES "directions" ("id") ON UPDATE NO ACTION ON DELETE CASCADE);
-- create "article_pictures" table
CREATE TABLE "article_pictures" ("article_id" character varying NOT NULL, "picture_id" character varying NOT NULL, PRIMARY KEY ("article_id", "picture_id"), CONSTRAINT "article_pictures_article_id" FOREIGN KEY ("article_id") REFERENCES "articles" ("id") ON UPDATE NO ACTION ON DELETE CASCADE, CONSTRAINT "article_pictures_picture_id" FOREIGN KEY ("picture_id") REFERENCES "pictures" ("id") ON UPDATE NO ACTION ON DELETE CASCADE);
-- create "campaign_sessions" table
CREATE TABLE "campaign_sessions" ("id" character varying NOT NULL, "created_at" timestamptz NOT NULL, "updated_at" timestamptz NOT NULL, "title_kk" text NOT NULL DEFAULT '', "title_ru" text NOT NULL DEFAULT '', "title_en" text NOT NULL DEFAULT '', "description_kk" text NOT NULL DEFAULT '', "description_ru" text NOT NULL DEFAULT '', "description_en" text NOT NULL DEFAULT '', "hall_kk" text NOT NULL DEFAULT '', "hall_ru" text NOT NULL DEFAULT '', "hall_en" text NOT NULL DEFAULT '', "starts_at" timestamptz NOT NULL, "ends_at" timestamptz NOT NULL, "campaign_id" character varying NOT NULL, "shift_id" character varying NULL, PRIMARY KEY ("id"), CONSTRAINT "campaign_sessions_campaigns_sessions" FOREIGN KEY ("campaign_id") REFERENCES "campaigns" ("id") ON UPDATE NO ACTION ON DELETE CASCADE, CONSTRAINT "campaign_sessions_shifts_shift" FOREIGN KEY ("shift_id") REFERENCES "shifts" ("id") ON UPDATE NO ACTION ON DELETE SET NULL, CONSTRAINT "session_ends_after_its_start" CHECK (ends_at > starts_at), CONSTRAINT "title_in_some_language" CHECK ((title_kk <> ''::text) OR (title_ru <> ''::text) OR (title_en <> ''::text)));
-- create index "campaignsession_campaign_id_starts_at" to table: "campaign_sessions"
CREATE INDEX "campaignsession_campaign_id_starts_at" ON "campaign_sessions" ("campaign_id", "starts_at");
-- create "mistake_reports" table
CREATE TABLE "mistake_reports" ("id" character varying NOT NULL, "created_at" timestamptz NOT NULL, "updated_at" timestamptz NOT NULL, "organization_id" character varying NULL, "volunteer_id" character varying NULL, "token_hash" bytea NOT NULL, "kind" character varying NOT NULL, "part" character varying NOT NULL, "locale" character varying NOT NULL, "quote" character varying NOT NULL DEFAULT '', "prefix" character varying NOT NULL DEFAULT '', "suffix" character varying NOT NULL DEFAULT '', "characters_before" bigint NOT NULL, "article_version" bigint NOT NULL, "comment" character varying NOT NULL DEFAULT '', "state" character varying NOT NULL DEFAULT 'NEW', "reply" character varying NOT NULL DEFAULT '', "answered_by" character varying NULL, "answered_at" timestamptz NULL, "article_id" character varying NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "mistake_reports_articles_article" FOREIGN KEY ("article_id") REFERENCES "articles" ("id") ON UPDATE NO ACTION ON DELETE CASCADE);
-- create index "mistake_reports_token_hash_key" to table: "mistake_reports"
CREATE UNIQUE INDEX "mistake_reports_token_hash_key" ON "mistake_reports" ("token_hash");
-- create index "mistakereport_answered_by" to table: "mistake_reports"
CREATE INDEX "mistakereport_answered_by" ON "mistake_reports" ("answered_by");
-- create index "mistakereport_article_id_state" to table: "mistake_reports"
CREATE INDEX "mistakereport_article_id_state" ON "mistake_reports" ("article_id", "state");
-- create index "mistakereport_organization_id_state" to table: "mistake_reports"
CREATE INDEX "mistakereport_organization_id_state" ON "mistake_reports" ("organization_id", "state");
-- create index "mistakereport_state_answered_at" to table: "mistake_reports"
CREATE INDEX "mistakereport_state_answered_at" ON "mistake_reports" ("state", "answered_at");
-- create index "mistakereport_volunteer_id" to table: "mistake_reports"
CREATE INDEX "mistakereport_volunteer_id" ON "mistake_reports" ("volunteer_id");
