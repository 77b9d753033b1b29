-- +goose Up
-- Every change of places writes its shift's updated_at. An index on it made each such
-- update write into every index of the table. What changed lately (place.Sweep) is now
-- found by the span of 16 s in which it did: all updates within a span leave the
-- indexes alone, and find room beside the old row. Written by hand: ent has no words for
-- a generated column. The diff keeps these names (migrations/diff/plan).
DROP INDEX "shift_updated_at";
ALTER TABLE "shifts" ADD COLUMN "updated_in" bigint GENERATED ALWAYS AS
  (floor(extract(epoch FROM "updated_at" AT TIME ZONE 'UTC') / 16)::bigint) STORED;
CREATE INDEX "shift_updated_in" ON "shifts" ("updated_in");
ALTER TABLE "shifts" SET (fillfactor = 70);
