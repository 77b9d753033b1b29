package importer

import (
	"strings"
	"testing"

	"erikti/internal/lang"
)

func TestMappingsThatCannotWork(t *testing.T) {
	t.Parallel()
	good := string(nycService)
	for _, c := range []struct{ from, to, want string }{
		{`"source"`, `"sauce"`, `unknown field "sauce"`},
		{`"nyc-service"`, `""`, "source: write"},
		{`"nyc-service"`, `"nyc\u0007service"`, "source: write"},
		{`"en"`, `"de"`, "locale: write kk, ru or en"},
		{`"America/New_York"`, `"America/Atlantis"`, "time_zone: this is no IANA zone"},
		{`"America/New_York"`, `"Local"`, "time_zone: write"},
		{`"opportunity_id"`, `""`, "key: write"},
		{`"title": "title"`, `"title": ""`, "title: write"},
		{`"title": "title"`, `"title": {"de": "title"}`, "kk, ru or en"},
		{`"title": "title"`, `"title": 7`, `write a text as "COLUMN"`},
		{`"org_title"`, `""`, "organization.name: write"},
		{`"NGO"`, `"CLUB"`, "organization.legal_form: write"},
		{`"VERIFIED"`, `"SUSPENDED"`, "organization.status: write"},
		{`"SOCIAL",`, `"SOCCER",`, "category: a direction is"},
		{`"default": "SOCIAL"`, `"default": "SOCCER"`, "category: a direction is"},
		{`"vol_requests"`, `""`, "capacity.column: write"},
		{`9998`, `-1`, "capacity: most"},
		{`"January 2 2006"`, `"January 2006"`, "dates.layouts: a layout shows"},
		{`"January 2 2006"`, `"DD.MM.YYYY"`, "dates.layouts: a layout shows"},
		{`"start_date_date"`, `""`, "dates: write"},
		{`"09:00"`, `"9 o'clock"`, "dates.start_time: write HH:MM"},
		{`"18:00"`, `"25:00"`, "dates.end_time: write HH:MM"},
		{`"socrata"`, `"json"`, "place.format: write"},
		{`["locality"]`, `["locality", "Postcode"]`, "place.columns:"},
		{"}\n}", "}\n} {}", "more follows"},
		{"{", "[", "the mapping file:"},
	} {
		bad := strings.Replace(good, c.from, c.to, 1)
		if bad == good {
			t.Fatalf("%s is not in the mapping", c.from)
		}
		_, err := ReadMapping(strings.NewReader(bad))
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v", c.to, err)
		}
	}
}

func TestBuiltInMapping(t *testing.T) {
	t.Parallel()
	m := NYCService()
	if m.Source != "nyc-service" || m.Title[lang.EN] != "title" || m.Organization.Status != "VERIFIED" {
		t.Errorf("%+v", m)
	}
}

// TestEveryFindingHasWords in every language.
func TestEveryFindingHasWords(t *testing.T) {
	t.Parallel()
	keys := []string{"import.line", "import.progress"}
	for _, c := range []Code{
		BrokenQuotes, DatabaseRefused, DateOutOfRange, DuplicateKey, EndsBeforeStart, FieldTooLong, LostCharacters, Missing,
		NotADate, NotANumber, NotPositive, NULByte, SignupWindow, TextTooLong, TooMany, WrongFieldCount, YearAsCount,
		CapacityAssumed, CapacityDoubtful, CategoryMissing, CategoryUnknown, EndAssumed, MarkupRemoved,
		OrganizationNameKept, OrganizationUnverified, PlaceMissing, PlaceUnreadable, PublishedUnreadable, RegionUnknown, ContentDiffers,
	} {
		keys = append(keys, "import.finding."+string(c))
	}
	for _, o := range []Outcome{Loaded, Noted, Unchanged, Differs, Refused} {
		keys = append(keys, "import.outcome."+string(o), "import.summary."+string(o))
	}
	for _, name := range []string{"added", "dry_run", "findings", "ranges", "rows", "status", "times"} {
		keys = append(keys, "import.summary."+name)
	}
	args := map[string]any{
		"places": 3, "direction": "SOCIAL", "line": "7", "time": "18:00", "limit": 64, "status": "SUSPENDED", "most": 9998,
		"found": 2, "expected": 41, "rows": 5, "organizations": 1, "events": 2, "shifts": 3, "start": "09:00", "end": "18:00", "zone": "Asia/Almaty",
	}
	for _, key := range keys {
		for _, l := range lang.Locales {
			if s := lang.Message(l, key, args); s == key || s == "" || strings.ContainsAny(s, "{}") {
				t.Errorf("%s in %s: %q", key, l, s)
			}
		}
	}
}
