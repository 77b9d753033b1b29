package program

import (
	"encoding/csv"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"reflect"
	"strings"
	"testing"
	"time"

	"erikti/ent/gen/shift"
	"erikti/internal/apptest"
	"erikti/internal/figure"
	"erikti/internal/id"
)

// answered is what an address answers a visitor.
func answered(t testing.TB, s *apptest.Server, path string) (int, http.Header, string) {
	t.Helper()
	answer, err := http.Get(s.URL + path)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close() //nolint:errcheck // it was read
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer.StatusCode, answer.Header, string(body)
}

// The file of open figures costs who asks as the query does: too many of them are refused.
func TestOpenFiguresAsAFile(t *testing.T) {
	each(t, func(t *testing.T, s *apptest.Server) {
		code, header, body := answered(t, s, "/open-figures.csv")
		if code != http.StatusOK || !strings.HasPrefix(header.Get("Cache-Control"), "public") || !strings.HasPrefix(body, "\ufeff\"month\";\"region\"") {
			t.Errorf("%d %v %q", code, header, body)
		}
		for _, bad := range []string{"by=x", "from=2026-01-01&to=2026-02", "from=2026-02&to=2026-01", "from=2020-01&to=2026-01", "to=2026-01"} {
			if code, _, _ := answered(t, s, "/open-figures.csv?"+bad); code != http.StatusBadRequest {
				t.Errorf("%s: %d", bad, code)
			}
		}
		if code, _, _ := answered(t, s, "/open-figures.csv"); code != http.StatusTooManyRequests {
			t.Errorf("a seventh file of a minute: %d", code)
		}
	}, "COST_PER_ADDRESS=2000")
}

// The file tells what the query tells, whatever months, grain and region are chosen: sums
// of the same whole cells, to the row.
func TestTheFileOfOpenFiguresIsWhatTheQueryTells(t *testing.T) {
	each(t, func(t *testing.T, s *apptest.Server) {
		x := newSides(t, s)
		crowd := born(s, 90)
		first, last := time.Now().AddDate(0, -4, 0).Format("2006-01"), time.Now().AddDate(0, -3, 0).Format("2006-01")
		for i, month := range []string{first, last} {
			logged(t, s, x.center, pavlodar(), "SOCIAL", month+"-10", crowd[:60+i]...)
			logged(t, s, x.center, pavlodar(), "ETHNO", month+"-11", crowd[30:]...)
			logged(t, s, x.center, karagandy(), "SOCIAL", month+"-11", crowd[23:25]...) // too few
			logged(t, s, x.center, id.Region.Of("KZ-75"), "SOCIAL", month+"-12", crowd[i:]...)
			logged(t, s, x.center, id.Region.Of("KZ-75"), "CULTURE", month+"-13", crowd[i:60]...)
		}
		if err := figure.New(s.App.Store(), 10, time.Now).Fix(t.Context()); err != nil {
			t.Fatal(err)
		}
		regions := s.As("").Do(t, `{ regions { id iso } }`, nil)
		iso := map[string]string{}
		for i := range regions.At("regions").([]any) {
			iso[regions.Text("regions", i, "id")] = regions.Text("regions", i, "iso")
		}
		seen := map[string]bool{}
		for _, by := range []string{"REGION", "DIRECTION", "AGE"} {
			for _, chosen := range []any{nil, pavlodar(), karagandy(), id.Region.Of("KZ-75"), id.Region.Of("KZ-11")} {
				for _, period := range [][2]string{{first, first}, {last, last}, {first, last}} {
					path := "/open-figures.csv?" + url.Values{"from": {period[0]}, "to": {period[1]}, "by": {by}}.Encode()
					if chosen != nil {
						path += "&region=" + iso[chosen.(string)]
					}
					code, _, body := answered(t, s, path)
					read := csv.NewReader(strings.NewReader(strings.TrimPrefix(body, "\ufeff")))
					read.Comma = ';'
					file, err := read.ReadAll()
					if code != http.StatusOK || err != nil {
						t.Fatalf("%s: %d %v %q", path, code, err, body)
					}
					a := s.As("").Do(t, openFigures, map[string]any{"from": period[0], "to": period[1], "by": by, "region": chosen})
					told := [][]string{{"month", "region", "direction", "age", "part", "people", "hours", "events", "places"}}
					for i := range a.At("openFigures", "rows").([]any) {
						var line []string
						for _, name := range told[0] {
							cell := a.At("openFigures", "rows", i, name)
							if place, ok := cell.(map[string]any); ok {
								cell = iso[place["id"].(string)]
							}
							if cell == nil {
								cell = ""
							}
							line = append(line, fmt.Sprint(cell))
						}
						told = append(told, line)
					}
					if !reflect.DeepEqual(file, told) {
						t.Errorf("%s:\n%v\n%v", path, file, told)
					}
					seen[body] = true
				}
			}
		}
		// The choices matter: a period has other files than another, and several each. Where too
		// few worked there is one file for all grains.
		if len(seen) < 3*5 {
			t.Errorf("%d different files", len(seen))
		}
		for _, bad := range []string{"region=KZ-99", "region=" + pavlodar(), "region=%27"} {
			if code, _, _ := answered(t, s, "/open-figures.csv?"+bad); code != http.StatusBadRequest {
				t.Errorf("%s: %d", bad, code)
			}
		}
	}, "COST_PER_ADDRESS=1000000")
}

