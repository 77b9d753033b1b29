package place

import (
	"cmp"
	"context"
	"slices"

	"erikti/ent/gen"
	"erikti/internal/store"
)

// decided is what a transaction has yet to write. Nothing of it is in the database
// before write, so a statement that asks for rows of a shift asks before it decides.
type decided struct {
	newSignups     []*gen.Signup
	changedSignups []*gen.Signup
	newEntries     []*gen.WaitlistEntry
	changedEntries []*gen.WaitlistEntry
	newOffers      []*gen.Offer
	changedOffers  []*gen.Offer
	reasons        []*gen.Reason
	log            []*gen.PlaceLogLine
	notices        []*gen.Notice
}

// nothing says that there is nothing to write: what refuses everybody changes no row.
// Whatever is decided is in the log.
func (d *decided) nothing() bool { return len(d.log) == 0 }

// write writes everything that was decided: what frees a row before what takes it,
// sign-ups by ascending person number (the order in which the overlap constraint
// waits for others), the ledger of calls last.
func (t *Tx) write(ctx context.Context) error {
	if err := t.flush(ctx); err != nil {
		return err
	}
	return t.ledger.Write(ctx, t.Tx)
}

// flush writes what was decided so far, for what asks the database next.
func (t *Tx) flush(ctx context.Context) error {
	for _, write := range []func(context.Context) error{
		t.writeReasons, t.writeChangedSignups, t.writeChangedEntries, t.writeChangedOffers,
		t.writeNewSignups, t.writeNewEntries, t.writeNewOffers,
		t.writeShifts, t.writeLog, t.writeNotices,
	} {
		if err := write(ctx); err != nil {
			return err
		}
	}
	t.decided = decided{}
	clear(t.fresh)
	clear(t.dirty)
	return nil
}

func (t *Tx) rows(columns ...string) *store.Rows { return store.NewRows(t.postgres, columns...) }

// all writes rows that nobody else can have written.
func (t *Tx) all(ctx context.Context, rows *store.Rows, table string) error {
	return met(rows.Insert(ctx, t.Tx, table))
}

// met recognizes that a row is in the way of another one: it was written by a
// transaction that this one did not see, and this one is tried again as a whole.
func met(err error) error {
	if store.Taken(err) {
		return store.ErrCollided
	}
	return err
}

func (t *Tx) writeReasons(ctx context.Context) error {
	rows := t.rows("id text", "created_at timestamptz", "updated_at timestamptz", "text text", "salt bytea")
	for _, r := range t.decided.reasons {
		rows.Add(r.ID, t.Now, t.Now, r.Text, r.Salt)
	}
	return t.all(ctx, rows, "reasons")
}

func (t *Tx) writeChangedSignups(ctx context.Context) error {
	rows := t.rows("id text", "state text", "cancelled_by text", "free_until timestamptz", "reason_id text",
		"starts_at timestamptz", "ends_at timestamptz", "version bigint", "updated_at timestamptz")
	for _, s := range byPerson(t.decided.changedSignups) {
		rows.Add(s.ID, string(s.State), (*string)(s.CancelledBy), s.FreeUntil, s.ReasonID,
			s.StartsAt, s.EndsAt, s.Version, t.Now)
	}
	return met(rows.Update(ctx, t.Tx, "signups"))
}

func (t *Tx) writeChangedEntries(ctx context.Context) error {
	rows := t.rows("id text", "state text", "seq bigint", "missed bigint", "blocked_by text", "version bigint", "updated_at timestamptz")
	for _, e := range t.decided.changedEntries {
		rows.Add(e.ID, string(e.State), e.Seq, e.Missed, e.BlockedBy, e.Version, t.Now)
	}
	return rows.Update(ctx, t.Tx, "waitlist_entries")
}

func (t *Tx) writeChangedOffers(ctx context.Context) error {
	rows := t.rows("id text", "state text", "updated_at timestamptz")
	for _, o := range t.decided.changedOffers {
		rows.Add(o.ID, string(o.State), t.Now)
	}
	return rows.Update(ctx, t.Tx, "offers")
}

