package passport

import (
	"context"
	"crypto/rand"
	"errors"
	"math/big"
	"slices"
	"strconv"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/passport"
	"erikti/ent/rule"
	"erikti/internal/act"
	"erikti/internal/fault"
	"erikti/internal/hours"
	"erikti/internal/sign"
	"erikti/internal/store"
	"erikti/internal/viewer"
)

const (
	// mostADay is how many passports a person issues in 24 hours.
	mostADay = 20
	// mostShown is how many of their passports a person is shown.
	mostShown = 100
	// years is how long a passport counts.
	years = 3
	// draws is how often a free bit is looked for: half of a list is free.
	draws = 64
)

// Service issues and verifies passports. Many goroutines use one.
type Service struct {
	office *act.Office
	url    func() string
}

// New makes the service. URL is the public address, without a slash at its end.
func New(st *store.Store, url func() string, now func() time.Time) *Service {
	return &Service{&act.Office{Store: st, Publish: func([]string) {}, Now: now}, url}
}

// Passport is one as its holder sees it.
type Passport struct {
	ID            string
	Number        string
	URL           string
	CredentialURL string
	Credential    string
	State         State
	Shows         *Content
	RevokedAt     *time.Time
}

// Issue issues a passport of what its holder chose, and returns its id. It is refused with
// INVALID_INPUT, NOT_FOUND, NOT_ENOUGH_HOURS where there is nothing to show, and
// RATE_LIMITED.
func (s *Service) Issue(ctx context.Context, w Wish, key string) (string, error) {
	return act.Do(ctx, s.office, "issuePassport", key, w, func(ctx context.Context, c *act.Change) (string, error) {
		if err := hours.LockPeople(ctx, c.Tx, c.Postgres, c.Who.ID()); err != nil {
			return "", err
		}
		day, err := c.Passport.Query().Where(passport.VolunteerID(c.Who.ID()), passport.KindEQ(passport.KindPASSPORT), passport.CreatedAtGT(c.Now.Add(-24*time.Hour))).Count(ctx)
		if err != nil {
			return "", err
		}
		if day >= mostADay {
			return "", fault.RefuseFor(fault.RateLimited, "passports").With("most", mostADay)
		}
		shows, err := w.choose(ctx, c)
		if err != nil {
			return "", err
		}
		shows.Number, shows.IssuedAt = NewNumber(), c.Now.Truncate(time.Second)
		until := shows.IssuedAt.AddDate(years, 0, 0)
		shows.ExpiresAt = &until
		return s.write(ctx, c.Tx, passport.KindPASSPORT, c.Who.ID(), shows, c.Now)
	})
}

// write signs a credential of a person and keeps it.
func (s *Service) write(ctx context.Context, tx *gen.Tx, kind passport.Kind, volunteerID string, shows *Content, now time.Time) (string, error) {
	key, err := sign.Current(ctx, tx)
	if err != nil {
		return "", err
	}
	index, err := freeBit(ctx, tx)
	if err != nil {
		return "", err
	}
	base := s.url()
	doc, err := generic(shows.build(base, index))
	if err != nil {
		return "", err
	}
	if doc, err = sign.Sign(doc, sign.Issuer(base), key, shows.IssuedAt); err != nil {
		return "", err
	}
	signed, err := text(doc)
	if err != nil {
		return "", err
	}
	row, err := tx.Passport.Create().SetKind(kind).SetVolunteerID(volunteerID).SetNumber(shows.Number).SetStatusIndex(index).SetKeyID(key.ID).
		SetCredential(signed).SetNillableExpiresAt(shows.ExpiresAt).SetCreatedAt(now).SetUpdatedAt(now).Save(ctx)
	if err != nil {
		return "", err
	}
	return row.ID, nil
}

// freeBit draws a bit of the newest list, or of the next one when that is half full. Two
// that draw the same at once meet at the unique index, and one tries its whole change
// again.
func freeBit(ctx context.Context, tx *gen.Tx) (int, error) {
	list := 0
	newest, err := tx.Passport.Query().Order(gen.Desc(passport.FieldStatusIndex)).First(ctx)
	if err == nil {
		list = newest.StatusIndex / sign.ListLength
	} else if !gen.IsNotFound(err) {
		return 0, err
	}
	full, err := tx.Passport.Query().Where(passport.StatusIndexGTE(list * sign.ListLength)).Count(ctx)
	if err != nil {
		return 0, err
	}
	if full >= sign.ListLength/2 {
		list++
	}
	for range draws {
		bit, err := rand.Int(rand.Reader, big.NewInt(sign.ListLength))
		if err != nil {
			return 0, err
		}
		index := list*sign.ListLength + int(bit.Int64())
		taken, err := tx.Passport.Query().Where(passport.StatusIndex(index)).Exist(ctx)
		if err != nil || !taken {
			return index, err
		}
	}
	return 0, errors.New("passport: no free bit was found")
}

