package geo

import (
	"strings"
	"testing"
	"time"
	_ "time/tzdata" // the test must not depend on the machine's zone files
)

func TestRegionsValidOn(t *testing.T) {
	for _, c := range []struct {
		day  string
		want int
	}{
		{"2019-11-15", 17}, // the network's first season
		{"2022-06-07", 17},
		{"2022-06-08", 20}, // Abai, Jetisu and Ulytau
		{"2026-01-01", 20},
		{"2018-06-18", 16}, // Shymkent was not yet a region
		{"2018-06-19", 17},
	} {
		got := 0
		for _, r := range Regions() {
			if r.ValidOn(c.day) {
				got++
			}
		}
		if got != c.want {
			t.Errorf("regions valid on %s: got %d, want %d", c.day, got, c.want)
		}
	}
	gone := Region{ValidTo: "2022-06-08"}
	if !gone.ValidOn("2022-06-07") || gone.ValidOn("2022-06-08") {
		t.Error("ValidTo is the first day on which the region is no more")
	}
}

func TestRegionsAreComplete(t *testing.T) {
	seen := map[string]bool{}
	cities := 0
	for _, r := range Regions() {
		if seen[r.ISO] {
			t.Errorf("%s stands twice", r.ISO)
		}
		seen[r.ISO] = true
		if r.Kind == KindCity {
			cities++
		} else if r.Kind != KindOblys {
			t.Errorf("%s: kind %q", r.ISO, r.Kind)
		}
		// True of all 20 rows of the source; a typing error in either code breaks it.
		if len(r.KATO) != 9 || r.ISO != "KZ-"+r.KATO[:2] {
			t.Errorf("%s: KATO %s", r.ISO, r.KATO)
		}
		checkTexts(t, r.ISO, r.Name, r.Short, r.Center.Name)
		if r.Center.Lon < 46 || r.Center.Lon > 88 || r.Center.Lat < 40 || r.Center.Lat > 56 {
			t.Errorf("%s: centre %v, %v is not in Kazakhstan", r.ISO, r.Center.Lon, r.Center.Lat)
		}
		checkZone(t, r)
	}
	if cities != 3 {
		t.Errorf("cities of republican significance: got %d, want 3", cities)
	}
}

// checkZone: since 1 March 2024 the whole country is on UTC+5; before, most of it was on UTC+6.
func checkZone(t *testing.T, r Region) {
	t.Helper()
	zone, err := time.LoadLocation(r.TimeZone)
	if err != nil {
		t.Errorf("%s: %v", r.ISO, err)
		return
	}
	if _, offset := time.Date(2026, 1, 1, 0, 0, 0, 0, zone).Zone(); offset != 5*3600 {
		t.Errorf("%s: %s is at %d s in 2026, want UTC+5", r.ISO, r.TimeZone, offset)
	}
}

func TestDistricts(t *testing.T) {
	former := map[string]string{"KZ-10": "KZ-63", "KZ-33": "KZ-19", "KZ-62": "KZ-35"}
	known := regionCodes()
	seen := map[string]bool{}
	for _, d := range Districts() {
		if seen[d.KATO] || len(d.KATO) != 9 {
			t.Errorf("district %q: code not unique or not nine digits", d.KATO)
		}
		seen[d.KATO] = true
		if !known[d.RegionISO] || "KZ-"+d.KATO[:2] != d.RegionISO {
			t.Errorf("%s: region %q", d.KATO, d.RegionISO)
		}
		if d.FormerRegionISO != former[d.RegionISO] {
			t.Errorf("%s: former region %q, want %q", d.KATO, d.FormerRegionISO, former[d.RegionISO])
		}
		switch d.Kind {
		case DistrictCity, DistrictRural, DistrictOfCity:
		default:
			t.Errorf("%s: kind %q", d.KATO, d.Kind)
		}
		checkTexts(t, d.KATO, d.Name, d.Short)
	}
	if len(seen) != 224 {
		t.Errorf("districts: got %d, want 224", len(seen))
	}
}

func TestUniversities(t *testing.T) {
	known := regionCodes()
	domains := map[string]string{}
	for _, u := range Universities() {
		checkTexts(t, u.Name.En, u.Name)
		if !known[u.RegionISO] {
			t.Errorf("%s: region %q", u.Name.En, u.RegionISO)
		}
		if len(u.EmailDomains) == 0 {
			t.Errorf("%s has no domain", u.Name.En)
		}
		for _, d := range u.EmailDomains {
			// One domain proves one university, or a student could claim a place from another one's budget.
			if domains[d] != "" || d != strings.ToLower(d) || !strings.HasSuffix(d, ".kz") {
				t.Errorf("%s: domain %q (also of %q)", u.Name.En, d, domains[d])
			}
			domains[d] = u.Name.En
		}
	}
	if n := len(Universities()); n < 35 {
		t.Errorf("universities: got %d, want about 40", n)
	}
}

func TestCallersCannotChangeEachOthersRows(t *testing.T) {
	Regions()[0].ISO = "changed"
	if Regions()[0].ISO == "changed" {
		t.Error("Regions hands out its own slice")
	}
}

func regionCodes() map[string]bool {
	known := map[string]bool{}
	for _, r := range Regions() {
		known[r.ISO] = true
	}
	return known
}

// checkTexts: three languages, trimmed, and no Latin letter inside a Cyrillic word, the commonest error of the source.
func checkTexts(t *testing.T, where string, texts ...LocalizedText) {
	t.Helper()
	for _, text := range texts {
		for _, s := range []string{text.Kk, text.Ru, text.En} {
			if s == "" || s != strings.TrimSpace(s) {
				t.Errorf("%s: %+v is missing a language or has stray spaces", where, text)
			}
			for word := range strings.FieldsSeq(s) {
				if hasLatin(word) && hasCyrillic(word) {
					t.Errorf("%s: %q mixes alphabets", where, word)
				}
			}
		}
	}
}

func hasLatin(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return r >= 'A' && r <= 'z' && (r <= 'Z' || r >= 'a') })
}

func hasCyrillic(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return r >= 0x400 && r < 0x530 })
}
