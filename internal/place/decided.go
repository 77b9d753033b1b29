package place

import (
	"cmp"
	"context"
	"slices"

	"erikti/ent/gen"
	entconsent "erikti/ent/gen/consent"
	"erikti/ent/gen/idempotencykey"
	texts "erikti/internal/consent"
	"erikti/internal/id"
	"erikti/internal/seal"
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
	// agreements are the people who accepted the agreement on seats, as its text is now.
	agreements []string
}

// nothing says that there is nothing to write: what refuses everybody changes no row.
// Whatever is decided is in the log.
func (d *decided) nothing() bool { return len(d.log) == 0 }

// write writes everything that was decided, and the ledger of calls.
func (t *Tx) write(ctx context.Context) error {
	if err := t.ledger.Forget(ctx, t.Tx); err != nil {
		return err
	}
	return t.flush(ctx, func(w *store.Writes) { w.Insert(idempotencykey.Table, t.ledger.Rows()) })
}

// flush writes what was decided so far, for what asks the database next: first what
// frees a row for another one, then what takes it, sign-ups by ascending person number
// (the order in which the overlap constraint waits for others).
func (t *Tx) flush(ctx context.Context, more ...func(*store.Writes)) error {
	var frees, takes store.Writes
	t.writeReasons(&frees)
	t.writeChangedSignups(&frees)
	t.writeChangedEntries(&frees)
	t.writeChangedOffers(&frees)
	t.writeNewSignups(&takes)
	t.writeNewEntries(&takes)
	t.writeNewOffers(&takes)
	t.writeShifts(&takes)
	t.writeLog(&takes)
	t.writeNotices(&takes)
	t.writeAgreements(&takes)
	for _, f := range more {
		f(&takes)
	}
	if err := met(frees.Run(ctx, t.Tx)); err != nil {
		return err
	}
	if err := met(takes.Run(ctx, t.Tx)); err != nil {
		return err
	}
	t.decided = decided{}
	clear(t.fresh)
	clear(t.dirty)
	return nil
}

func (t *Tx) rows(columns ...string) *store.Rows { return store.NewRows(t.postgres, columns...) }

// met recognizes that a row is in the way of another one: it was written by a
// transaction that this one did not see, and this one is tried again as a whole.
func met(err error) error {
	if store.Taken(err) {
		return store.ErrCollided
	}
	return err
}

func (t *Tx) writeReasons(w *store.Writes) {
	rows := t.rows("id text", "created_at timestamptz", "updated_at timestamptz", "text text", "salt bytea")
	for _, r := range t.decided.reasons {
		rows.Add(r.ID, t.Now, t.Now, seal.Seal(r.Text), r.Salt)
	}
	w.Insert("reasons", rows)
}

func (t *Tx) writeChangedSignups(w *store.Writes) {
	rows := t.rows("id text", "state text", "cancelled_by text", "free_until timestamptz", "reason_id text",
		"starts_at timestamptz", "ends_at timestamptz", "version bigint", "updated_at timestamptz")
	for _, s := range byPerson(t.decided.changedSignups) {
		rows.Add(s.ID, string(s.State), (*string)(s.CancelledBy), s.FreeUntil, s.ReasonID,
			s.StartsAt, s.EndsAt, s.Version, t.Now)
	}
	w.Update("signups", rows)
}

func (t *Tx) writeChangedEntries(w *store.Writes) {
	rows := t.rows("id text", "state text", "seq bigint", "missed bigint", "blocked_by text", "version bigint", "updated_at timestamptz")
	for _, e := range t.decided.changedEntries {
		rows.Add(e.ID, string(e.State), e.Seq, e.Missed, e.BlockedBy, e.Version, t.Now)
	}
	w.Update("waitlist_entries", rows)
}

func (t *Tx) writeChangedOffers(w *store.Writes) {
	rows := t.rows("id text", "state text", "updated_at timestamptz")
	for _, o := range t.decided.changedOffers {
		rows.Add(o.ID, string(o.State), t.Now)
	}
	w.Update("offers", rows)
}

