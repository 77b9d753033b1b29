-- +goose Up
-- modify "events" table
ALTER TABLE "events" ADD COLUMN "kind" character varying NOT NULL DEFAULT 'VOLUNTEERING';
-- modify "signups" table
ALTER TABLE "signups" ADD COLUMN "takes_time" boolean NOT NULL DEFAULT true;
-- A seat for student credit takes nobody's time (invariant 10).
ALTER TABLE "signups" DROP CONSTRAINT "signups_no_overlap";
ALTER TABLE "signups" ADD CONSTRAINT "signups_no_overlap"
  EXCLUDE USING gist (person_no WITH =, tstzrange(starts_at, ends_at) WITH &&)
  WHERE (takes_time AND (state = 'CONFIRMED' OR state = 'CHECKED_IN' OR state = 'COMPLETED'));
