-- +goose Up
-- add column "contact_email" to table: "organizations"
ALTER TABLE `organizations` ADD COLUMN `contact_email` text NULL;
-- add column "contact_phone" to table: "organizations"
ALTER TABLE `organizations` ADD COLUMN `contact_phone` text NULL;
-- create "calendar_feeds" table
CREATE TABLE `calendar_feeds` (`id` text NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `token_hash` blob NOT NULL, `volunteer_id` text NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `calendar_feeds_volunteers_calendar_feed` FOREIGN KEY (`volunteer_id`) REFERENCES `volunteers` (`id`) ON DELETE NO ACTION);
-- create index "calendar_feeds_token_hash_key" to table: "calendar_feeds"
CREATE UNIQUE INDEX `calendar_feeds_token_hash_key` ON `calendar_feeds` (`token_hash`);
-- create index "calendar_feeds_volunteer_id_key" to table: "calendar_feeds"
CREATE UNIQUE INDEX `calendar_feeds_volunteer_id_key` ON `calendar_feeds` (`volunteer_id`);
-- create "follows" table
CREATE TABLE `follows` (`id` text NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `organization_id` text NOT NULL, `volunteer_id` text NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `follows_organizations_follows` FOREIGN KEY (`organization_id`) REFERENCES `organizations` (`id`) ON DELETE NO ACTION, CONSTRAINT `follows_volunteers_follows` FOREIGN KEY (`volunteer_id`) REFERENCES `volunteers` (`id`) ON DELETE NO ACTION);
-- create index "follow_volunteer_id_organization_id" to table: "follows"
CREATE UNIQUE INDEX `follow_volunteer_id_organization_id` ON `follows` (`volunteer_id`, `organization_id`);
-- create index "follow_organization_id" to table: "follows"
CREATE INDEX `follow_organization_id` ON `follows` (`organization_id`);
-- create "roster_messages" table
CREATE TABLE `roster_messages` (`id` text NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `written_by` text NOT NULL, `text` text NOT NULL, `waiting` bool NOT NULL, `told` integer NOT NULL, `shift_id` text NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `roster_messages_shifts_roster_messages` FOREIGN KEY (`shift_id`) REFERENCES `shifts` (`id`) ON DELETE NO ACTION);
-- create index "rostermessage_shift_id_created_at" to table: "roster_messages"
CREATE INDEX `rostermessage_shift_id_created_at` ON `roster_messages` (`shift_id`, `created_at`);
-- create index "rostermessage_written_by_created_at" to table: "roster_messages"
CREATE INDEX `rostermessage_written_by_created_at` ON `roster_messages` (`written_by`, `created_at`);
