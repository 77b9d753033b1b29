package place_test

import (
	"context"
	"fmt"
	"testing"

	"erikti/ent/gen"
	"erikti/ent/gen/placelogline"
	"erikti/internal/place"
)

// faults counts what Verify finds.
func (w *world) faults(t testing.TB) int {
	t.Helper()
	found, err := w.engine.Verify(context.Background(), func(place.Fault) {}, func(place.Verified) {})
	if err != nil {
		t.Fatal(err)
	}
	return found.Faults
}

// history makes a shift whose log has lines of many kinds, and somebody who has a
// place, one who waits, and one with an offer.
func (w *world) history(t testing.TB) string {
	t.Helper()
	where, p := w.shift(t, spec{capacity: 1}), w.people(t, 6)
	holder := w.take(t, p[0], where)
	w.waitForOffer(t, p[1], where)
	w.wait(t, p[2], where)
	done(t, w.cancel(p[0], holder))
	done(t, w.add(p[3], where))
	w.wait(t, p[4], where)
	w.wait(t, p[5], where)
	return where
}

// Whatever is changed behind the engine's back is found.
func TestVerifyFindsEveryChange(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		where, other := w.history(t), w.history(t)
		w.verified(t)
		s := w.row(t, where)
		line := "place_log_lines WHERE shift_id = '" + where + "' AND number = "
		changes := map[string]string{
			"a line is gone":         "DELETE FROM " + line + "3",
			"the first line is gone": "DELETE FROM " + line + "1",
			"the last line is gone":  fmt.Sprint("DELETE FROM ", line, s.LogLength),
			"all lines are gone":     "DELETE FROM place_log_lines WHERE shift_id = '" + where + "'",
			"its length":             "UPDATE shifts SET log_length = log_length + 1 WHERE id = '" + where + "'",
			"its head":               "UPDATE shifts SET log_hash = (SELECT log_hash FROM shifts WHERE id = '" + other + "') WHERE id = '" + where + "'",
			"a sign-up cancelled":    "UPDATE signups SET state = 'CANCELLED' WHERE shift_id = '" + where + "' AND state = 'CONFIRMED'",
			"a sign-up gone":         "DELETE FROM signups WHERE shift_id = '" + where + "' AND state = 'CONFIRMED'",
			"an offer expired":       "UPDATE offers SET state = 'EXPIRED' WHERE shift_id = '" + where + "'",
			"an entry left":          "UPDATE waitlist_entries SET state = 'LEFT' WHERE shift_id = '" + where + "' AND seq = 2",
			"a place given":          "UPDATE signups SET state = 'CONFIRMED' WHERE shift_id = '" + where + "' AND state = 'CANCELLED'",
			// Who, in which order, with the same counters.
			"another one has the place": `UPDATE signups SET (volunteer_id, person_no) = (SELECT v.id, v.person_no FROM volunteers v
				WHERE v.id NOT IN (SELECT volunteer_id FROM signups WHERE shift_id = '` + where + `') LIMIT 1)
				WHERE shift_id = '` + where + `' AND state = 'CONFIRMED'`,
			"who gave the place up has it again": `UPDATE signups SET state = CASE state WHEN 'CONFIRMED' THEN 'CANCELLED' ELSE 'CONFIRMED' END
				WHERE shift_id = '` + where + `' AND state IN ('CONFIRMED', 'CANCELLED')`,
			"another time of a place":     "UPDATE signups SET ends_at = (SELECT max(created_at) FROM events), starts_at = (SELECT min(starts_at) FROM events) WHERE shift_id = '" + where + "' AND state = 'CONFIRMED'",
			"a request out of nothing":    "UPDATE signups SET state = 'REQUESTED' WHERE shift_id = '" + where + "' AND state = 'CANCELLED'",
			"the number of a person":      "UPDATE signups SET person_no = person_no + 1 WHERE shift_id = '" + where + "' AND state = 'CONFIRMED'",
			"the number of one who waits": "UPDATE waitlist_entries SET person_no = person_no + 1 WHERE shift_id = '" + where + "' AND seq = 2",
			"the head goes to the end":    "UPDATE waitlist_entries SET seq = 9 WHERE shift_id = '" + where + "' AND seq = 2",
			"another one waits": `UPDATE waitlist_entries SET (volunteer_id, person_no) = (SELECT v.id, v.person_no FROM volunteers v
				WHERE v.id NOT IN (SELECT volunteer_id FROM waitlist_entries WHERE shift_id = '` + where + `') LIMIT 1)
				WHERE shift_id = '` + where + `' AND seq = 2`,
			"an offer of another time":      "UPDATE offers SET expires_at = (SELECT ends_at FROM shifts WHERE id = '" + where + "') WHERE shift_id = '" + where + "' AND state = 'PENDING'",
			"an offer of another entry":     "UPDATE offers SET entry_id = (SELECT id FROM waitlist_entries WHERE shift_id = '" + where + "' AND seq = 2) WHERE shift_id = '" + where + "' AND state = 'PENDING'",
			"an offer of another person":    "UPDATE offers SET volunteer_id = (SELECT volunteer_id FROM waitlist_entries WHERE shift_id = '" + where + "' AND seq = 2) WHERE shift_id = '" + where + "' AND state = 'PENDING'",
			"an offer of no entry":          "UPDATE waitlist_entries SET state = 'DECLINED' WHERE shift_id = '" + where + "' AND state = 'OFFERED'",
			"the last number of a queue":    "UPDATE shifts SET last_seq = 1 WHERE id = '" + where + "'",
			"a line of another shift":       fmt.Sprint("UPDATE place_log_lines SET shift_id = '", other, "', number = 99 WHERE shift_id = '", where, "' AND number = ", s.LogLength),
			"nobody becomes the person 0":   "UPDATE place_log_lines SET person_no = 0 WHERE shift_id = '" + where + "' AND number = 1",
			"nobody becomes the actor 0":    "UPDATE place_log_lines SET actor_no = 0 WHERE shift_id = '" + where + "' AND number = 2",
			"two lines change their places": "UPDATE place_log_lines SET number = -number WHERE shift_id = '" + where + "' AND number IN (3, 4)",
		}
		for _, counter := range []string{"capacity", "confirmed", "held", "waitlisted"} {
			set := "capacity = capacity + 7"
			if counter != "capacity" {
				set += ", " + counter + " = " + counter + " + 1"
			}
			changes["a counter of the shift: "+counter] = "UPDATE shifts SET " + set + " WHERE id = '" + where + "'"
			changes["a column: "+counter] = "UPDATE place_log_lines SET " + counter + " = " + counter + " + 1 WHERE shift_id = '" + where + "' AND number = 4"
		}
		for column, value := range map[string]string{
			"number": "number + 100", "kind": "'LEFT'", "person_no": "person_no + 1", "actor": "'SYSTEM'",
			"actor_no": "7", "detail": "detail || ' '", "at": map[bool]string{
				true: "at + interval '1 microsecond'", false: "replace(at, '07:00:00+', '07:00:00.000001+')",
			}[w.store.Postgres()],
			"hash": map[bool]string{true: "set_byte(hash, 31, get_byte(hash, 31) # 1)", false: "substr(hash, 1, 31) || CASE substr(hash, 32) WHEN x'00' THEN x'01' ELSE x'00' END"}[w.store.Postgres()],
		} {
			changes["a column: "+column] = "UPDATE place_log_lines SET " + column + " = " + value + " WHERE shift_id = '" + where + "' AND number = 2"
		}
		for name, statement := range changes {
			w.undone(t, name, statement)
		}
		w.verified(t)
		// A line that was appended, as the engine would have chained it.
		last := w.store.Client.PlaceLogLine.Query().Where(placelogline.ShiftID(where), placelogline.Number(s.LogLength)).OnlyX(w.system)
		more := &gen.PlaceLogLine{
			ShiftID: where, Number: last.Number + 1, At: last.At, Kind: string(place.LogMoved), Actor: "SYSTEM", Detail: "{}",
			Capacity: last.Capacity, Confirmed: last.Confirmed, Held: last.Held, Waitlisted: last.Waitlisted,
		}
		w.store.Client.PlaceLogLine.Create().SetShiftID(where).SetNumber(more.Number).SetAt(more.At).SetKind(more.Kind).
			SetActor(more.Actor).SetDetail(more.Detail).SetCapacity(more.Capacity).SetConfirmed(more.Confirmed).
			SetHeld(more.Held).SetWaitlisted(more.Waitlisted).SetHash(place.Chained(last.Hash, more)).ExecX(w.system)
		if n := w.faults(t); n != 1 {
			t.Errorf("a line was appended: %d faults", n)
		}
	})
}

