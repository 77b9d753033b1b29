-- +goose Up
-- PostgreSQL checks each foreign key of each row by a statement of its own, which was
-- half the time of writing sign-ups. The engine of places is the only one to write
-- these rows: it holds the lock of the shift and has read the person, and neither is
-- ever deleted while people are on it. erikti verify places finds rows that point
-- nowhere. The diff leaves these names out (migrations/diff/plan).
ALTER TABLE signups
  DROP CONSTRAINT signups_shifts_signups,
  DROP CONSTRAINT signups_volunteers_signups,
  DROP CONSTRAINT signups_reasons_reason;
ALTER TABLE waitlist_entries
  DROP CONSTRAINT waitlist_entries_shifts_waitlist_entries,
  DROP CONSTRAINT waitlist_entries_volunteers_waitlist_entries;
