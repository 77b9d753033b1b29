-- +goose Up
-- The ledger of hours, written by hand: ent has no words for these, and a migration that
-- rebuilds the table must make them anew. A test looks that all of it stands.
--
-- Invariant 14: no minute of a person is there twice. What a counter-entry took back,
-- and what was rejected, is nobody's time any more.
-- +goose StatementBegin
CREATE TRIGGER hour_entries_no_minute_twice BEFORE INSERT ON hour_entries
WHEN NEW.starts_at IS NOT NULL AND NOT NEW.taken_back AND NEW.state <> 'REJECTED' AND EXISTS (
  SELECT 1 FROM hour_entries o WHERE o.volunteer_id = NEW.volunteer_id AND NOT o.taken_back AND o.state <> 'REJECTED'
  AND o.starts_at < NEW.ends_at AND NEW.starts_at < o.ends_at)
BEGIN SELECT RAISE(ABORT, 'hour_entries_no_minute_twice'); END;
-- +goose StatementEnd
-- Entries are appended: of one that stands its state moves on, it can be taken back, and
-- texts about people can be erased; nothing else changes and nothing goes. A database
-- that holds the demo lets the demo move and forget its own past.
-- +goose StatementBegin
CREATE TRIGGER hour_entries_are_appended BEFORE UPDATE ON hour_entries
WHEN NOT EXISTS (SELECT 1 FROM settings WHERE id = 'demo.day') AND NOT (
  (NEW.id, NEW.created_at, NEW.volunteer_id, NEW.organization_id, NEW.date, NEW.minutes, NEW.evidence, NEW.source)
    = (OLD.id, OLD.created_at, OLD.volunteer_id, OLD.organization_id, OLD.date, OLD.minutes, OLD.evidence, OLD.source)
  AND NEW.event_id IS OLD.event_id AND NEW.shift_id IS OLD.shift_id AND NEW.signup_id IS OLD.signup_id
  AND NEW.region_id IS OLD.region_id AND NEW.direction_id IS OLD.direction_id
  AND NEW.starts_at IS OLD.starts_at AND NEW.ends_at IS OLD.ends_at AND NEW.corrects_id IS OLD.corrects_id
  AND (NEW.state = OLD.state OR OLD.state = 'PENDING' AND NEW.state IN ('VERIFIED', 'REJECTED') OR OLD.state = 'VERIFIED' AND NEW.state = 'LOCKED')
  AND (NEW.taken_back OR NOT OLD.taken_back)
  AND (OLD.decided_by IS NULL OR NEW.decided_by IS OLD.decided_by)
  AND (NEW.description = OLD.description OR NEW.description = ''))
BEGIN SELECT RAISE(ABORT, 'hour_entries_are_appended'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER hour_entries_are_kept BEFORE DELETE ON hour_entries
WHEN NOT EXISTS (SELECT 1 FROM settings WHERE id = 'demo.day')
BEGIN SELECT RAISE(ABORT, 'hour_entries_are_appended'); END;
-- +goose StatementEnd
