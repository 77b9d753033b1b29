package attack

import (
	"testing"

	"erikti/internal/apptest"
)

// In a search nothing means anything but words.
func TestB20_WildcardsInSearchesAreLiteral(t *testing.T) {
	apptest.EachDatabase(t, func(t *testing.T, database string) {
		s := apptest.Start(t, database)
		c, organization := organizer(s, "organizer")
		event, _ := c.Shift(t, organization, 1, 3) // Cleaning the bank of the Irtysh
		for search, want := range map[string]float64{
			"Irtysh": 1, "irtysh cleaning": 1, "": 1, " ": 1,
			// What is no word finds nothing, and joins none.
			"%": 0, "_": 0, "%%": 0, `\`: 0, "'": 0, "*": 0, "?": 0, "\x00": 0, "%x%": 0, "Irtysh%x": 0, "_x_": 0,
			"' UNION SELECT 1 --": 0, "Irtysh' AND 'x'='x": 0, "[x-z]": 0, "(x|I).*": 0, "Irtysh\x00": 1, "Irtysh%": 1,
		} {
			a := c.Do(t, `query($s: String) { events(search: $s) { totalCount } }`, map[string]any{"s": search})
			if a.At("events", "totalCount") != want {
				t.Errorf("events %q: %v, want %v", search, a.At("events", "totalCount"), want)
			}
		}
		for search, want := range map[string]float64{"organizer": 1, "%": 0, "_": 0, "organizer_x": 0} {
			a := c.Do(t, `query($s: String) { organizations(search: $s) { totalCount } }`, map[string]any{"s": search})
			if a.At("organizations", "totalCount") != want {
				t.Errorf("organizations %q: %v, want %v", search, a.At("organizations", "totalCount"), want)
			}
		}
		for _, id := range []string{"evt_%", "%", "evt_' OR '1'='1", event[:len(event)-1] + "_"} {
			if a := c.Do(t, `query($w: EventWhereInput) { events(where: $w) { totalCount } }`, map[string]any{"w": map[string]any{"id": id}}); a.At("events", "totalCount") != 0.0 {
				t.Errorf("id %q: %s", id, a.Body)
			}
		}
	})
}
