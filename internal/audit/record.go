package audit

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/auditchain"
	"erikti/ent/gen/auditentry"
	"erikti/ent/rule"
	"erikti/internal/chain"
	"erikti/internal/id"
	"erikti/internal/viewer"
)

// Entry is what was done. Who did it and from where is in the context.
type Entry struct {
	// Action is what was done, a code such as MEMBER_ROLE_SET.
	Action string
	// Object is the id of what it was done to.
	Object string
	// Organization is the one whose affair it is, "" for none: its ADMIN reads it.
	Organization string
	// Region is the one whose affair it is, "" for none or that of the organization:
	// its support center reads it.
	Region string
	// Reason is why, in the words of a person; it can be erased.
	Reason string
	// Detail are ids and codes, such as the role that was set.
	Detail map[string]string
	// At is when; now when it is zero.
	At time.Time
}

var (
	code   = regexp.MustCompile(`^[A-Z][A-Z0-9_]{1,59}$`)
	value  = regexp.MustCompile(`^[A-Za-z0-9_.:+-]{0,100}$`)
	unique = regexp.MustCompile(`^[a-z]{2,4}_[A-Za-z0-9-]{1,60}$`)
)

// detail is what an entry says beside its columns.
type detail struct {
	Codes   map[string]string `json:"codes,omitempty"`
	Reason  []byte            `json:"reason,omitempty"`  // salted hash
	Address []byte            `json:"address,omitempty"` // salted hash
}

// Record appends an entry in the transaction of what it tells; call it last. It
// fails, and the change with it, when the entry holds what is no id or code.
func Record(ctx context.Context, tx *gen.Tx, e Entry) error {
	if err := e.check(); err != nil {
		return err
	}
	ctx = rule.System(ctx)
	row, text, err := e.row(ctx)
	if err != nil {
		return err
	}
	before, err := lock(ctx, tx, row.Chain)
	if err != nil {
		return err
	}
	row.Number = before.Length
	row.Hash = hashed(before.Hash, row)
	if err := write(ctx, tx, row); err != nil {
		return err
	}
	if text != nil {
		if err := tx.AuditText.Create().SetID(row.ID).SetCreatedAt(row.At).
			SetAddress(text.Address).SetReason(text.Reason).SetSalt(text.Salt).Exec(ctx); err != nil {
			return err
		}
	}
	return tx.AuditChain.Update().Where(auditchain.ID(row.Chain)).SetHash(row.Hash).Exec(ctx)
}

func (e *Entry) check() error {
	if !code.MatchString(e.Action) || !unique.MatchString(e.Object) {
		return errors.New("audit: an entry whose action is no code or whose object is no id")
	}
	for name, v := range e.Detail {
		if !value.MatchString(name) || !value.MatchString(v) {
			return fmt.Errorf("audit: %s: %s holds what is no id or code", e.Action, name)
		}
	}
	return nil
}

// row is the entry without its place in the chain, and what of it can be erased.
func (e *Entry) row(ctx context.Context) (*gen.AuditEntry, *gen.AuditText, error) {
	at := e.At
	if at.IsZero() {
		at = time.Now()
	}
	row := &gen.AuditEntry{
		ID: id.AuditEntry.New(), Chain: e.Object, At: at.UTC().Truncate(time.Microsecond),
		Action: e.Action, ObjectID: e.Object, OrganizationID: maybe(e.Organization), RegionID: maybe(e.Region),
	}
	if e.Organization != "" {
		row.Chain = e.Organization
	}
	address := viewer.Address(ctx)
	switch v := viewer.From(ctx); {
	case v.SignedIn():
		row.Actor, row.ActorID, row.CredentialID = auditentry.ActorPERSON, &v.VolunteerID, maybe(v.SessionID)
	case address != "":
		row.Actor = auditentry.ActorVISITOR
	default:
		row.Actor = auditentry.ActorSYSTEM
	}
	d := detail{Codes: e.Detail}
	var text *gen.AuditText
	if e.Reason != "" || address != "" {
		salt := append(chain.NewSalt(), chain.NewSalt()...)
		text = &gen.AuditText{Address: address, Reason: e.Reason, Salt: salt}
		d.Reason, d.Address = salted(reasonSalt(salt), e.Reason), salted(addressSalt(salt), address)
	}
	written, err := json.Marshal(d)
	row.Detail = string(written)
	return row, text, err
}

// The salt of a row is two, so that an address can be erased with its own: with the salt
// left, every address there is can be tried on the hash.
func reasonSalt(salt []byte) []byte  { return salt[:min(len(salt), 16)] }
func addressSalt(salt []byte) []byte { return salt[min(len(salt), 16):] }

// salted is the hash of a text, nil when there is none.
func salted(salt []byte, text string) []byte {
	if text == "" {
		return nil
	}
	return chain.Salted(salt, text)
}

// lock locks the end of a chain until the commit, and returns it with the number of
// the next entry as its length.
func lock(ctx context.Context, tx *gen.Tx, name string) (*gen.AuditChain, error) {
	next := tx.AuditChain.Update().Where(auditchain.ID(name)).AddLength(1)
	n, err := next.Save(ctx)
	if err == nil && n == 0 {
		if _, err := tx.ExecContext(ctx, "INSERT INTO audit_chains (id, length) VALUES ($1, 0) ON CONFLICT DO NOTHING", name); err != nil {
			return nil, err
		}
		_, err = tx.AuditChain.Update().Where(auditchain.ID(name)).AddLength(1).Save(ctx)
	}
	if err != nil {
		return nil, err
	}
	return tx.AuditChain.Query().Where(auditchain.ID(name)).Only(ctx)
}

func write(ctx context.Context, tx *gen.Tx, e *gen.AuditEntry) error {
	return tx.AuditEntry.Create().SetID(e.ID).SetChain(e.Chain).SetNumber(e.Number).SetAt(e.At).
		SetActor(e.Actor).SetNillableActorID(e.ActorID).SetNillableCredentialID(e.CredentialID).
		SetAction(e.Action).SetObjectID(e.ObjectID).
		SetNillableOrganizationID(e.OrganizationID).SetNillableRegionID(e.RegionID).
		SetDetail(e.Detail).SetHash(e.Hash).Exec(ctx)
}

// hashed is the hash of an entry: package chain says how.
func hashed(before []byte, e *gen.AuditEntry) []byte {
	return chain.After(before).
		Text(e.ID).Text(e.Chain).Number(e.Number).Time(e.At).
		Text(string(e.Actor)).MaybeText(e.ActorID).MaybeText(e.CredentialID).
		Text(e.Action).Text(e.ObjectID).MaybeText(e.OrganizationID).MaybeText(e.RegionID).
		Text(e.Detail).
		Sum()
}

func maybe(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}
