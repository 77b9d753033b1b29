package place_test

import (
	"context"
	"strings"
	"testing"

	"erikti/ent/gen"
	"erikti/ent/gen/placelogline"
	"erikti/ent/gen/signup"
	"erikti/ent/gen/waitlistentry"
	"erikti/internal/place"
)

// log reads the lines of a shift.
func (w *world) log(where string) []*gen.PlaceLogLine {
	return w.store.Client.PlaceLogLine.Query().Where(placelogline.ShiftID(where)).Order(gen.Asc(placelogline.FieldNumber)).AllX(w.system)
}

// kinds are the lines of a log in short: the kind and how.
func kinds(lines []*gen.PlaceLogLine) string {
	var b strings.Builder
	for _, l := range lines {
		b.WriteString(l.Kind)
		if strings.Contains(l.Detail, "BEFORE") {
			b.WriteString("*")
		}
		b.WriteString(" ")
	}
	return b.String()
}

// forge writes other lines as the log of a shift, chained as the engine would have: by
// somebody who has the database and this program.
func (w *world) forge(t *testing.T, where string, lines []*gen.PlaceLogLine) {
	t.Helper()
	w.store.Client.PlaceLogLine.Delete().Where(placelogline.ShiftID(where)).ExecX(w.system)
	var hash []byte
	for i, l := range lines {
		l.Number = int64(i + 1)
		l.Hash = place.Chained(hash, l)
		hash = l.Hash
		w.store.Client.PlaceLogLine.Create().SetShiftID(where).SetNumber(l.Number).SetAt(l.At).SetKind(l.Kind).
			SetNillablePersonNo(l.PersonNo).SetActor(l.Actor).SetNillableActorNo(l.ActorNo).SetDetail(l.Detail).
			SetCapacity(l.Capacity).SetConfirmed(l.Confirmed).SetHeld(l.Held).SetWaitlisted(l.Waitlisted).SetHash(l.Hash).ExecX(w.system)
	}
	w.store.Client.Shift.UpdateOneID(where).SetLogLength(int64(len(lines))).SetLogHash(hash).ExecX(w.system)
}

// Who rewrites the whole log, chains it anew and changes the rows with it, still cannot
// let somebody overtake: the replay finds that nobody passed who was before them.
func TestVerifyFindsWhoOvertook(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		p, where := w.people(t, 3), w.shift(t, spec{capacity: 1})
		holder := w.take(t, p[0], where)
		first, second := w.wait(t, p[1], where), w.wait(t, p[2], where)
		done(t, w.cancel(p[0], holder))
		lines := w.log(where)
		w.forge(t, where, lines)
		w.verified(t) // the same lines: the forger's tools are good
		// The place goes to the second instead.
		last := lines[len(lines)-1]
		promoted := w.store.Client.Signup.Query().Where(signup.ShiftID(where), signup.StateEQ(signup.StateCONFIRMED)).OnlyX(w.system)
		other := w.store.Client.Volunteer.GetX(w.system, p[2])
		last.PersonNo = &other.PersonNo
		w.forge(t, where, lines)
		if _, err := w.store.DB().Exec("UPDATE signups SET volunteer_id = $1, person_no = $2 WHERE id = $3", other.ID, other.PersonNo, promoted.ID); err != nil {
			t.Fatal(err)
		}
		w.store.Client.WaitlistEntry.UpdateOneID(first).SetState(waitlistentry.StateWAITING).ExecX(w.system)
		w.store.Client.WaitlistEntry.UpdateOneID(second).SetState(waitlistentry.StatePROMOTED).ExecX(w.system)
		faults, err := w.engine.VerifyShift(w.system, where)
		if err != nil || len(faults) != 1 || faults[0].Line != last.Number || !strings.Contains(faults[0].What, "CONFIRMED cannot be after") {
			t.Errorf("%v, %v", faults, err)
		}
	})
}

// Who was there before the log began is named in it: a shift that was filled in.
func TestALogBeginsWithWhoIsThere(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		p, where := w.people(t, 6), w.shift(t, spec{capacity: 2})
		w.take(t, p[0], where)
		w.take(t, p[1], where)
		w.waitForOffer(t, p[2], where)
		w.wait(t, p[3], where)
		done(t, w.cancel(p[1], w.signupOn(t, p[1], where)))
		before := w.log(where)
		forget := func() {
			w.store.Client.PlaceLogLine.Delete().Where(placelogline.ShiftID(where)).ExecX(w.system)
			w.store.Client.Shift.UpdateOneID(where).SetLogLength(0).ClearLogHash().ExecX(w.system)
		}
		forget()
		w.verified(t)
		w.wait(t, p[4], where)
		if got := kinds(w.log(where)); got != "BEGUN QUEUED* OFFERED* QUEUED* CONFIRMED* QUEUED " {
			t.Error(got)
		}
		w.verified(t)
		// A log that began without names, as older ones did, is compared by its counters.
		forget()
		last := before[len(before)-1]
		row := w.row(t, where)
		w.forge(t, where, []*gen.PlaceLogLine{{
			ShiftID: where, At: last.At, Kind: "BEGUN", Actor: "SYSTEM", Detail: "{}",
			Capacity: row.Capacity, Confirmed: row.Confirmed, Held: row.Held, Waitlisted: row.Waitlisted,
		}})
		w.wait(t, p[5], where)
		found, err := w.engine.Verify(context.Background(), func(f place.Fault) { t.Error(f) }, func(place.Verified) {})
		if err != nil || found.Unnamed != 1 {
			t.Errorf("%+v, %v", found, err)
		}
	})
}

// A log that is shortened goes on after the hash of what it forgot.
func TestALogIsShortened(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		where := w.history(t)
		before := w.log(where)
		done(t, w.engine.Do(context.Background(), func(ctx context.Context, tx *place.Tx) error {
			s, err := tx.LockShift(ctx, where)
			if err != nil {
				return err
			}
			return s.ShortenLog(ctx)
		}))
		lines := w.log(where)
		if got := kinds(lines); got != "BEGUN QUEUED* OFFERED* QUEUED* QUEUED* QUEUED* CONFIRMED* " {
			t.Error(got)
		}
		if lines[0].Number != before[len(before)-1].Number+1 {
			t.Errorf("goes on with %d", lines[0].Number)
		}
		w.verified(t)
		w.wait(t, w.people(t, 1)[0], where)
		w.verified(t)
		// What it goes on from cannot be changed either.
		if _, err := w.store.DB().Exec("UPDATE place_log_lines SET detail = replace(detail, 'before', 'befor') WHERE shift_id = $1 AND kind = 'BEGUN'", where); err != nil {
			t.Fatal(err)
		}
		if w.faults(t) == 0 {
			t.Error("a forgotten hash was forgotten, and it is not found")
		}
	})
}

// What an organizer wrote cannot be changed, but erased.
func TestVerifyReadsReasons(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		where, who := w.shift(t, spec{approval: true}), w.people(t, 1)[0]
		asked, err := w.signUp(who, where)
		done(t, err)
		_, err = w.events.Decline(w.organizer, asked.SignupID, "No room", "")
		done(t, err)
		w.verified(t)
		w.store.Client.Reason.Update().SetText("No room for you").ExecX(w.system)
		if n := w.faults(t); n != 1 {
			t.Errorf("%d faults", n)
		}
		w.store.Client.Signup.Update().ClearReasonID().ExecX(w.system)
		w.store.Client.Reason.Delete().ExecX(w.system)
		w.verified(t)
	})
}
