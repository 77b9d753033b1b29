-- +goose Up
-- create "push_subscriptions" table
CREATE TABLE "push_subscriptions" ("id" character varying NOT NULL, "created_at" timestamptz NOT NULL, "updated_at" timestamptz NOT NULL, "endpoint" text NOT NULL, "endpoint_hash" bytea NOT NULL, "p256dh" character varying NOT NULL, "auth" character varying NOT NULL, "session_id" character varying NOT NULL, "volunteer_id" character varying NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "push_subscriptions_sessions_push_subscriptions" FOREIGN KEY ("session_id") REFERENCES "sessions" ("id") ON UPDATE NO ACTION ON DELETE CASCADE, CONSTRAINT "push_subscriptions_volunteers_push_subscriptions" FOREIGN KEY ("volunteer_id") REFERENCES "volunteers" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION);
-- create index "push_subscriptions_endpoint_hash_key" to table: "push_subscriptions"
CREATE UNIQUE INDEX "push_subscriptions_endpoint_hash_key" ON "push_subscriptions" ("endpoint_hash");
-- create index "pushsubscription_session_id" to table: "push_subscriptions"
CREATE INDEX "pushsubscription_session_id" ON "push_subscriptions" ("session_id");
-- create index "pushsubscription_volunteer_id" to table: "push_subscriptions"
CREATE INDEX "pushsubscription_volunteer_id" ON "push_subscriptions" ("volunteer_id");
-- drop index "noticedelivery_notice_id_channel" from table: "notice_deliveries"
DROP INDEX "noticedelivery_notice_id_channel";
-- modify "notice_deliveries" table
ALTER TABLE "notice_deliveries" ADD COLUMN "subscription_id" character varying NULL, ADD CONSTRAINT "notice_deliveries_push_subscriptions_deliveries" FOREIGN KEY ("subscription_id") REFERENCES "push_subscriptions" ("id") ON UPDATE NO ACTION ON DELETE CASCADE;
-- create index "notice_deliveries_once_through_a_channel" to table: "notice_deliveries"
CREATE UNIQUE INDEX "notice_deliveries_once_through_a_channel" ON "notice_deliveries" ("notice_id", "channel") WHERE (subscription_id IS NULL);
-- create index "noticedelivery_notice_id_subscription_id" to table: "notice_deliveries"
CREATE UNIQUE INDEX "noticedelivery_notice_id_subscription_id" ON "notice_deliveries" ("notice_id", "subscription_id");
-- create index "noticedelivery_subscription_id" to table: "notice_deliveries"
CREATE INDEX "noticedelivery_subscription_id" ON "notice_deliveries" ("subscription_id");
-- create "notice_mutes" table
CREATE TABLE "notice_mutes" ("id" character varying NOT NULL, "created_at" timestamptz NOT NULL, "updated_at" timestamptz NOT NULL, "kind" character varying NOT NULL, "channel" character varying NOT NULL, "volunteer_id" character varying NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "notice_mutes_volunteers_notice_mutes" FOREIGN KEY ("volunteer_id") REFERENCES "volunteers" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION);
-- create index "noticemute_volunteer_id_kind_channel" to table: "notice_mutes"
CREATE UNIQUE INDEX "noticemute_volunteer_id_kind_channel" ON "notice_mutes" ("volunteer_id", "kind", "channel");
-- create "organization_sites" table
CREATE TABLE "organization_sites" ("id" character varying NOT NULL, "created_at" timestamptz NOT NULL, "updated_at" timestamptz NOT NULL, "origin" character varying NOT NULL, "organization_id" character varying NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "organization_sites_organizations_sites" FOREIGN KEY ("organization_id") REFERENCES "organizations" ("id") ON UPDATE NO ACTION ON DELETE CASCADE);
-- create index "organizationsite_organization_id" to table: "organization_sites"
CREATE INDEX "organizationsite_organization_id" ON "organization_sites" ("organization_id");
-- create index "organizationsite_origin_organization_id" to table: "organization_sites"
CREATE UNIQUE INDEX "organizationsite_origin_organization_id" ON "organization_sites" ("origin", "organization_id");
-- create "reports" table
CREATE TABLE "reports" ("id" character varying NOT NULL, "created_at" timestamptz NOT NULL, "updated_at" timestamptz NOT NULL, "region_id" character varying NULL, "volunteer_id" character varying NULL, "kind" character varying NOT NULL, "text" character varying NOT NULL DEFAULT '', "state" character varying NOT NULL DEFAULT 'OPEN', "resolved_at" timestamptz NULL, "resolved_by" character varying NULL, "note" character varying NOT NULL DEFAULT '', "event_id" character varying NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "reports_events_event" FOREIGN KEY ("event_id") REFERENCES "events" ("id") ON UPDATE NO ACTION ON DELETE CASCADE);
-- create index "report_event_id" to table: "reports"
CREATE INDEX "report_event_id" ON "reports" ("event_id");
-- create index "report_state_region_id" to table: "reports"
CREATE INDEX "report_state_region_id" ON "reports" ("state", "region_id");
-- create index "report_volunteer_id" to table: "reports"
CREATE INDEX "report_volunteer_id" ON "reports" ("volunteer_id");
