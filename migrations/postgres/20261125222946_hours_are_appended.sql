-- +goose Up
-- The ledger of hours, written by hand: ent has no words for these. The diff keeps the
-- name of the constraint (migrations/diff/plan). A test looks that all of it stands.
--
-- Invariant 14: no minute of a person is there twice. What a counter-entry took back,
-- and what was rejected, is nobody's time any more. Deferrable, because the demo moves
-- its past as a whole.
ALTER TABLE hour_entries ADD CONSTRAINT hour_entries_no_minute_twice
  EXCLUDE USING gist (volunteer_id WITH =, tstzrange(starts_at, ends_at) WITH &&)
  WHERE (starts_at IS NOT NULL AND NOT taken_back AND state <> 'REJECTED')
  DEFERRABLE INITIALLY IMMEDIATE;
-- Entries are appended: of one that stands its state moves on, it can be taken back, and
-- texts about people can be erased; nothing else changes and nothing goes. A database
-- that holds the demo lets the demo move and forget its own past.
-- +goose StatementBegin
CREATE FUNCTION hour_entries_are_appended() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM settings WHERE id = 'demo.day') THEN
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
  END IF;
  IF TG_OP = 'UPDATE'
    AND (NEW.id, NEW.created_at, NEW.volunteer_id, NEW.organization_id, NEW.date, NEW.minutes, NEW.evidence, NEW.source)
      = (OLD.id, OLD.created_at, OLD.volunteer_id, OLD.organization_id, OLD.date, OLD.minutes, OLD.evidence, OLD.source)
    AND (NEW.event_id, NEW.shift_id, NEW.signup_id, NEW.region_id, NEW.direction_id, NEW.starts_at, NEW.ends_at, NEW.corrects_id)
      IS NOT DISTINCT FROM (OLD.event_id, OLD.shift_id, OLD.signup_id, OLD.region_id, OLD.direction_id, OLD.starts_at, OLD.ends_at, OLD.corrects_id)
    AND (NEW.state = OLD.state OR OLD.state = 'PENDING' AND NEW.state IN ('VERIFIED', 'REJECTED') OR OLD.state = 'VERIFIED' AND NEW.state = 'LOCKED')
    AND (NEW.taken_back OR NOT OLD.taken_back)
    AND (OLD.decided_by IS NULL OR NEW.decided_by = OLD.decided_by)
    AND (NEW.description = OLD.description OR NEW.description = '')
  THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'hour_entries_are_appended' USING ERRCODE = 'restrict_violation';
END
$$;
-- +goose StatementEnd
CREATE TRIGGER hour_entries_are_appended BEFORE UPDATE OR DELETE ON hour_entries
  FOR EACH ROW EXECUTE FUNCTION hour_entries_are_appended();
