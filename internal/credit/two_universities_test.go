package credit_test

import (
	"sync"
	"testing"

	"erikti/ent/gen/creditaward"
	"erikti/internal/civil"
	"erikti/internal/credit"
	"erikti/internal/fault"
	"erikti/internal/viewer"
)

// Who studies at two universities has one cap and one stock of hours: claims at both at the
// same moment do not get past either.
func TestF10_AStudentOfTwoUniversities(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		first := w.student()
		w.budget(1, 50_000_000)
		origin := w.uni
		w.uni = w.store.Client.Organization.Create().SetNameEn("Second").SetLegalForm("UNIVERSITY").SetStatus("VERIFIED").SaveX(w.system).ID
		w.budget(1, 50_000_000)
		second := first
		second.enrollment = w.store.Client.Enrollment.Create().SetVolunteerID(first.id).SetOrganizationID(w.uni).SetStudentNo("C1").SetState("CONFIRMED").
			SetValidFrom("2025-09-01").SetValidTo("2026-09-01").SaveX(w.system).ID
		for _, day := range []civil.Date{"2026-03-01", "2026-03-02", "2026-03-03", "2026-03-04", "2026-03-05", "2026-03-06"} {
			w.worked(first, day, 1200)
		}

		at := []student{first, second}
		failed := make([]error, len(at))
		var both sync.WaitGroup
		for i, s := range at {
			both.Go(func() { _, failed[i] = w.claim(s, 3000) })
		}
		both.Wait()
		other, refusal := 1, failed[1]
		if failed[0] != nil {
			other, refusal = 0, failed[0]
		}
		done(t, failed[1-other])
		refused(t, refusal, fault.CreditCapReached)
		_, err := w.claim(at[other], 1200)
		done(t, err)
		for _, s := range at {
			_, err := w.claim(s, 1200)
			refused(t, err, fault.CreditCapReached)
		}
		w.check()
		awards := w.store.Client.CreditAward.Query().Where(creditaward.VolunteerID(first.id)).AllX(w.system)
		if len(awards) != 2 || awards[0].OrganizationID == awards[1].OrganizationID {
			t.Errorf("%d awards, wanted one at each university", len(awards))
		}

		// What one of them rejects is free for the other.
		officer := w.as(w.person(), map[string][]viewer.Role{origin: {"UNIVERSITY_OFFICER"}, w.uni: {"UNIVERSITY_OFFICER"}})
		for _, a := range awards {
			if a.Minutes == 3000 {
				_, err := w.credit.Reject(officer, credit.Decision{AwardID: a.ID, Reason: "The diary is another's."}, "")
				done(t, err)
			}
		}
		_, err = w.claim(at[other], 3000)
		done(t, err)
		w.check()
	})
}