// undone makes a change, looks whether it is found, and takes it back.
func (w *world) undone(t *testing.T, name, statement string) {
	t.Helper()
	tables := []string{"shifts", "signups", "waitlist_entries", "offers", "place_log_lines"}
	exec := func(statements ...string) int64 {
		var n int64
		for _, s := range statements {
			result, err := w.store.DB().Exec(s)
			if err != nil {
				t.Fatalf("%s: %s: %v", name, s, err)
			}
			n, _ = result.RowsAffected()
		}
		return n
	}
	for _, table := range tables {
		exec("CREATE TABLE kept_" + table + " AS SELECT * FROM " + table)
	}
	if n := exec(statement); n == 0 {
		t.Errorf("%s: nothing was changed", name)
	}
	if w.faults(t) == 0 {
		t.Errorf("%s: not found", name)
	}
	// Children first, then parents first.
	exec("DELETE FROM offers", "DELETE FROM place_log_lines", "DELETE FROM waitlist_entries", "DELETE FROM signups")
	columns := "capacity, confirmed, held, waitlisted, last_seq, log_length, log_hash"
	exec("UPDATE shifts SET (" + columns + ") = (SELECT " + columns + " FROM kept_shifts k WHERE k.id = shifts.id)")
	for _, table := range tables[1:] {
		exec("INSERT INTO " + table + " SELECT * FROM kept_" + table)
	}
	for _, table := range tables {
		exec("DROP TABLE kept_" + table)
	}
}
