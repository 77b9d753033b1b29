-- +goose Up
-- Invariant 10: one person is never confirmed in two shifts that overlap. ent has
-- no words for an exclusion constraint, so this file is written by hand, and the
-- diff keeps its name (migrations/diff/plan). SQLite has no such constraint: there
-- the engine of places looks inside the write lock.
CREATE EXTENSION IF NOT EXISTS btree_gist;
ALTER TABLE signups ADD CONSTRAINT signups_no_overlap
  EXCLUDE USING gist (person_no WITH =, tstzrange(starts_at, ends_at) WITH &&)
  WHERE (state = 'CONFIRMED' OR state = 'CHECKED_IN' OR state = 'COMPLETED');
