package credit_test

import (
	"fmt"
	"testing"
	"time"

	"erikti/ent/gen"
)

// delays makes awards of universities in every state, and returns how many.
func delays(w *world, universities, each int) int {
	c := w.store.Client
	policy := c.CreditPolicy.Query().FirstX(w.system)
	who := w.person()
	for u := range universities {
		o := c.Organization.Create().SetNameEn(fmt.Sprint("U", u)).SetLegalForm("UNIVERSITY").SetStatus("VERIFIED").
			SetHomeRegionID(w.region(u)).SaveX(w.system)
		e := c.Enrollment.Create().SetVolunteerID(who).SetOrganizationID(o.ID).SetStudentNo("S").SetState("CONFIRMED").SetValidFrom("2025-09-01").SaveX(w.system)
		var rows []*gen.CreditAwardCreate
		for i := range each {
			at := noon.Add(-time.Duration(100*24+u*7+i) * time.Hour).Add(time.Duration(i) * time.Microsecond)
			a := c.CreditAward.Create().SetVolunteerID(who).SetEnrollmentID(e.ID).SetOrganizationID(o.ID).SetFiscalYear(2026).SetPolicyID(policy.ID).
				SetMinutes(1200).SetCredits(2).SetAmount(2_000_000).SetCreatedAt(at)
			step := func(days int) time.Time { at = at.Add(time.Duration(days*24*60+i%97) * time.Minute); return at }
			switch i % 5 {
			case 0:
				a.SetState("CLAIMED").SetDueBy(noon.Add(time.Duration(i%3-1) * time.Hour))
			case 1:
				a.SetState("UNIVERSITY_CONFIRMED").SetConfirmedAt(step(1 + i%9)).SetDueBy(noon.Add(time.Duration(i%3-1) * time.Hour))
			case 2:
				a.SetState("APPROVED").SetConfirmedAt(step(1 + i%8)).SetApprovedAt(step(1 + i%12)).SetDueBy(noon.Add(time.Duration(i%3-1) * time.Hour))
			case 3:
				a.SetState("PAID").SetConfirmedAt(step(1 + i%8)).SetApprovedAt(step(1 + i%11)).SetPaidAt(step(1 + i%20))
			case 4:
				a.SetState("REJECTED").SetConfirmedAt(step(1 + i%8))
			}
			rows = append(rows, a)
			if len(rows) == 500 || i == each-1 {
				c.CreditAward.CreateBulk(rows...).ExecX(w.system)
				rows = nil
			}
		}
	}
	return universities * each
}

func (w *world) region(n int) string {
	ids := w.store.Client.Region.Query().Order(gen.Asc("iso")).IDsX(w.system)
	return ids[n%len(ids)]
}

// How long the public delays of a year of 20,000 awards take.
func BenchmarkNational(b *testing.B) {
	for name, url := range databases {
		b.Run(name, func(b *testing.B) {
			w := newWorld(b, url(b))
			delays(w, 20, 1000)
			b.ResetTimer()
			for b.Loop() {
				if _, err := w.credit.National(b.Context(), 2026); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
