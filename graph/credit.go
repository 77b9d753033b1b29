package graph

import (
	"context"

	"github.com/99designs/gqlgen/graphql"

	"erikti/graph/model"
	"erikti/internal/credit"
	"erikti/internal/university"
	"erikti/internal/viewer"
)

// perPage is how many rows a list has that is asked for without a number.
const perPage = 50

func page(first *int) int {
	if first == nil {
		return perPage
	}
	return *first
}

// minutesOf are those of hours that a client sent, none for what is no number of them.
func minutesOf(hours int) int {
	if hours < 0 || hours > 10_000 {
		return 0
	}
	return 60 * hours
}

// creditRules reads a version of the rules of student credit.
func creditRules(in model.SetCreditPolicyInput) credit.Rules {
	rules := credit.Rules{
		FiscalYear: in.FiscalYear, AppliesFrom: in.AppliesFrom, CapMinutes: minutesOf(in.CapHours), CapCredits: in.CapCredits,
		MinEvidence: or(in.MinEvidence, 1), ClaimDays: or(in.ClaimDays, 120), SeatDays: or(in.SeatDays, 30),
		ConfirmDays: or(in.ConfirmDays, 10), ApproveDays: or(in.ApproveDays, 10), PayDays: or(in.PayDays, 20),
	}
	rules.Directions, _ = in.Directions.ValueOK()
	for _, t := range in.Tiers {
		rules.Tiers = append(rules.Tiers, credit.Tier{Minutes: minutesOf(t.Hours), Amount: t.Amount, Credits: t.Credits})
	}
	return rules
}

// awardDecided makes a decision on an award and shows it as it is then.
func (r *Resolver) awardDecided(ctx context.Context, key graphql.Omittable[*string], d credit.Decision,
	decide func(context.Context, credit.Decision, string) (string, error),
) (*model.CreditAwardPayload, error) {
	_, err := once(key, func(key string) (string, error) { return decide(ctx, d, key) })
	return r.awardPayload(ctx, d.AwardID, err)
}

func (r *Resolver) awardPayload(ctx context.Context, id string, refused error) (*model.CreditAwardPayload, error) {
	p := &model.CreditAwardPayload{}
	var err error
	if p.UserErrors, err = userErrors(ctx, refused); err != nil || id == "" {
		return p, err
	}
	p.Award, err = r.Credit.Show(ctx, viewer.From(ctx), id)
	return p, err
}

func (r *Resolver) accreditationPayload(ctx context.Context, id string, refused error) (*model.HostAccreditationPayload, error) {
	p := &model.HostAccreditationPayload{}
	var err error
	if p.UserErrors, err = userErrors(ctx, refused); err != nil || id == "" {
		return p, err
	}
	p.Accreditation, err = r.Credit.Accreditation(ctx, id)
	return p, err
}

func (r *Resolver) enrollmentPayload(ctx context.Context, id string, refused error) (*model.EnrollmentPayload, error) {
	p := &model.EnrollmentPayload{}
	var err error
	if p.UserErrors, err = userErrors(ctx, refused); err != nil || id == "" {
		return p, err
	}
	p.Enrollment, err = university.Show(ctx, r.Client, viewer.From(ctx), id)
	return p, err
}

// awardedIn names the credits that were awarded in a region in a year.
type awardedIn struct {
	regionID string
	year     int
}

// awarded reads them, a year by one statement.
func (r *Resolver) awarded(ctx context.Context, keys []awardedIn) (map[awardedIn]*int, error) {
	regions := map[int][]string{}
	for _, k := range keys {
		regions[k.year] = append(regions[k.year], k.regionID)
	}
	out := map[awardedIn]*int{}
	for year, ids := range regions {
		of, err := r.Credit.AwardedIn(ctx, year, ids)
		if err != nil {
			return nil, err
		}
		for id, n := range of {
			out[awardedIn{id, year}] = n
		}
	}
	return out, nil
}

// awardedInYear are those of a region; the regions that were read with it are asked for
// too.
func (l *loaders) awardedInYear(ctx context.Context, regionID string, year int) (*int, error) {
	for _, id := range l.met.regions.all() {
		l.awarded.expect(awardedIn{id, year})
	}
	return l.awarded.Load(ctx, awardedIn{regionID, year})
}
