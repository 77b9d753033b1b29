package passport

import (
	"context"
	"strconv"
	"strings"

	"erikti/ent/gen"
	"erikti/ent/gen/creditaward"
	"erikti/ent/gen/hourentry"
	"erikti/internal/act"
	"erikti/internal/fault"
	"erikti/internal/hours"
	"erikti/internal/lang"
)

// Wish is what a holder chose to show.
type Wish struct {
	Name       bool
	Hours      bool
	Directions bool
	Years      bool
	Awards     []string
	// Locale is that of the words, the holder's own without one.
	Locale lang.Locale
}

// mostAwards is how many awards a passport shows.
const mostAwards = 50

// choose reads what is to be shown, in the transaction that signs it.
func (w Wish) choose(ctx context.Context, c *act.Change) (*Content, error) {
	switch {
	case !w.Hours && !w.Directions && !w.Years && len(w.Awards) == 0:
		return nil, fault.Invalid("passport_empty")
	case len(w.Awards) > mostAwards:
		return nil, fault.Invalid("passport_awards", "awards").With("most", mostAwards)
	}
	me, err := c.Volunteer.Get(ctx, c.Who.ID())
	if err != nil {
		return nil, err
	}
	shows := &Content{Issuer: network, Locale: w.Locale, PublicNumber: me.PublicNumber}
	if shows.Locale == "" {
		shows.Locale = me.Locale
	}
	if w.Name {
		name := strings.TrimSpace(me.GivenName + " " + me.FamilyName)
		shows.Name = &name
	}
	if err := w.work(ctx, c, shows); err != nil {
		return nil, err
	}
	return shows, w.credit(ctx, c, shows)
}

// work reads the hours that count.
func (w Wish) work(ctx context.Context, c *act.Change, shows *Content) error {
	if !w.Hours && !w.Directions && !w.Years {
		return nil
	}
	mine := hours.Filter{VolunteerID: c.Who.ID()}
	total, err := hours.Total(ctx, c.Tx, mine)
	if err != nil {
		return err
	}
	if total.Minutes <= 0 {
		return fault.RefuseFor(fault.NotEnoughHours, "passport")
	}
	if w.Hours {
		minutes := int(total.Minutes)
		shows.Minutes = &minutes
	}
	if err := span(ctx, c, shows); err != nil {
		return err
	}
	if w.Directions {
		if err := directions(ctx, c, mine, shows); err != nil {
			return err
		}
	}
	if !w.Years {
		return nil
	}
	sums, err := hours.Sums(ctx, c.Tx, mine, hours.ByYear)
	for _, s := range sums {
		if year, _ := strconv.Atoi(s.Key); s.Minutes > 0 {
			shows.Years = append(shows.Years, &Year{year, int(s.Minutes)})
		}
	}
	return err
}

// span reads from when to when the work was.
func span(ctx context.Context, c *act.Change, shows *Content) error {
	work := c.HourEntry.Query().Where(hourentry.VolunteerID(c.Who.ID()), hours.Counted(), hours.Stands())
	first, err := work.Clone().Order(gen.Asc(hourentry.FieldDate)).First(ctx)
	if err != nil {
		return err
	}
	last, err := work.Order(gen.Desc(hourentry.FieldDate)).First(ctx)
	if err != nil {
		return err
	}
	shows.From, shows.To = &first.Date, &last.Date
	return nil
}

func directions(ctx context.Context, c *act.Change, mine hours.Filter, shows *Content) error {
	sums, err := hours.Sums(ctx, c.Tx, mine, hours.ByDirection)
	if err != nil {
		return err
	}
	known := map[string]*gen.Direction{}
	all, err := c.Direction.Query().All(ctx)
	if err != nil {
		return err
	}
	for _, d := range all {
		known[d.ID] = d
	}
	for _, s := range sums {
		if s.Minutes <= 0 {
			continue
		}
		one := &Direction{Minutes: int(s.Minutes)}
		if d := known[s.Key]; d != nil {
			one.Code, one.name = string(d.Code), lang.Text{Kk: d.NameKk, Ru: d.NameRu, En: d.NameEn}
		}
		shows.Directions = append(shows.Directions, one)
	}
	return nil
}

// approved are the states of awards that somebody else may rely on.
var approved = []creditaward.State{creditaward.StateAPPROVED, creditaward.StatePAID, creditaward.StateCLOSED}

// credit reads the awards that were chosen: one's own, and approved.
func (w Wish) credit(ctx context.Context, c *act.Change, shows *Content) error {
	if len(w.Awards) == 0 {
		return nil
	}
	asked := map[string]bool{}
	for _, id := range w.Awards {
		asked[id] = true
	}
	awards, err := c.CreditAward.Query().Where(creditaward.IDIn(w.Awards...), creditaward.VolunteerID(c.Who.ID()), creditaward.StateIn(approved...)).
		WithOrganization().Order(gen.Asc(creditaward.FieldFiscalYear, creditaward.FieldID)).All(ctx)
	if err != nil {
		return err
	}
	if len(awards) != len(asked) {
		return fault.Refuse(fault.NotFound).At("awards")
	}
	credits := 0
	for i, a := range awards {
		o := a.Edges.Organization
		name := lang.Text{Kk: o.NameKk, Ru: o.NameRu, En: o.NameEn}
		university, _ := name.For(shows.Locale)
		// Numbered, so that no two are called the same.
		title := lang.Message(shows.Locale, "passport.award", map[string]any{"number": i + 1, "year": strconv.Itoa(a.FiscalYear), "university": university})
		shows.Awards = append(shows.Awards, &Award{title, a.Credits})
		credits += a.Credits
	}
	shows.CreditsEarned = &credits
	return nil
}
