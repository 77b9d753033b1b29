package importer

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"testing"
	"time"

	"erikti/ent/gen/event"
	"erikti/ent/gen/organization"
	"erikti/ent/gen/shift"
	"erikti/ent/rule"
	"erikti/internal/store"
)

// TestTheTrapsOfNYCService loads a file with the columns of NYC Service and every
// trap of it: dry, in earnest, and again.
func TestTheTrapsOfNYCService(t *testing.T) {
	onBoth(t, func(t *testing.T, st *store.Store) {
		text := file(t, "opportunities.csv")
		dry, dryRows := load(t, st, text, Options{DryRun: true})
		if got := counts(t, st); got != [3]int{} {
			t.Fatalf("a dry run wrote %v", got)
		}
		real, rows := load(t, st, text, Options{})
		if !reflect.DeepEqual(dryRows, rows) {
			t.Error("the dry run reported other rows than the run")
		}
		dry.DryRun = false
		if !reflect.DeepEqual(dry, real) {
			t.Errorf("the dry run reported %+v, the run %+v", dry, real)
		}
		before := counts(t, st)
		if before != [3]int{real.Organizations, real.Events, real.Shifts} {
			t.Errorf("reported %d, %d, %d, stored %v", real.Organizations, real.Events, real.Shifts, before)
		}
		again, _ := load(t, st, text, Options{})
		if got := counts(t, st); got != before {
			t.Errorf("the second run changed %v to %v", before, got)
		}
		if again.Unchanged != real.Loaded+real.Noted || again.Refused != real.Refused || again.Events != 0 {
			t.Errorf("the second run: %+v", again)
		}
	})
}

// TestReportsOfTheCommand keeps the reports as they are printed, in both forms.
func TestReportsOfTheCommand(t *testing.T) {
	t.Setenv("LC_ALL", "C")
	url := sqliteURL(t)
	st := open(t, url)
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	again := func(ctx context.Context) (*store.Store, error) { return store.Open(ctx, url, store.Options{}) }
	run := func(name string, args ...string) {
		t.Helper()
		var out, errs bytes.Buffer
		code := Command(t.Context(), append(args, "opportunities", "testdata/opportunities.csv"), &out, &errs, again)
		if code != exitReported || errs.Len() > 0 {
			t.Errorf("exit code %d, %s", code, errs.String())
		}
		golden(t, name, out.String())
	}
	table := filepath.Join(t.TempDir(), "report.csv")
	run("report.dry-run.txt", "--dry-run")
	run("report.txt", "--report", table)
	run("report.again.ru.txt", "--locale", "ru")
	run("report.again.kk.txt", "--locale=kk")
	raw, err := os.ReadFile(table)
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "report.csv", string(raw))
}

func TestWhatIsStored(t *testing.T) {
	onBoth(t, func(t *testing.T, st *store.Store) {
		load(t, st, file(t, "opportunities.csv"), Options{})
		ctx := rule.System(t.Context())
		for _, c := range []struct{ key, title, description, venue, starts, ends, directions string }{
			{"9001", "One day, as it stands", "Help for an afternoon.", "12 Elm Street, New York, NY 10004", "2011-03-05T14:00:00Z", "2011-03-05T23:00:00Z", "SOCIAL"},
			{"9002", "A range of days", "Help for an afternoon.", "12 Elm Street, New York, NY 10004", "2011-03-05T14:00:00Z", "2011-12-31T23:00:00Z", "SOCIAL"},
			{"9003", "Over the change to summer time", "Help for an afternoon.", "12 Elm Street, New York, NY 10004", "2011-03-12T14:00:00Z", "2011-03-13T22:00:00Z", "SOCIAL"},
			{"9019", "Letter case of a category", "Help for an afternoon.", "12 Elm Street, New York, NY 10004", "2011-03-05T14:00:00Z", "2011-03-05T23:00:00Z", "EMERGENCY"},
			{"9020", "Health", "Help for an afternoon.", "12 Elm Street, New York, NY 10004", "2011-03-05T14:00:00Z", "2011-03-05T23:00:00Z", "MEDICINE"},
			{"9023", "A dict that was cut", "Help for an afternoon.", "", "2011-03-05T14:00:00Z", "2011-03-05T23:00:00Z", "SOCIAL"},
			{"9025", "An address in parts", "Help for an afternoon.", "1 King's Road, NY 10463", "2011-03-05T14:00:00Z", "2011-03-05T23:00:00Z", "SOCIAL"},
			{"9036", "Bold & slanted title", "First — paragraph.\n\nSecond\nline, 3 < 5.", "12 Elm Street, New York, NY 10004", "2011-03-05T14:00:00Z", "2011-03-05T23:00:00Z", "SOCIAL"},
			{"9037", "Lines in a field", "One line.\n\nAnother line.", "12 Elm Street, New York, NY 10004", "2011-03-05T14:00:00Z", "2011-03-05T23:00:00Z", "SOCIAL"},
			{"9038", "Spaces around and inside", "Help for an afternoon.", "12 Elm Street, New York, NY 10004", "2011-03-05T14:00:00Z", "2011-03-05T23:00:00Z", "SOCIAL"},
			{"9039", "Signs that hide and turn", "Café, café", "12 Elm Street, New York, NY 10004", "2011-03-05T14:00:00Z", "2011-03-05T23:00:00Z", "SOCIAL"},
		} {
			e, err := st.Client.Event.Query().Where(event.ImportSource("nyc-service"), event.ImportKey(c.key)).
				WithDirections().WithOrganization().WithShifts().Only(ctx)
			if err != nil {
				t.Fatalf("%s: %v", c.key, err)
			}
			got := [...]string{e.TitleEn, e.DescriptionEn, e.VenueEn, e.StartsAt.UTC().Format(time.RFC3339), e.EndsAt.UTC().Format(time.RFC3339), string(e.Edges.Directions[0].Code)}
			want := [...]string{c.title, c.description, c.venue, c.starts, c.ends, c.directions}
			if got != want {
				t.Errorf("%s:\n got %q\nwant %q", c.key, got, want)
			}
			if e.State != event.StateDONE || e.TimeZone != "America/New_York" || e.Edges.Organization.Status != organization.StatusVERIFIED {
				t.Errorf("%s: %s in %s of an organization that is %s", c.key, e.State, e.TimeZone, e.Edges.Organization.Status)
			}
			if got := fmt.Sprint(e.PublishedAt.UTC().Format(time.RFC3339)); got != "2011-01-19T05:00:00Z" {
				t.Errorf("%s: published at %s", c.key, got)
			}
			s := e.Edges.Shifts
			if len(s) != 1 || s[0].State != shift.StateENDED || s[0].NextTransitionAt != nil || s[0].Capacity != 12 ||
				s[0].Confirmed+s[0].Held+s[0].Waitlisted != 0 || !s[0].EndsAt.Equal(e.EndsAt) || s[0].TitleEn != e.TitleEn {
				t.Errorf("%s: shifts %+v", c.key, s)
			}
		}
		riverside := st.Client.Organization.Query().Where(organization.ImportKey("501")).WithDirections().OnlyX(ctx)
		if riverside.NameEn != "Riverside Friends" || riverside.LegalForm != organization.LegalFormNGO || len(riverside.Edges.Directions) != 2 {
			t.Errorf("the organization: %+v", riverside)
		}
	})
}
