package credit

import (
	"context"
	"slices"

	"erikti/ent/gen"
	"erikti/ent/gen/creditpolicy"
	"erikti/ent/gen/direction"
	"erikti/ent/rule"
	"erikti/internal/act"
	"erikti/internal/audit"
	"erikti/internal/civil"
	"erikti/internal/credit/tier"
	"erikti/internal/fault"
	"erikti/internal/network"
	"erikti/internal/store"
)

// Tier is so many minutes of work, and what they are worth.
type Tier = tier.Tier

// Rules are a version of the rules of a fiscal year.
type Rules struct {
	ID          string `json:",omitempty"` // of rules that were set
	Number      int    `json:",omitempty"` // the version in the year
	FiscalYear  int
	AppliesFrom civil.Date
	Tiers       []Tier
	CapMinutes  int
	CapCredits  int
	MinEvidence int
	Directions  []direction.Code // none: all
	ClaimDays   int
	SeatDays    int
	ConfirmDays int
	ApproveDays int
	PayDays     int
}

// The bounds of rules.
const (
	mostTiers  = 10
	mostAmount = int64(1_000_000_000_00) // tiyn
	longest    = 366                     // days
)

func (r *Rules) check(today civil.Date) error {
	from, to := yearOf(r.FiscalYear)
	if r.FiscalYear < 2019 || r.FiscalYear > 2100 || r.AppliesFrom < from || r.AppliesFrom >= to {
		return fault.Invalid("fiscal_year", "appliesFrom")
	}
	if len(r.Tiers) == 0 || len(r.Tiers) > mostTiers {
		return fault.Invalid("tiers", "tiers")
	}
	seen := map[int]bool{}
	for _, t := range r.Tiers {
		if t.Minutes <= 0 || t.Minutes%60 != 0 || t.Minutes > r.CapMinutes || t.Credits < 0 || t.Credits > r.CapCredits ||
			t.Amount < 0 || t.Amount%100 != 0 || t.Amount > mostAmount || seen[t.Minutes] {
			return fault.Invalid("tiers", "tiers")
		}
		seen[t.Minutes] = true
	}
	if r.MinEvidence < 0 || r.MinEvidence > 4 {
		return fault.Invalid("evidence", "minEvidence")
	}
	for _, days := range []int{r.ClaimDays, r.SeatDays, r.ConfirmDays, r.ApproveDays, r.PayDays} {
		if days < 1 || days > longest {
			return fault.Invalid("days", "claimDays")
		}
	}
	if r.CapMinutes > 100_000 || r.CapCredits > 1000 {
		return fault.Invalid("tiers", "capHours")
	}
	return nil
}

// SetPolicy sets the rules of a fiscal year from a day on: the first ones of a year from
// any of its days, later ones from today at the earliest (invariant 18). It returns the
// policy's id.
func (s *Service) SetPolicy(ctx context.Context, r Rules, key string) (string, error) {
	return act.Do(ctx, s.office, "setCreditPolicy", key, r, func(ctx context.Context, c *act.Change) (string, error) {
		if err := program(c, "setCreditPolicy"); err != nil {
			return "", err
		}
		today := network.Today(c.Now)
		if err := r.check(today); err != nil {
			return "", err
		}
		all, err := versions(ctx, c.Client(), r.FiscalYear)
		if err != nil {
			return "", err
		}
		if n := len(all); n > 0 && (r.AppliesFrom < today || r.AppliesFrom <= all[n-1].AppliesFrom) {
			return "", fault.Invalid("backwards", "appliesFrom")
		}
		codes := make([]string, len(r.Directions))
		for i, d := range r.Directions {
			codes[i] = string(d)
		}
		p, err := c.CreditPolicy.Create().SetFiscalYear(r.FiscalYear).SetNumber(len(all) + 1).SetAppliesFrom(r.AppliesFrom).
			SetTiers(r.Tiers).SetCapMinutes(r.CapMinutes).SetCapCredits(r.CapCredits).SetMinEvidence(r.MinEvidence).SetDirections(codes).
			SetClaimDays(r.ClaimDays).SetSeatDays(r.SeatDays).SetConfirmDays(r.ConfirmDays).SetApproveDays(r.ApproveDays).SetPayDays(r.PayDays).
			SetSetByID(c.Who.ID()).Save(ctx)
		if store.Taken(err) {
			return "", store.ErrCollided
		}
		if err != nil {
			return "", err
		}
		c.Record(audit.Entry{Action: "CREDIT_POLICY_SET", Object: p.ID})
		c.Touch(National, RulesTopic)
		return p.ID, nil
	})
}

// versions are the rules of a fiscal year in their order.
func versions(ctx context.Context, client *gen.Client, year int) ([]*gen.CreditPolicy, error) {
	return client.CreditPolicy.Query().Where(creditpolicy.FiscalYear(year)).Order(gen.Asc(creditpolicy.FieldNumber)).All(ctx)
}

// inForce are the rules of a day, nil when there are none yet.
func inForce(all []*gen.CreditPolicy, day civil.Date) *gen.CreditPolicy {
	for _, p := range slices.Backward(all) {
		if p.AppliesFrom <= day {
			return p
		}
	}
	return nil
}

// tierOf is the tier of so many minutes, nil when the rules have none.
func tierOf(p *gen.CreditPolicy, minutes int) *Tier {
	for i := range p.Tiers {
		if p.Tiers[i].Minutes == minutes {
			return &p.Tiers[i]
		}
	}
	return nil
}

// highest is the amount of the best tier.
func highest(p *gen.CreditPolicy) int64 {
	var most int64
	for _, t := range p.Tiers {
		most = max(most, t.Amount)
	}
	return most
}

func rulesOf(p *gen.CreditPolicy) *Rules {
	r := &Rules{
		FiscalYear: p.FiscalYear, AppliesFrom: p.AppliesFrom, Tiers: p.Tiers, CapMinutes: p.CapMinutes, CapCredits: p.CapCredits,
		MinEvidence: p.MinEvidence, ClaimDays: p.ClaimDays, SeatDays: p.SeatDays, ConfirmDays: p.ConfirmDays, ApproveDays: p.ApproveDays, PayDays: p.PayDays,
		ID: p.ID, Number: p.Number, Directions: []direction.Code{},
	}
	for _, d := range p.Directions {
		r.Directions = append(r.Directions, direction.Code(d))
	}
	return r
}

// Policies are the versions of the rules of a fiscal year: public.
func (s *Service) Policies(ctx context.Context, year int) ([]*Rules, error) {
	all, err := versions(rule.System(ctx), s.reader(), year)
	if err != nil {
		return nil, err
	}
	out := make([]*Rules, len(all))
	for i, p := range all {
		out[i] = rulesOf(p)
	}
	return out, nil
}

// Policy reads a version of the rules: public.
func (s *Service) Policy(ctx context.Context, policyID string) (*Rules, error) {
	p, err := s.reader().CreditPolicy.Get(rule.System(ctx), policyID)
	if err != nil {
		return nil, err
	}
	return rulesOf(p), nil
}
