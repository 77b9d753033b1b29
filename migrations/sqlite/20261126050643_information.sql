-- +goose Up
-- create "articles" table
CREATE TABLE `articles` (`id` text NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `version` integer NOT NULL DEFAULT (1), `title_kk` text NOT NULL DEFAULT (''), `title_ru` text NOT NULL DEFAULT (''), `title_en` text NOT NULL DEFAULT (''), `summary_kk` text NOT NULL DEFAULT (''), `summary_ru` text NOT NULL DEFAULT (''), `summary_en` text NOT NULL DEFAULT (''), `body_kk` text NOT NULL DEFAULT (''), `body_ru` text NOT NULL DEFAULT (''), `body_en` text NOT NULL DEFAULT (''), `search_text` text NOT NULL DEFAULT (''), `title_sort_kk` text NOT NULL DEFAULT (''), `title_sort_ru` text NOT NULL DEFAULT (''), `title_sort_en` text NOT NULL DEFAULT (''), `kind` text NOT NULL, `state` text NOT NULL DEFAULT ('DRAFT'), `publish_at` datetime NULL, `published_at` datetime NULL, `listed_at` datetime NOT NULL, `organization_id` text NULL, `region_id` text NULL, `campaign_id` text NULL, `cover_id` text NULL, PRIMARY KEY (`id`), CONSTRAINT `articles_organizations_organization` FOREIGN KEY (`organization_id`) REFERENCES `organizations` (`id`) ON DELETE SET NULL, CONSTRAINT `articles_regions_region` FOREIGN KEY (`region_id`) REFERENCES `regions` (`id`) ON DELETE SET NULL, CONSTRAINT `articles_campaigns_campaign` FOREIGN KEY (`campaign_id`) REFERENCES `campaigns` (`id`) ON DELETE SET NULL, CONSTRAINT `articles_pictures_cover` FOREIGN KEY (`cover_id`) REFERENCES `pictures` (`id`) ON DELETE SET NULL, CONSTRAINT `article_published_has_its_time` CHECK (state = 'DRAFT' OR state = 'SCHEDULED' OR published_at IS NOT NULL), CONSTRAINT `article_scheduled_has_its_time` CHECK (state = 'SCHEDULED' AND publish_at IS NOT NULL OR state <> 'SCHEDULED' AND publish_at IS NULL), CONSTRAINT `body_in_some_language` CHECK (body_kk <> '' OR body_ru <> '' OR body_en <> ''), CONSTRAINT `title_in_some_language` CHECK (title_kk <> '' OR title_ru <> '' OR title_en <> ''));
-- create index "article_state_listed_at" to table: "articles"
CREATE INDEX `article_state_listed_at` ON `articles` (`state`, `listed_at`);
-- create index "article_listed_at_id" to table: "articles"
CREATE INDEX `article_listed_at_id` ON `articles` (`listed_at`, `id`);
-- create index "articles_to_be_published" to table: "articles"
CREATE INDEX `articles_to_be_published` ON `articles` (`publish_at`) WHERE state = 'SCHEDULED';
-- create index "article_organization_id_listed_at" to table: "articles"
CREATE INDEX `article_organization_id_listed_at` ON `articles` (`organization_id`, `listed_at`);
-- create index "article_region_id_listed_at" to table: "articles"
CREATE INDEX `article_region_id_listed_at` ON `articles` (`region_id`, `listed_at`);
-- create index "article_campaign_id_listed_at" to table: "articles"
CREATE INDEX `article_campaign_id_listed_at` ON `articles` (`campaign_id`, `listed_at`);
-- create "campaigns" table
CREATE TABLE `campaigns` (`id` text NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `version` integer NOT NULL DEFAULT (1), `title_kk` text NOT NULL DEFAULT (''), `title_ru` text NOT NULL DEFAULT (''), `title_en` text NOT NULL DEFAULT (''), `description_kk` text NOT NULL DEFAULT (''), `description_ru` text NOT NULL DEFAULT (''), `description_en` text NOT NULL DEFAULT (''), `kind` text NOT NULL, `state` text NOT NULL DEFAULT ('DRAFT'), `starts_on` text NOT NULL, `ends_on` text NOT NULL, `organization_id` text NULL, `parent_id` text NULL, `event_id` text NULL, PRIMARY KEY (`id`), CONSTRAINT `campaigns_organizations_organization` FOREIGN KEY (`organization_id`) REFERENCES `organizations` (`id`) ON DELETE SET NULL, CONSTRAINT `campaigns_campaigns_forums` FOREIGN KEY (`parent_id`) REFERENCES `campaigns` (`id`) ON DELETE SET NULL, CONSTRAINT `campaigns_events_event` FOREIGN KEY (`event_id`) REFERENCES `events` (`id`) ON DELETE SET NULL, CONSTRAINT `campaign_ends_after_its_start` CHECK (ends_on >= starts_on), CONSTRAINT `title_in_some_language` CHECK (title_kk <> '' OR title_ru <> '' OR title_en <> ''));
-- create index "campaign_state_starts_on" to table: "campaigns"
CREATE INDEX `campaign_state_starts_on` ON `campaigns` (`state`, `starts_on`);
-- create index "campaign_starts_on_id" to table: "campaigns"
CREATE INDEX `campaign_starts_on_id` ON `campaigns` (`starts_on`, `id`);
-- create index "campaign_parent_id" to table: "campaigns"
CREATE INDEX `campaign_parent_id` ON `campaigns` (`parent_id`);
-- create index "campaign_organization_id" to table: "campaigns"
CREATE INDEX `campaign_organization_id` ON `campaigns` (`organization_id`);
-- create "campaign_sessions" table
CREATE TABLE `campaign_sessions` (`id` text NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `title_kk` text NOT NULL DEFAULT (''), `title_ru` text NOT NULL DEFAULT (''), `title_en` text NOT NULL DEFAULT (''), `description_kk` text NOT NULL DEFAULT (''), `description_ru` text NOT NULL DEFAULT (''), `description_en` text NOT NULL DEFAULT (''), `hall_kk` text NOT NULL DEFAULT (''), `hall_ru` text NOT NULL DEFAULT (''), `hall_en` text NOT NULL DEFAULT (''), `starts_at` datetime NOT NULL, `ends_at` datetime NOT NULL, `campaign_id` text NOT NULL, `shift_id` text NULL, PRIMARY KEY (`id`), CONSTRAINT `campaign_sessions_campaigns_sessions` FOREIGN KEY (`campaign_id`) REFERENCES `campaigns` (`id`) ON DELETE CASCADE, CONSTRAINT `campaign_sessions_shifts_shift` FOREIGN KEY (`shift_id`) REFERENCES `shifts` (`id`) ON DELETE SET NULL, CONSTRAINT `session_ends_after_its_start` CHECK (ends_at > starts_at), CONSTRAINT `title_in_some_language` CHECK (title_kk <> '' OR title_ru <> '' OR title_en <> ''));
-- create index "campaignsession_campaign_id_starts_at" to table: "campaign_sessions"
CREATE INDEX `campaignsession_campaign_id_starts_at` ON `campaign_sessions` (`campaign_id`, `starts_at`);
-- create "mistake_reports" table
CREATE TABLE `mistake_reports` (`id` text NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `organization_id` text NULL, `volunteer_id` text NULL, `token_hash` blob NOT NULL, `kind` text NOT NULL, `part` text NOT NULL, `locale` text NOT NULL, `quote` text NOT NULL DEFAULT (''), `prefix` text NOT NULL DEFAULT (''), `suffix` text NOT NULL DEFAULT (''), `characters_before` integer NOT NULL, `article_version` integer NOT NULL, `comment` text NOT NULL DEFAULT (''), `state` text NOT NULL DEFAULT ('NEW'), `reply` text NOT NULL DEFAULT (''), `answered_by` text NULL, `answered_at` datetime NULL, `article_id` text NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `mistake_reports_articles_article` FOREIGN KEY (`article_id`) REFERENCES `articles` (`id`) ON DELETE CASCADE);
-- create index "mistake_reports_token_hash_key" to table: "mistake_reports"
CREATE UNIQUE INDEX `mistake_reports_token_hash_key` ON `mistake_reports` (`token_hash`);
-- create index "mistakereport_organization_id_state" to table: "mistake_reports"
CREATE INDEX `mistakereport_organization_id_state` ON `mistake_reports` (`organization_id`, `state`);
-- create index "mistakereport_article_id_state" to table: "mistake_reports"
CREATE INDEX `mistakereport_article_id_state` ON `mistake_reports` (`article_id`, `state`);
-- create index "mistakereport_volunteer_id" to table: "mistake_reports"
CREATE INDEX `mistakereport_volunteer_id` ON `mistake_reports` (`volunteer_id`);
-- create index "mistakereport_answered_by" to table: "mistake_reports"
CREATE INDEX `mistakereport_answered_by` ON `mistake_reports` (`answered_by`);
-- create index "mistakereport_state_answered_at" to table: "mistake_reports"
CREATE INDEX `mistakereport_state_answered_at` ON `mistake_reports` (`state`, `answered_at`);
-- create "pictures" table
CREATE TABLE `pictures` (`id` text NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `organization_id` text NULL, `width` integer NOT NULL, `height` integer NOT NULL, PRIMARY KEY (`id`));
-- create index "picture_created_at" to table: "pictures"
CREATE INDEX `picture_created_at` ON `pictures` (`created_at`);
-- create "article_directions" table
CREATE TABLE `article_directions` (`article_id` text NOT NULL, `direction_id` text NOT NULL, PRIMARY KEY (`article_id`, `direction_id`), CONSTRAINT `article_directions_article_id` FOREIGN KEY (`article_id`) REFERENCES `articles` (`id`) ON DELETE CASCADE, CONSTRAINT `article_directions_direction_id` FOREIGN KEY (`direction_id`) REFERENCES `directions` (`id`) ON DELETE CASCADE);
-- create "article_pictures" table
CREATE TABLE `article_pictures` (`article_id` text NOT NULL, `picture_id` text NOT NULL, PRIMARY KEY (`article_id`, `picture_id`), CONSTRAINT `article_pictures_article_id` FOREIGN KEY (`article_id`) REFERENCES `articles` (`id`) ON DELETE CASCADE, CONSTRAINT `article_pictures_picture_id` FOREIGN KEY (`picture_id`) REFERENCES `pictures` (`id`) ON DELETE CASCADE);
