-- +goose Up
-- create index "event_updated_at" to table: "events"
CREATE INDEX "event_updated_at" ON "events" ("updated_at");
-- create index "session_ended_at" to table: "sessions"
CREATE INDEX "session_ended_at" ON "sessions" ("ended_at") WHERE (ended_at IS NOT NULL);
-- create index "shift_updated_at" to table: "shifts"
CREATE INDEX "shift_updated_at" ON "shifts" ("updated_at");