func (t *Tx) writeNewSignups(ctx context.Context) error {
	rows := t.rows("id text", "created_at timestamptz", "updated_at timestamptz", "version bigint", "shift_id text",
		"volunteer_id text", "person_no bigint", "starts_at timestamptz", "ends_at timestamptz", "state text",
		"source text", "seq bigint", "free_until timestamptz", "cancelled_by text")
	for _, s := range byPerson(t.decided.newSignups) {
		rows.Add(s.ID, s.CreatedAt, t.Now, s.Version, s.ShiftID, s.VolunteerID, s.PersonNo, s.StartsAt, s.EndsAt,
			string(s.State), string(s.Source), s.Seq, s.FreeUntil, (*string)(s.CancelledBy))
	}
	return t.all(ctx, rows, "signups")
}

func (t *Tx) writeNewEntries(ctx context.Context) error {
	rows := t.rows("id text", "created_at timestamptz", "updated_at timestamptz", "version bigint", "shift_id text",
		"volunteer_id text", "person_no bigint", "seq bigint", "auto_accept boolean", "state text", "missed bigint", "blocked_by text")
	for _, e := range t.decided.newEntries {
		rows.Add(e.ID, e.CreatedAt, t.Now, e.Version, e.ShiftID, e.VolunteerID, e.PersonNo, e.Seq, e.AutoAccept,
			string(e.State), e.Missed, e.BlockedBy)
	}
	return t.all(ctx, rows, "waitlist_entries")
}

func (t *Tx) writeNewOffers(ctx context.Context) error {
	rows := t.rows("id text", "created_at timestamptz", "updated_at timestamptz", "entry_id text", "shift_id text",
		"volunteer_id text", "expires_at timestamptz", "state text")
	for _, o := range t.decided.newOffers {
		rows.Add(o.ID, t.Now, t.Now, o.EntryID, o.ShiftID, o.VolunteerID, o.ExpiresAt, string(o.State))
	}
	return t.all(ctx, rows, "offers")
}

func (t *Tx) writeShifts(ctx context.Context) error {
	rows := t.rows("id text", "capacity bigint", "confirmed bigint", "held bigint", "waitlisted bigint",
		"first_seq bigint", "last_seq bigint", "log_length bigint", "log_hash bytea", "version bigint", "updated_at timestamptz")
	for _, s := range t.shifts {
		if !s.changed {
			continue
		}
		rows.Add(s.ID, s.Capacity, s.Confirmed, s.Held, s.Waitlisted, s.FirstSeq, s.LastSeq,
			s.LogLength, s.LogHash, s.Version, t.Now)
		s.changed = false
	}
	return rows.Update(ctx, t.Tx, "shifts")
}

func (t *Tx) writeLog(ctx context.Context) error {
	rows := t.rows("shift_id text", "number bigint", "at timestamptz", "kind text", "person_no bigint", "actor text",
		"actor_no bigint", "detail text", "capacity bigint", "confirmed bigint", "held bigint", "waitlisted bigint", "hash bytea")
	for _, l := range t.decided.log {
		rows.Add(l.ShiftID, l.Number, l.At, l.Kind, l.PersonNo, l.Actor, l.ActorNo, l.Detail,
			l.Capacity, l.Confirmed, l.Held, l.Waitlisted, l.Hash)
	}
	return t.all(ctx, rows, "place_log_lines")
}

func (t *Tx) writeNotices(ctx context.Context) error {
	rows := t.rows("id text", "created_at timestamptz", "updated_at timestamptz", "volunteer_id text", "kind text",
		"shift_id text", "subject_id text", "detail text")
	for _, n := range t.decided.notices {
		rows.Add(n.ID, t.Now, t.Now, n.VolunteerID, string(n.Kind), n.ShiftID, n.SubjectID, n.Detail)
	}
	return t.all(ctx, rows, "notices")
}

// byPerson returns sign-ups by ascending person number.
func byPerson(signups []*gen.Signup) []*gen.Signup {
	slices.SortFunc(signups, func(a, b *gen.Signup) int { return cmp.Compare(a.PersonNo, b.PersonNo) })
	return signups
}
