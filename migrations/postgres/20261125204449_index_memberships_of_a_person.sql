-- +goose Up
-- create index "membership_volunteer_id_status" to table: "memberships"
CREATE INDEX "membership_volunteer_id_status" ON "memberships" ("volunteer_id", "status");
