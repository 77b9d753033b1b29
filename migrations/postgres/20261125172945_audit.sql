-- +goose Up
-- create "audit_chains" table
CREATE TABLE "audit_chains" ("id" character varying NOT NULL, "length" bigint NOT NULL, "hash" bytea NULL, PRIMARY KEY ("id"));
-- create "audit_texts" table
CREATE TABLE "audit_texts" ("id" character varying NOT NULL, "created_at" timestamptz NOT NULL, "address" character varying NOT NULL DEFAULT '', "reason" text NOT NULL DEFAULT '', "salt" bytea NULL, PRIMARY KEY ("id"));
-- create index "audittext_created_at" to table: "audit_texts"
CREATE INDEX "audittext_created_at" ON "audit_texts" ("created_at");
-- create "audit_entries" table
CREATE TABLE "audit_entries" ("id" character varying NOT NULL, "chain" character varying NOT NULL, "number" bigint NOT NULL, "at" timestamptz NOT NULL, "actor" character varying NOT NULL, "actor_id" character varying NULL, "credential_id" character varying NULL, "action" character varying NOT NULL, "object_id" character varying NOT NULL, "detail" character varying NOT NULL, "hash" bytea NOT NULL, "organization_id" character varying NULL, "region_id" character varying NULL, PRIMARY KEY ("id"), CONSTRAINT "audit_entries_organizations_organization" FOREIGN KEY ("organization_id") REFERENCES "organizations" ("id") ON UPDATE NO ACTION ON DELETE SET NULL, CONSTRAINT "audit_entries_regions_region" FOREIGN KEY ("region_id") REFERENCES "regions" ("id") ON UPDATE NO ACTION ON DELETE SET NULL);
-- create index "auditentry_actor_id" to table: "audit_entries"
CREATE INDEX "auditentry_actor_id" ON "audit_entries" ("actor_id");
-- create index "auditentry_chain_number" to table: "audit_entries"
CREATE UNIQUE INDEX "auditentry_chain_number" ON "audit_entries" ("chain", "number");
-- create index "auditentry_object_id" to table: "audit_entries"
CREATE INDEX "auditentry_object_id" ON "audit_entries" ("object_id");
-- create index "auditentry_organization_id" to table: "audit_entries"
CREATE INDEX "auditentry_organization_id" ON "audit_entries" ("organization_id");
-- create index "auditentry_region_id" to table: "audit_entries"
CREATE INDEX "auditentry_region_id" ON "audit_entries" ("region_id");
