-- +goose Up
-- disable the enforcement of foreign-keys constraints
PRAGMA foreign_keys = off;
-- create "new_notice_deliveries" table
CREATE TABLE `new_notice_deliveries` (`id` text NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `channel` text NOT NULL, `state` text NOT NULL DEFAULT ('QUEUED'), `attempts` integer NOT NULL DEFAULT (0), `next_attempt_at` datetime NOT NULL, `failure` text NOT NULL DEFAULT (''), `message_id` text NULL, `notice_id` text NULL, `subscription_id` text NULL, PRIMARY KEY (`id`), CONSTRAINT `notice_deliveries_messages_deliveries` FOREIGN KEY (`message_id`) REFERENCES `messages` (`id`) ON DELETE CASCADE, CONSTRAINT `notice_deliveries_notices_deliveries` FOREIGN KEY (`notice_id`) REFERENCES `notices` (`id`) ON DELETE CASCADE, CONSTRAINT `notice_deliveries_push_subscriptions_deliveries` FOREIGN KEY (`subscription_id`) REFERENCES `push_subscriptions` (`id`) ON DELETE CASCADE, CONSTRAINT `notice_delivery_is_of_one_thing` CHECK (notice_id IS NULL AND message_id IS NOT NULL OR notice_id IS NOT NULL AND message_id IS NULL));
-- copy rows from old table "notice_deliveries" to new temporary table "new_notice_deliveries"
INSERT INTO `new_notice_deliveries` (`id`, `created_at`, `updated_at`, `channel`, `state`, `attempts`, `next_attempt_at`, `failure`, `message_id`, `notice_id`) SELECT `id`, `created_at`, `updated_at`, `channel`, `state`, `attempts`, `next_attempt_at`, `failure`, `message_id`, `notice_id` FROM `notice_deliveries`;
-- drop "notice_deliveries" table after copying rows
DROP TABLE `notice_deliveries`;
-- rename temporary table "new_notice_deliveries" to "notice_deliveries"
ALTER TABLE `new_notice_deliveries` RENAME TO `notice_deliveries`;
-- create index "notice_deliveries_once_through_a_channel" to table: "notice_deliveries"
CREATE UNIQUE INDEX `notice_deliveries_once_through_a_channel` ON `notice_deliveries` (`notice_id`, `channel`) WHERE subscription_id IS NULL;
-- create index "noticedelivery_notice_id_subscription_id" to table: "notice_deliveries"
CREATE UNIQUE INDEX `noticedelivery_notice_id_subscription_id` ON `notice_deliveries` (`notice_id`, `subscription_id`);
-- create index "noticedelivery_subscription_id" to table: "notice_deliveries"
CREATE INDEX `noticedelivery_subscription_id` ON `notice_deliveries` (`subscription_id`);
-- create index "noticedelivery_message_id_channel" to table: "notice_deliveries"
CREATE UNIQUE INDEX `noticedelivery_message_id_channel` ON `notice_deliveries` (`message_id`, `channel`);
-- create index "noticedelivery_next_attempt_at" to table: "notice_deliveries"
CREATE INDEX `noticedelivery_next_attempt_at` ON `notice_deliveries` (`next_attempt_at`) WHERE state = 'QUEUED';
-- create "notice_mutes" table
CREATE TABLE `notice_mutes` (`id` text NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `kind` text NOT NULL, `channel` text NOT NULL, `volunteer_id` text NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `notice_mutes_volunteers_notice_mutes` FOREIGN KEY (`volunteer_id`) REFERENCES `volunteers` (`id`) ON DELETE NO ACTION);
-- create index "noticemute_volunteer_id_kind_channel" to table: "notice_mutes"
CREATE UNIQUE INDEX `noticemute_volunteer_id_kind_channel` ON `notice_mutes` (`volunteer_id`, `kind`, `channel`);
-- create "organization_sites" table
CREATE TABLE `organization_sites` (`id` text NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `origin` text NOT NULL, `organization_id` text NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `organization_sites_organizations_sites` FOREIGN KEY (`organization_id`) REFERENCES `organizations` (`id`) ON DELETE CASCADE);
-- create index "organizationsite_origin_organization_id" to table: "organization_sites"
CREATE UNIQUE INDEX `organizationsite_origin_organization_id` ON `organization_sites` (`origin`, `organization_id`);
-- create index "organizationsite_organization_id" to table: "organization_sites"
CREATE INDEX `organizationsite_organization_id` ON `organization_sites` (`organization_id`);
-- create "push_subscriptions" table
CREATE TABLE `push_subscriptions` (`id` text NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `endpoint` text NOT NULL, `endpoint_hash` blob NOT NULL, `p256dh` text NOT NULL, `auth` text NOT NULL, `session_id` text NOT NULL, `volunteer_id` text NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `push_subscriptions_sessions_push_subscriptions` FOREIGN KEY (`session_id`) REFERENCES `sessions` (`id`) ON DELETE CASCADE, CONSTRAINT `push_subscriptions_volunteers_push_subscriptions` FOREIGN KEY (`volunteer_id`) REFERENCES `volunteers` (`id`) ON DELETE NO ACTION);
-- create index "push_subscriptions_endpoint_hash_key" to table: "push_subscriptions"
CREATE UNIQUE INDEX `push_subscriptions_endpoint_hash_key` ON `push_subscriptions` (`endpoint_hash`);
-- create index "pushsubscription_volunteer_id" to table: "push_subscriptions"
CREATE INDEX `pushsubscription_volunteer_id` ON `push_subscriptions` (`volunteer_id`);
-- create index "pushsubscription_session_id" to table: "push_subscriptions"
CREATE INDEX `pushsubscription_session_id` ON `push_subscriptions` (`session_id`);
-- create "reports" table
CREATE TABLE `reports` (`id` text NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `region_id` text NULL, `volunteer_id` text NULL, `kind` text NOT NULL, `text` text NOT NULL DEFAULT (''), `state` text NOT NULL DEFAULT ('OPEN'), `resolved_at` datetime NULL, `resolved_by` text NULL, `note` text NOT NULL DEFAULT (''), `event_id` text NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `reports_events_event` FOREIGN KEY (`event_id`) REFERENCES `events` (`id`) ON DELETE CASCADE);
-- create index "report_state_region_id" to table: "reports"
CREATE INDEX `report_state_region_id` ON `reports` (`state`, `region_id`);
-- create index "report_event_id" to table: "reports"
CREATE INDEX `report_event_id` ON `reports` (`event_id`);
-- create index "report_volunteer_id" to table: "reports"
CREATE INDEX `report_volunteer_id` ON `reports` (`volunteer_id`);
-- enable back the enforcement of foreign-keys constraints
PRAGMA foreign_keys = on;