// Revoke revokes a passport of the person who asks, for ever, and returns its id; again
// changes nothing.
func (s *Service) Revoke(ctx context.Context, id, key string) (string, error) {
	return act.Do(ctx, s.office, "revokePassport", key, id, func(ctx context.Context, c *act.Change) (string, error) {
		known, err := c.Passport.Query().Where(passport.ID(id), passport.VolunteerID(c.Who.ID()), passport.KindEQ(passport.KindPASSPORT)).Exist(ctx)
		if err != nil {
			return "", err
		}
		if !known {
			return "", fault.Refuse(fault.NotFound).At("passportId")
		}
		return id, c.Passport.Update().Where(passport.ID(id), passport.RevokedAtIsNil()).SetRevokedAt(c.Now).SetUpdatedAt(c.Now).Exec(ctx)
	})
}

// Mine are the passports of the viewer, the newest first.
func (s *Service) Mine(ctx context.Context) ([]*Passport, error) {
	v := viewer.From(ctx)
	if !v.SignedIn() {
		return nil, fault.Fail(fault.Unauthenticated, "")
	}
	rows, err := s.office.Store.Client.Passport.Query().Where(passport.VolunteerID(v.ID()), passport.KindEQ(passport.KindPASSPORT), passport.CredentialNEQ("")).
		Order(gen.Desc(passport.FieldCreatedAt, passport.FieldID)).Limit(mostShown).All(rule.System(ctx))
	if err != nil {
		return nil, err
	}
	return s.show(ctx, rows...)
}

// One is a passport of the viewer, nil when it is nobody's or somebody else's.
func (s *Service) One(ctx context.Context, id string) (*Passport, error) {
	row, err := s.office.Store.Client.Passport.Query().Where(passport.ID(id), passport.VolunteerID(viewer.From(ctx).ID()), passport.KindEQ(passport.KindPASSPORT), passport.CredentialNEQ("")).Only(rule.System(ctx))
	if err != nil {
		return nil, gen.MaskNotFound(err)
	}
	shown, err := s.show(ctx, row)
	if err != nil {
		return nil, err
	}
	return shown[0], nil
}

// show says what rows that were written here say.
func (s *Service) show(ctx context.Context, rows ...*gen.Passport) ([]*Passport, error) {
	lost, err := sign.Distrusted(ctx, s.office.Store.Client.SigningKey)
	if err != nil {
		return nil, err
	}
	out := make([]*Passport, len(rows))
	for i, r := range rows {
		if out[i] = s.said(r); out[i].State == Good && slices.Contains(lost, r.KeyID) {
			out[i].State = Distrusted
		}
	}
	return out, nil
}

// said is what a row says.
func (s *Service) said(r *gen.Passport) *Passport {
	page := s.Page(r.Number)
	p := &Passport{ID: r.ID, Number: r.Number, URL: page, CredentialURL: page + File, Credential: r.Credential, State: Altered, RevokedAt: r.RevokedAt}
	if doc, err := parse([]byte(r.Credential)); err == nil {
		if c, ok := strict(doc); ok {
			p.Shows, _ = c.content()
		}
	}
	if p.Shows == nil {
		// The row was changed by somebody else than this program.
		p.Shows = &Content{Number: r.Number, Locale: "kk", IssuedAt: r.CreatedAt, ExpiresAt: r.ExpiresAt}
		return p
	}
	p.State = stateOf(p.Shows, r, s.office.Now())
	return p
}

// stateOf says whether a passport whose signature is good counts.
func stateOf(shows *Content, r *gen.Passport, now time.Time) State {
	switch {
	case r == nil || r.RevokedAt != nil:
		return Revoked
	case shows.ExpiresAt != nil && now.After(*shows.ExpiresAt):
		return Expired
	}
	return Good
}

// StatusList is the signed list of a number, from 1, that says which passports were
// revoked, or signed with a key that was lost: false for one that there is not.
func (s *Service) StatusList(ctx context.Context, number int) (string, bool, error) {
	ctx = rule.System(ctx)
	first, now := (number-1)*sign.ListLength, s.office.Now()
	client := s.office.Store.Client
	if number < 1 || number > 1<<20 {
		return "", false, nil
	}
	known, err := client.Passport.Query().Where(passport.StatusIndexGTE(first)).Exist(ctx)
	if err != nil || !known {
		return "", false, err
	}
	lost, err := sign.Distrusted(ctx, client.SigningKey)
	if err != nil {
		return "", false, err
	}
	revoked, err := client.Passport.Query().Where(passport.StatusIndexGTE(first), passport.StatusIndexLT(first+sign.ListLength),
		passport.Or(passport.RevokedAtNotNil(), passport.KeyIDIn(lost...))).
		Select(passport.FieldStatusIndex).Ints(ctx)
	if err != nil {
		return "", false, err
	}
	for i := range revoked {
		revoked[i] -= first
	}
	base := s.url()
	doc, err := sign.StatusList(base+StatusPath+strconv.Itoa(number)+File, sign.Issuer(base), revoked, now)
	if err != nil {
		return "", false, err
	}
	var signed string
	err = s.office.Store.Tx(ctx, func(ctx context.Context, tx *gen.Tx) error {
		key, err := sign.Current(ctx, tx)
		if err != nil {
			return err
		}
		if doc, err = sign.Sign(doc, sign.Issuer(base), key, now); err != nil {
			return err
		}
		signed, err = text(doc)
		return err
	})
	return signed, err == nil, err
}
