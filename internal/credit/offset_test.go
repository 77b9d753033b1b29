package credit_test

import (
	"context"
	"strings"
	"testing"

	"erikti/internal/credit"
	"erikti/internal/fault"
	"erikti/internal/viewer"
)

// For which discipline credits count is said by an officer of the university, once it
// confirmed the award and never of their own; the student sees it. What is refused is not
// written.
func TestCreditsAreOffset(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		w.budget(1, 5_000_000+2_000_000)
		s := w.student()
		w.worked(s, "2026-05-01", 1200)
		id, err := w.claim(s, 1200)
		done(t, err)
		offset := func(by context.Context, awardID, discipline string, credits int) error {
			_, err := w.credit.Offset(by, awardID, discipline, credits, "")
			return err
		}
		refused(t, offset(w.officer, id, "Social work", 2), fault.WrongState)
		_, err = w.credit.Confirm(w.officer, credit.Decision{AwardID: id}, "")
		done(t, err)
		elsewhere := w.as(w.person(), map[string][]viewer.Role{w.host: {"ADMIN"}, w.uni: {"COORDINATOR"}})
		own := w.as(s.id, map[string][]viewer.Role{w.uni: {"UNIVERSITY_OFFICER"}})
		before := w.store.Client.CreditAward.GetX(w.system, id)
		for name, no := range map[string]struct {
			by         context.Context
			award      string
			discipline string
			credits    int
			want       fault.Code
		}{
			"the student":           {s.ctx, id, "Social work", 2, fault.NotFound},
			"someone elsewhere":     {elsewhere, id, "Social work", 2, fault.NotFound},
			"the programme":         {w.admin, id, "Social work", 2, fault.NotFound},
			"of nobody":             {w.officer, "cra_none", "Social work", 2, fault.NotFound},
			"their own":             {own, id, "Social work", 2, fault.OwnAward},
			"no discipline":         {w.officer, id, " ", 2, fault.InvalidInput},
			"a long one":            {w.officer, id, strings.Repeat("a", 201), 2, fault.InvalidInput},
			"no credit":             {w.officer, id, "Social work", 0, fault.InvalidInput},
			"more than it is worth": {w.officer, id, "Social work", 3, fault.InvalidInput},
		} {
			err := offset(no.by, no.award, no.discipline, no.credits)
			if r, ok := fault.AsRefusal(err); !ok || r.Code != no.want {
				t.Errorf("%s: %v, want %s", name, err, no.want)
			}
		}
		if a := w.store.Client.CreditAward.GetX(w.system, id); a.OffsetDiscipline != "" || a.OffsetCredits != 0 || a.Version != before.Version {
			t.Errorf("%+v", a)
		}
		done(t, offset(w.officer, id, " Social work ", 2))
		a := w.store.Client.CreditAward.GetX(w.system, id)
		if a.OffsetDiscipline != "Social work" || a.OffsetCredits != 2 || a.Version != before.Version+1 || a.State != before.State {
			t.Errorf("%+v", a)
		}
		m, err := w.credit.Mine(s.ctx, 2026)
		done(t, err)
		if len(m.Awards) != 1 || m.Awards[0].OffsetDiscipline == nil || *m.Awards[0].OffsetDiscipline != "Social work" || *m.Awards[0].OffsetCredits != 2 {
			t.Errorf("%+v", m.Awards)
		}
		w.check()
	})
}
