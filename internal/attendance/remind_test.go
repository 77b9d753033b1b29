package attendance_test

import (
	"context"
	"sync"
	"testing"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/notice"
	"erikti/ent/gen/predicate"
	"erikti/ent/gen/region"
	"erikti/ent/gen/volunteerprivate"
	"erikti/internal/attendance"
	"erikti/internal/viewer"
)

func ofVolunteer(id string) predicate.VolunteerPrivate { return volunteerprivate.VolunteerID(id) }

// Who came is asked on the first and the third day, then the support center is, each
// once, by however many servers; after that the center settles too. Nobody is asked of an
// event where nobody had a place.
func TestItIsAskedWhoCame(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		where := w.st.Client.Region.Query().Order(gen.Asc(region.FieldIso)).FirstX(system).ID
		center := w.st.Client.Organization.Create().SetNameEn("Center").SetLegalForm("NGO").SetStatus("VERIFIED").SaveX(system).ID
		w.st.Client.SupportCenter.Create().SetOrganizationID(center).SetRegionID(where).SetValidFrom("2020-01-01").ExecX(system)
		looks := w.person()
		w.member(looks, center)
		s, dana, empty := w.shift(5), w.person(), w.shift(5)
		w.takes(t, s, dana)
		for _, e := range []string{s.EventID, empty.EventID} {
			w.st.Client.Event.UpdateOneID(e).SetRegionID(where).ExecX(system)
		}
		w.done(t)
		end := noon.Add(3 * time.Hour)
		settle := attendance.Settlement{EventID: s.EventID, Present: true}
		for _, step := range []struct {
			after           time.Duration
			staff, ofCenter int
		}{
			{23 * time.Hour, 0, 0}, {24 * time.Hour, 1, 0}, {71 * time.Hour, 1, 0}, {72 * time.Hour, 2, 0}, {167 * time.Hour, 2, 0}, {168 * time.Hour, 2, 1}, {240 * time.Hour, 2, 1},
		} {
			w.at(end.Add(step.after))
			var both sync.WaitGroup
			for range 2 {
				both.Go(func() {
					if err := w.people.Ask(context.Background()); err != nil {
						t.Error(err)
					}
				})
			}
			both.Wait()
			if a, b := len(w.told(w.staff, notice.KindWHO_CAME)), len(w.told(looks, notice.KindEVENT_UNSETTLED)); a != step.staff || b != step.ofCenter {
				t.Errorf("after %s the organizers were asked %d times, the center %d", step.after, a, b)
			}
			if step.after == 167*time.Hour {
				if no := refused(t, w.people.Settle(asCenter(looks, center, where), settle, "")); no != "NOT_FOUND" {
					t.Errorf("a center that was not asked: %q", no)
				}
			}
		}
		if no := refused(t, w.people.Settle(asCenter(looks, center, where), settle, "")); no != "" {
			t.Fatal(no)
		}
		if sum := w.minutes(t, dana); sum.Minutes != 180 {
			t.Errorf("%+v", sum)
		}
	})
}

// asCenter is the context of somebody who acts for the support center of a region.
func asCenter(volunteerID, center, region string) context.Context {
	return viewer.With(context.Background(), &viewer.Viewer{
		VolunteerID: volunteerID, AccountID: "acc", Roles: map[string][]viewer.Role{center: {viewer.Coordinator}}, Centers: []string{region},
	})
}
