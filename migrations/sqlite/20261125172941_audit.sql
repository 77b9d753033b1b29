-- +goose Up
-- create "audit_chains" table
CREATE TABLE `audit_chains` (`id` text NOT NULL, `length` integer NOT NULL, `hash` blob NULL, PRIMARY KEY (`id`));
-- create "audit_entries" table
CREATE TABLE `audit_entries` (`id` text NOT NULL, `chain` text NOT NULL, `number` integer NOT NULL, `at` datetime NOT NULL, `actor` text NOT NULL, `actor_id` text NULL, `credential_id` text NULL, `action` text NOT NULL, `object_id` text NOT NULL, `detail` text NOT NULL, `hash` blob NOT NULL, `organization_id` text NULL, `region_id` text NULL, PRIMARY KEY (`id`), CONSTRAINT `audit_entries_organizations_organization` FOREIGN KEY (`organization_id`) REFERENCES `organizations` (`id`) ON DELETE SET NULL, CONSTRAINT `audit_entries_regions_region` FOREIGN KEY (`region_id`) REFERENCES `regions` (`id`) ON DELETE SET NULL);
-- create index "auditentry_chain_number" to table: "audit_entries"
CREATE UNIQUE INDEX `auditentry_chain_number` ON `audit_entries` (`chain`, `number`);
-- create index "auditentry_organization_id" to table: "audit_entries"
CREATE INDEX `auditentry_organization_id` ON `audit_entries` (`organization_id`);
-- create index "auditentry_region_id" to table: "audit_entries"
CREATE INDEX `auditentry_region_id` ON `audit_entries` (`region_id`);
-- create index "auditentry_object_id" to table: "audit_entries"
CREATE INDEX `auditentry_object_id` ON `audit_entries` (`object_id`);
-- create index "auditentry_actor_id" to table: "audit_entries"
CREATE INDEX `auditentry_actor_id` ON `audit_entries` (`actor_id`);
-- create "audit_texts" table
CREATE TABLE `audit_texts` (`id` text NOT NULL, `created_at` datetime NOT NULL, `address` text NOT NULL DEFAULT (''), `reason` text NOT NULL DEFAULT (''), `salt` blob NULL, PRIMARY KEY (`id`));
-- create index "audittext_created_at" to table: "audit_texts"
CREATE INDEX `audittext_created_at` ON `audit_texts` (`created_at`);