func (t *Tx) writeNewSignups(w *store.Writes) {
	rows := t.rows("id text", "created_at timestamptz", "updated_at timestamptz", "version bigint", "shift_id text",
		"volunteer_id text", "person_no bigint", "starts_at timestamptz", "ends_at timestamptz", "state text",
		"source text", "seq bigint", "free_until timestamptz", "cancelled_by text", "takes_time boolean")
	for _, s := range byPerson(t.decided.newSignups) {
		rows.Add(s.ID, s.CreatedAt, t.Now, s.Version, s.ShiftID, s.VolunteerID, s.PersonNo, s.StartsAt, s.EndsAt,
			string(s.State), string(s.Source), s.Seq, s.FreeUntil, (*string)(s.CancelledBy), s.TakesTime)
	}
	w.InsertApart("signups", "signups_no_overlap", rows)
}

func (t *Tx) writeNewEntries(w *store.Writes) {
	rows := t.rows("id text", "created_at timestamptz", "updated_at timestamptz", "version bigint", "shift_id text",
		"volunteer_id text", "person_no bigint", "seq bigint", "auto_accept boolean", "state text", "missed bigint", "blocked_by text")
	for _, e := range t.decided.newEntries {
		rows.Add(e.ID, e.CreatedAt, t.Now, e.Version, e.ShiftID, e.VolunteerID, e.PersonNo, e.Seq, e.AutoAccept,
			string(e.State), e.Missed, e.BlockedBy)
	}
	w.Insert("waitlist_entries", rows)
}

func (t *Tx) writeNewOffers(w *store.Writes) {
	rows := t.rows("id text", "created_at timestamptz", "updated_at timestamptz", "entry_id text", "shift_id text",
		"volunteer_id text", "expires_at timestamptz", "state text")
	for _, o := range t.decided.newOffers {
		rows.Add(o.ID, t.Now, t.Now, o.EntryID, o.ShiftID, o.VolunteerID, o.ExpiresAt, string(o.State))
	}
	w.Insert("offers", rows)
}

func (t *Tx) writeShifts(w *store.Writes) {
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
	w.Update("shifts", rows)
}

func (t *Tx) writeLog(w *store.Writes) {
	rows := t.rows("shift_id text", "number bigint", "at timestamptz", "kind text", "person_no bigint", "actor text",
		"actor_no bigint", "detail text", "capacity bigint", "confirmed bigint", "held bigint", "waitlisted bigint", "hash bytea")
	for _, l := range t.decided.log {
		rows.Add(l.ShiftID, l.Number, l.At, l.Kind, l.PersonNo, l.Actor, l.ActorNo, l.Detail,
			l.Capacity, l.Confirmed, l.Held, l.Waitlisted, l.Hash)
	}
	w.Insert("place_log_lines", rows)
}

func (t *Tx) writeNotices(w *store.Writes) {
	rows := t.rows("id text", "created_at timestamptz", "updated_at timestamptz", "volunteer_id text", "kind text",
		"shift_id text", "subject_id text", "detail text")
	for _, n := range t.decided.notices {
		rows.Add(n.ID, t.Now, t.Now, n.VolunteerID, string(n.Kind), n.ShiftID, n.SubjectID, n.Detail)
	}
	w.Insert("notices", rows)
}

func (t *Tx) writeAgreements(w *store.Writes) {
	rows := t.rows("id text", "created_at timestamptz", "updated_at timestamptz", "volunteer_id text", "kind text", "text_version text")
	for _, who := range t.decided.agreements {
		rows.Add(id.Consent.Random(), t.Now, t.Now, who, texts.CreditSeat, texts.Version)
	}
	w.Insert(entconsent.Table, rows)
}

// byPerson returns sign-ups by ascending person number.
func byPerson(signups []*gen.Signup) []*gen.Signup {
	slices.SortFunc(signups, func(a, b *gen.Signup) int { return cmp.Compare(a.PersonNo, b.PersonNo) })
	return signups
}
