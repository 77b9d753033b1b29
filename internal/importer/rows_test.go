package importer

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"erikti/ent/gen/event"
	"erikti/ent/rule"
	"erikti/internal/store"
)

const nycHeader = "opportunity_id,title,summary,org_content_id,org_title,category_desc,vol_requests,start_date_date,end_date_date,created_date,locality\n"

// nyc makes a file of NYC Service from "key,title" pairs.
func nyc(pairs ...string) string {
	var b strings.Builder
	b.WriteString(nycHeader)
	for _, pair := range pairs {
		b.WriteString(pair + `,Summary,7,Seven,Health,5,May 01 2011,May 02 2011,April 01 2011,` +
			`"{'human_address': '{""address"": ""1 Main St"", ""city"": ""NY""}'}"` + "\n")
	}
	return b.String()
}

func TestRowsThatDifferAreReportedAndKept(t *testing.T) {
	onBoth(t, func(t *testing.T, st *store.Store) {
		load(t, st, nyc("1,One", "2,Two", "3,Three"), Options{})
		ctx := rule.System(t.Context())
		two := st.Client.Event.Query().Where(event.ImportKey("2")).OnlyX(ctx)
		st.Client.Event.UpdateOne(two).SetTitleRu("Два").ExecX(ctx) // a translation is no difference
		changed := strings.NewReplacer(
			"3,Three,Summary,7,Seven,Health,5,May 01 2011,May 02 2011", "3,Trois,Summary,8,Eight,Education,6,May 02 2011,May 03 2011",
		).Replace(nyc("1,One", "2,Two", "3,Three", "4,Four"))
		report, rows := load(t, st, changed, Options{})
		const differs = "line 4 (3)\tdiffers\t%s: The file differs from what is stored; what is stored was kept%s"
		var lines []string
		for _, f := range [][2]string{
			{"title", " [Trois]"},
			{"org_content_id", " [8]"},
			{"category_desc", " [SOCIAL]"},
			{"start_date_date", " [2011-05-02T13:00:00Z]"},
			{"end_date_date", " [2011-05-03T22:00:00Z]"},
			{"vol_requests", ""},
		} {
			lines = append(lines, fmt.Sprintf(differs, f[0], f[1]))
		}
		want := []string{"unchanged 1", "unchanged 2", strings.Join(lines, "\n"), "loaded 4"}
		if !reflect.DeepEqual(rows, want) {
			t.Errorf("got %q", rows)
		}
		if report.Differing != 1 || report.Complete() {
			t.Errorf("%+v", report)
		}
		if e := st.Client.Event.Query().Where(event.ImportKey("3")).OnlyX(ctx); e.TitleEn != "Three" {
			t.Errorf("changed to %q", e.TitleEn)
		}
	})
}

// TestOneRowThatTheDatabaseRefuses must not take its batch with it.
func TestOneRowThatTheDatabaseRefuses(t *testing.T) {
	onBoth(t, func(t *testing.T, st *store.Store) {
		statement := "CREATE TRIGGER no_poison BEFORE INSERT ON shifts WHEN NEW.title_en = 'poison' BEGIN SELECT RAISE(ABORT, 'no'); END"
		if st.Postgres() {
			statement = "ALTER TABLE shifts ADD CONSTRAINT no_poison CHECK (title_en <> 'poison')"
		}
		if _, err := st.DB().ExecContext(t.Context(), statement); err != nil {
			t.Fatal(err)
		}
		text := nyc("1,One", "2,poison", "3,Three")
		text = strings.Replace(text, "2,poison,Summary,7,Seven", "2,poison,Summary,8,Eight", 1)
		for _, dry := range []bool{true, false} {
			report, rows := load(t, st, text, Options{DryRun: dry})
			want := []string{"loaded 1", "line 3 (2)\trefused\tThe database did not accept this row", "loaded 3"}
			if !reflect.DeepEqual(rows, want) || report.Organizations != 1 || report.Events != 2 {
				t.Errorf("got %q, %+v", rows, report)
			}
		}
		// Of the refused row nothing is left, its organization included.
		if got := counts(t, st); got != [3]int{1, 2, 2} {
			t.Errorf("stored %v", got)
		}
	})
}

// TestStoppedHalfWay leaves whole rows, and the next run adds the others.
func TestStoppedHalfWay(t *testing.T) {
	onBoth(t, func(t *testing.T, st *store.Store) {
		var pairs []string
		for i := range 1000 {
			pairs = append(pairs, fmt.Sprintf("%d,Number %d", i, i))
		}
		ctx, stop := context.WithCancel(t.Context())
		defer stop()
		done := 0
		report, err := Opportunities(ctx, st, strings.NewReader(nyc(pairs...)), Options{Now: now, OnRow: func(Row) error {
			if done++; done == 500 {
				stop()
			}
			return nil
		}})
		if !errors.Is(err, context.Canceled) {
			t.Fatal(err)
		}
		if got := counts(t, st); got != [3]int{1, report.Rows, report.Rows} || report.Rows != 600 {
			t.Errorf("reported %d, stored %v", report.Rows, got)
		}
		again, _ := load(t, st, nyc(pairs...), Options{})
		if again.Unchanged != 600 || again.Loaded != 400 || counts(t, st) != [3]int{1, 1000, 1000} {
			t.Errorf("the next run: %+v, stored %v", again, counts(t, st))
		}
	})
}

// TestAnotherImportAtOnce loads the same file from both sides: each row once.
func TestAnotherImportAtOnce(t *testing.T) {
	onBoth(t, func(t *testing.T, st *store.Store) {
		var pairs []string
		for i := range 500 {
			pairs = append(pairs, fmt.Sprintf("%d,Number %d", i, i))
		}
		reports := make(chan *Report, 2)
		for range 2 {
			go func() {
				r, err := Opportunities(context.WithoutCancel(t.Context()), st, strings.NewReader(nyc(pairs...)), Options{Now: now})
				if err != nil {
					t.Error(err)
				}
				reports <- r
			}()
		}
		a, b := <-reports, <-reports
		if a.Loaded+b.Loaded != 500 || a.Unchanged+b.Unchanged != 500 || counts(t, st) != [3]int{1, 500, 500} {
			t.Errorf("%+v\n%+v\nstored %v", a, b, counts(t, st))
		}
	})
}

func TestWithoutReferenceDataNothingBegins(t *testing.T) {
	t.Parallel()
	st, err := store.Open(t.Context(), sqliteURL(t), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	_, err = Opportunities(t.Context(), st, strings.NewReader(nyc("1,One")), Options{})
	if err == nil || !strings.Contains(err.Error(), "start the server once") {
		t.Error(err)
	}
}
