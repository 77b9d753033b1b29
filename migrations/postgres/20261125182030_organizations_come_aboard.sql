-- +goose Up
-- modify "memberships" table
ALTER TABLE "memberships" ADD COLUMN "invitation_id" character varying NULL;
-- drop index "organizations_bin_key" from table: "organizations"
DROP INDEX "organizations_bin_key";
-- modify "organizations" table
ALTER TABLE "organizations" ADD CONSTRAINT "network_belongs_to_no_network" CHECK ((NOT network) OR (parent_id IS NULL)), ADD CONSTRAINT "network_is_registered" CHECK ((NOT network) OR ((legal_form)::text <> 'INFORMAL_GROUP'::text)), ADD COLUMN "network" boolean NOT NULL DEFAULT false, ADD COLUMN "submitted_at" timestamptz NULL, ADD COLUMN "home_region_id" character varying NULL, ADD COLUMN "reason_id" character varying NULL, ADD CONSTRAINT "organizations_reasons_reason" FOREIGN KEY ("reason_id") REFERENCES "reasons" ("id") ON UPDATE NO ACTION ON DELETE SET NULL, ADD CONSTRAINT "organizations_regions_home_region" FOREIGN KEY ("home_region_id") REFERENCES "regions" ("id") ON UPDATE NO ACTION ON DELETE SET NULL;
-- create index "organization_home_region_id_status" to table: "organizations"
CREATE INDEX "organization_home_region_id_status" ON "organizations" ("home_region_id", "status");
-- create index "organizations_one_verified_of_a_bin" to table: "organizations"
CREATE UNIQUE INDEX "organizations_one_verified_of_a_bin" ON "organizations" ("bin") WHERE (((status)::text = 'VERIFIED'::text) OR ((status)::text = 'SUSPENDED'::text));
-- create "invitations" table
CREATE TABLE "invitations" ("id" character varying NOT NULL, "created_at" timestamptz NOT NULL, "updated_at" timestamptz NOT NULL, "role" character varying NOT NULL, "contact" character varying NOT NULL, "invited_by" character varying NOT NULL, "token_hash" bytea NOT NULL, "expires_at" timestamptz NOT NULL, "used_at" timestamptz NULL, "organization_id" character varying NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "invitations_organizations_invitations" FOREIGN KEY ("organization_id") REFERENCES "organizations" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION);
-- create index "invitation_organization_id" to table: "invitations"
CREATE INDEX "invitation_organization_id" ON "invitations" ("organization_id");
-- create index "invitations_token_hash_key" to table: "invitations"
CREATE UNIQUE INDEX "invitations_token_hash_key" ON "invitations" ("token_hash");
-- modify "notices" table
ALTER TABLE "notices" DROP CONSTRAINT "notices_shifts_shift", ALTER COLUMN "shift_id" DROP NOT NULL, ADD COLUMN "organization_id" character varying NULL, ADD CONSTRAINT "notices_shifts_shift" FOREIGN KEY ("shift_id") REFERENCES "shifts" ("id") ON UPDATE NO ACTION ON DELETE SET NULL, ADD CONSTRAINT "notices_organizations_organization" FOREIGN KEY ("organization_id") REFERENCES "organizations" ("id") ON UPDATE NO ACTION ON DELETE SET NULL;
