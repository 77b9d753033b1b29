-- +goose Up
-- drop index "signups_one_live_per_person_and_shift" from table: "signups"
DROP INDEX "signups_one_live_per_person_and_shift";
-- create index "signups_one_live_per_person_and_shift" to table: "signups"
CREATE UNIQUE INDEX "signups_one_live_per_person_and_shift" ON "signups" ("shift_id", "person_no") WHERE (((state)::text = 'REQUESTED'::text) OR ((state)::text = 'CONFIRMED'::text) OR ((state)::text = 'CHECKED_IN'::text) OR ((state)::text = 'COMPLETED'::text));