const exportRegister = `query($kind: RegisterKind!, $region: ID!, $locale: Locale) { exportRegister(kind: $kind, regionId: $region, locale: $locale) { name rows csv } }`

// The register holds what is public of the region, in the words of the law, and nothing in
// it is a formula; it is for who answers for the region.
func TestTheRegisterOfARegion(t *testing.T) {
	each(t, func(t *testing.T, s *apptest.Server) {
		x := newSides(t, s)
		rows(s).Organization.Create().SetNameEn("=HYPERLINK(\"https://evil.example\")").SetLegalForm("NGO").SetStatus("VERIFIED").SetHomeRegionID(pavlodar()).ExecX(system)
		rows(s).Organization.Create().SetNameEn("hidden-canary").SetLegalForm("NGO").SetStatus("PENDING").SetHomeRegionID(pavlodar()).ExecX(system)
		rows(s).Organization.Create().SetNameEn("elsewhere-canary").SetLegalForm("NGO").SetStatus("VERIFIED").SetHomeRegionID(karagandy()).ExecX(system)
		rows(s).Organization.Create().SetNameEn("\u00a0@group;\"two\"").SetLegalForm("INFORMAL_GROUP").SetStatus("VERIFIED").SetHomeRegionID(pavlodar()).ExecX(system)
		rows(s).Project.Create().SetOrganizationID(x.center).SetRegionID(pavlodar()).SetFunding("OWN").SetState("RUNNING").SetTitleEn("+project").SetSum(150).
			SetStartsOn("2026-01-01").SetEndsOn("2026-02-01").ExecX(system)
		rows(s).Project.Create().SetOrganizationID(x.center).SetRegionID(pavlodar()).SetFunding("GRANT").SetState("APPLICATION").SetTitleEn("asked-canary").SetSum(150).
			SetStartsOn("2026-01-01").SetEndsOn("2026-02-01").ExecX(system)
		begin := time.Date(2026, 12, 11, 5, 0, 0, 0, time.UTC)
		action := rows(s).Event.Create().SetOrganizationID(x.center).SetRegionID(pavlodar()).SetTitleEn("-cleaning").SetState("PUBLISHED").AddDirectionIDs(id.Direction.Of("SOCIAL")).
			SetStartsAt(begin).SetEndsAt(begin.Add(3 * time.Hour)).SetTimeZone("Asia/Almaty").SaveX(system)
		for i, state := range []shift.State{"OPEN", "CLOSED", "CANCELLED"} { // of a cancelled one no place is counted
			rows(s).Shift.Create().SetEvent(action).SetTitleEn("S").SetStartsAt(begin).SetEndsAt(begin.Add(time.Hour)).SetCapacity(7 + i).SetState(state).ExecX(system)
		}
		rows(s).Event.Create().SetOrganizationID(x.center).SetRegionID(pavlodar()).SetTitleEn("draft-canary").SetStartsAt(begin).SetEndsAt(begin.Add(time.Hour)).SetTimeZone("Asia/Almaty").ExecX(system)
		ask := func(who *apptest.Client, kind, region, locale string) *apptest.Answer {
			return who.Ask(t, exportRegister, map[string]any{"kind": kind, "region": region, "locale": locale})
		}
		for kind, want := range map[string]string{
			"ORGANIZATIONS": `"'=HYPERLINK(""https://evil.example"")"`, "GROUPS": "\"'\u00a0@group;\"\"two\"\"\"", "PROJECTS": `"'+project"`,
			"ACTIONS": `"1";"'-cleaning";"Center of Pavlodar";"2026-12-11 10:00";"2026-12-11 13:00";`,
		} {
			a := ask(x.head, kind, pavlodar(), "kk")
			text := a.Text("exportRegister", "csv")
			if len(a.Errors) > 0 || !strings.Contains(text, want) || strings.Contains(text, "-canary") || !strings.HasPrefix(text, "\ufeff\"№\";\"Волонтер") {
				t.Errorf("%s: %s", kind, a.Body)
			}
		}
		for locale, words := range map[string][]string{"kk": {"Волонтерлік акцияның атауы", `;"15";"Жарияланды"`}, "ru": {"Наименование волонтёрской акции", `;"15";"Опубликована"`}} {
			text := ask(x.head, "ACTIONS", pavlodar(), locale).Text("exportRegister", "csv")
			for _, word := range words {
				if !strings.Contains(text, word) {
					t.Errorf("%s: %s is not in %s", locale, word, text)
				}
			}
		}
		if text := ask(x.admin, "PROJECTS", pavlodar(), "en").Text("exportRegister", "csv"); !strings.Contains(text, "Наименование волонтёрского проекта") || !strings.Contains(text, `"1.50"`) {
			t.Errorf("%s", text)
		}
		for _, region := range []string{karagandy(), id.Region.Of("KZ-00"), ""} {
			if a := ask(x.head, "ORGANIZATIONS", region, "ru"); a.Code() != "NOT_FOUND" {
				t.Errorf("%s: %s", region, a.Body)
			}
		}
		if a := ask(x.own, "ORGANIZATIONS", pavlodar(), "ru"); a.Code() != "NOT_FOUND" {
			t.Errorf("%s", a.Body)
		}
	})
}
