-- +goose Up
-- modify "organizations" table
ALTER TABLE "organizations" ADD COLUMN "requested_network_id" character varying NULL;
-- create index "organization_requested_network_id" to table: "organizations"
CREATE INDEX "organization_requested_network_id" ON "organizations" ("requested_network_id");
