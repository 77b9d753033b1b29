package attack

import (
	"encoding/json"
	"testing"

	"erikti/internal/apptest"
)

// What a viewer may not see is not followed either: a draft changes nothing in a set
// that it would match, for its own organizer neither, and no version has a gap.
func TestE11_DraftsAreNotFollowed(t *testing.T) {
	apptest.EachDatabase(t, func(t *testing.T, url string) {
		s := apptest.Start(t, url)
		w := newWorld(t, s)
		for name, c := range map[string]*apptest.Client{"its organizer": w.stranger, "a visitor": s.As("")} {
			one := open(t, c, false)
			one.subscribe("draft", `subscription($id: ID!) { eventCapacity(eventId: $id) { version } }`, map[string]any{"id": w.draft})
			if m := one.hear(); m.Type != "error" || !hasCode(t, m.Payload, "NOT_FOUND") {
				t.Errorf("%s: %s %s", name, m.Type, m.Payload)
			}
			one.subscribe("set", followSet, map[string]any{"where": map[string]any{"eventIds": []string{w.draft, w.event}}})
			set := setOf(t, one.hear())
			if len(set.Shifts) != 1 || set.Shifts[0].EventID != w.event {
				t.Errorf("%s: %+v", name, set)
			}
			version := set.Shifts[0].Version
			grows := func(change func()) int {
				change()
				w.organizer.Do(t, updateShift, apptest.Input("shiftId", w.shift, "capacity", 20+version))
				set := setOf(t, one.hear())
				if len(set.Shifts) != 1 || set.Reset || set.Shifts[0].EventID != w.event {
					t.Errorf("%s: after a change: %+v", name, set)
				}
				by := set.Shifts[0].Version - version
				version = set.Shifts[0].Version
				return by
			}
			alone := grows(func() {})
			beside := grows(func() {
				w.stranger.Do(t, updateShift, apptest.Input("shiftId", w.draftShift, "capacity", 7+version))
			})
			if alone != beside {
				t.Errorf("%s: versions grow by %d, by %d when a draft changes too", name, alone, beside)
			}
			if rest := one.settle(); len(rest) != 0 {
				t.Errorf("%s: %v", name, rest)
			}
		}
	})
}

func hasCode(t testing.TB, payload []byte, code string) bool {
	t.Helper()
	var errs []apptest.Error
	if err := json.Unmarshal(payload, &errs); err != nil || len(errs) == 0 {
		t.Fatalf("%s: %v", payload, err)
	}
	return errs[0].Extensions.Code == code
}
