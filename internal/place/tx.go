package place

import (
	"time"

	"erikti/ent/gen"
	"erikti/internal/idempotency"
)

// Tx is a transaction on places. What is done in it is done as the system: the
// caller has checked the rights of the viewer. What is decided is written at its
// end, all of a kind by one statement.
type Tx struct {
	*gen.Tx
	// Now is the moment at which everything in the transaction is judged.
	Now time.Time

	postgres bool
	actor    Actor
	shifts   map[string]*Shift
	people   map[string]*person
	registry
	ledger  *idempotency.Ledger
	decided decided
	touched map[string]struct{}
	freed   []freed
	// reads says that nothing was written or is to be written.
	reads bool
	// written says that only the commit was missing.
	written bool
}

func newTx(tx *gen.Tx, postgres bool, now time.Time) *Tx {
	return &Tx{
		Tx: tx, Now: now, postgres: postgres, actor: Actor{Kind: BySystem},
		shifts: map[string]*Shift{}, people: map[string]*person{}, registry: newRegistry(),
		ledger: idempotency.NewLedger(postgres), touched: map[string]struct{}{},
	}
}

// Touch notes that what is shown of an event, or of what a person has, changed.
func (t *Tx) Touch(id string) { t.touched[id] = struct{}{} }

// ActorKind says in what role somebody changes places.
type ActorKind string

// Who changes places.
const (
	ByVolunteer ActorKind = "VOLUNTEER"
	ByOrganizer ActorKind = "ORGANIZER"
	BySystem    ActorKind = "SYSTEM"
)

// Actor is who changes places, for the log.
type Actor struct {
	Kind     ActorKind
	PersonNo int64 // of an organizer, else 0
}

// As says who makes the changes that follow.
func (t *Tx) As(a Actor) { t.actor = a }

// Postgres says whether rows can be locked; SQLite's writer is alone.
func (t *Tx) Postgres() bool { return t.postgres }
