package content

import (
	"bytes"
	"encoding/json"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode"

	"erikti/internal/geo"
)

var (
	directions = []string{"SOCIAL", "EVENT", "ANIMALS", "ETHNO", "EMERGENCY", "MEDICINE", "CULTURE", "MEDIA", "ONLINE"}
	legalForms = []string{"NGO", "STATE", "UNIVERSITY", "BUSINESS", "INFORMAL_GROUP"}
)

func load(t *testing.T) *Content {
	t.Helper()
	c, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// A misspelt key in a file would be dropped without a word and leave its field empty.
func TestFilesHaveNoUnknownFields(t *testing.T) {
	there, err := filepath.Glob("*.json")
	if err != nil {
		t.Fatal(err)
	}
	var read []string
	for _, f := range new(Content).files() {
		read = append(read, f.name)
		d := json.NewDecoder(bytes.NewReader(f.data))
		d.DisallowUnknownFields()
		if err := d.Decode(f.into); err != nil {
			t.Errorf("%s: %v", f.name, err)
		}
	}
	slices.Sort(read)
	if !slices.Equal(read, there) {
		t.Errorf("read are %v, there are %v", read, there)
	}
}

func TestEveryTextHasThreeLanguages(t *testing.T) {
	texts := 0
	eachText(reflect.ValueOf(load(t)).Elem(), "", func(where string, text Text) {
		texts++
		for lang, s := range map[string]string{"kk": text.Kk, "ru": text.Ru, "en": text.En} {
			if s == "" || s != strings.TrimSpace(s) || strings.Contains(s, "  ") {
				t.Errorf("%s %s: missing or stray spaces: %q", where, lang, s)
			}
			if word := mixedAlphabets(s); word != "" {
				t.Errorf("%s %s: %q mixes alphabets", where, lang, word)
			}
		}
		// One word may be the same in both («Ипподром»), and so may a pattern of placeholders; a sentence may not.
		if text.Kk == text.Ru && strings.Contains(text.Kk, " ") && !strings.Contains(text.Kk, "{") {
			t.Errorf("%s: Kazakh is the Russian text: %q", where, text.Kk)
		}
		if strings.ContainsFunc(text.En, func(r rune) bool { return unicode.Is(unicode.Cyrillic, r) }) {
			t.Errorf("%s: Cyrillic in English: %q", where, text.En)
		}
	})
	if texts < 300 {
		t.Errorf("only %d texts were visited: the walk misses a part of the content", texts)
	}
}

func TestOrganizationNames(t *testing.T) {
	o := load(t).Organizations
	if len(o.Stems) < 60 {
		t.Errorf("stems: got %d, want at least 60", len(o.Stems))
	}
	for _, lang := range []func(Text) string{
		func(x Text) string { return x.Kk }, func(x Text) string { return x.Ru }, func(x Text) string { return x.En },
	} {
		stems, names := map[string]bool{}, map[string]bool{}
		for _, k := range o.Known {
			names[lang(k.Name)] = true
		}
		for _, s := range o.Stems {
			if stems[lang(s.Name)] {
				t.Errorf("stem %q stands twice", lang(s.Name))
			}
			stems[lang(s.Name)] = true
			before := len(names)
			for _, p := range o.Patterns {
				if !slices.Contains(p.LegalForms, s.LegalForm) {
					continue
				}
				name := strings.ReplaceAll(lang(p.Text), "{stem}", lang(s.Name))
				if !strings.Contains(name, "{town}") {
					names[name] = true
					continue
				}
				for _, r := range geo.Regions() {
					names[strings.ReplaceAll(name, "{town}", lang(r.Center.Name))] = true
				}
			}
			if len(names) == before {
				t.Errorf("no pattern fits %q (%s)", lang(s.Name), s.LegalForm)
			}
		}
		if n := len(names) - len(o.Known); n < 230 {
			t.Errorf("distinct names beside the known ones: got %d, want at least 230", n)
		}
	}
	// A name must be recognisable in each language, so the same placeholders stand in all three.
	for _, p := range o.Patterns {
		for _, hole := range []string{"{stem}", "{town}"} {
			kk := strings.Contains(p.Text.Kk, hole)
			if kk != strings.Contains(p.Text.Ru, hole) || kk != strings.Contains(p.Text.En, hole) || (hole == "{stem}" && !kk) {
				t.Errorf("pattern %q: %s is not in all languages", p.Text.En, hole)
			}
		}
	}
}

func TestOrganizationCodes(t *testing.T) {
	o := load(t).Organizations
	regions := regionCodes()
	seen := map[string]bool{}
	for _, k := range o.Known {
		if seen[k.Code] || k.Source == "" || !regions[k.Region] {
			t.Errorf("%q: code not unique, no source, or region %q unknown", k.Code, k.Region)
		}
		seen[k.Code] = true
		checkCodes(t, k.Code, k.Directions, directions)
		checkCodes(t, k.Code, []string{k.LegalForm}, legalForms)
	}
	used := map[string]bool{}
	for _, s := range o.Stems {
		checkCodes(t, s.Name.En, s.Directions, directions)
		checkCodes(t, s.Name.En, []string{s.LegalForm}, legalForms)
		for _, d := range s.Directions {
			used[d] = true
		}
	}
	for _, d := range directions {
		if !used[d] {
			t.Errorf("no stem suits %s", d)
		}
	}
	for _, p := range o.Patterns {
		checkCodes(t, p.Text.En, p.LegalForms, legalForms)
	}
}

func TestEveryRegionHasACenterName(t *testing.T) {
	o := load(t).Organizations
	names := map[string]bool{}
	for iso := range regionCodes() {
		name, ok := o.SupportCenters[iso]
		if !ok || names[name.Kk] || names[name.Ru] || names[name.En] {
			t.Errorf("%s: no centre name of its own", iso)
		}
		names[name.Kk], names[name.Ru], names[name.En] = true, true, true
	}
	if len(o.SupportCenters) != 20 {
		t.Errorf("centre names: got %d, want 20", len(o.SupportCenters))
	}
	i := slices.IndexFunc(o.Known, func(k KnownOrganization) bool { return k.Region == "KZ-55" })
	if i < 0 || o.Known[i].Name != o.SupportCenters["KZ-55"] {
		t.Error("Pavlodar's centre and the known organization must have one name")
	}
}

func TestEventTemplates(t *testing.T) {
	c := load(t)
	regions, venues := regionCodes(), map[string]bool{}
	for _, v := range c.Venues.Venues {
		venues[v.Code] = true
	}
	perDirection, codes, titles := map[string]int{}, map[string]bool{}, map[string]bool{}
	for _, e := range c.Events.Templates {
		perDirection[e.Direction]++
		if codes[e.Code] || titles[e.Title.Kk] || titles[e.Title.Ru] || titles[e.Title.En] {
			t.Errorf("%s: code or title stands twice", e.Code)
		}
		codes[e.Code], titles[e.Title.Kk], titles[e.Title.Ru], titles[e.Title.En] = true, true, true, true
		checkCodes(t, e.Code, []string{e.Direction}, directions)
		if e.ShiftHours < 1 || e.ShiftHours > 8 || e.Capacity.Min < 1 || e.Capacity.Max < e.Capacity.Min {
			t.Errorf("%s: %d hours, capacity %v", e.Code, e.ShiftHours, e.Capacity)
		}
		if e.Remote != (e.Direction == "ONLINE") || e.Remote != (len(e.Venues) == 0) {
			t.Errorf("%s: remote is exactly what is ONLINE and has no venue", e.Code)
		}
		// Invariant 11: minors never in emergencies.
		if e.MinAge < 0 || e.MinAge > 18 || (e.Direction == "EMERGENCY" && e.MinAge != 18) {
			t.Errorf("%s: minimum age %d", e.Code, e.MinAge)
		}
		for _, m := range e.Months {
			if m < 1 || m > 12 {
				t.Errorf("%s: month %d", e.Code, m)
			}
		}
		for _, r := range e.Regions {
			if !regions[r] {
				t.Errorf("%s: region %q", e.Code, r)
			}
		}
		for _, v := range e.Venues {
			if !venues[v] {
				t.Errorf("%s: venue %q", e.Code, v)
			}
		}
		checkShifts(t, c.Events.ShiftTitles, e)
	}
	for _, d := range directions {
		if perDirection[d] < 10 {
			t.Errorf("%s: %d templates, want at least 10", d, perDirection[d])
		}
	}
}

// Shifts named after a time of day follow one another: someone may take all of them (invariant 10 lets nobody hold two
// that overlap).
func checkShifts(t *testing.T, titles map[string]Text, e EventTemplate) {
	t.Helper()
	if len(e.Shifts) == 0 {
		t.Errorf("%s has no shift", e.Code)
	}
	clock := []string{"MORNING", "DAY", "DAY_LATE", "EVENING", "NIGHT", "WEEKDAY_EVENING", "WEEKEND"}
	free, seen := 0, map[string]bool{}
	for _, s := range e.Shifts {
		if _, ok := titles[s.Title]; !ok || seen[s.Title] || s.StartHour < 5 || s.StartHour > 22 {
			t.Errorf("%s: shift %+v", e.Code, s)
		}
		seen[s.Title] = true
		if !slices.Contains(clock, s.Title) || strings.HasPrefix(s.Title, "WEEK") {
			continue // roles run side by side; a weekday and a weekend are different days
		}
		if s.StartHour < free {
			t.Errorf("%s: shift %s starts before the one ahead of it ends", e.Code, s.Title)
		}
		free = s.StartHour + e.ShiftHours
	}
}

func TestVenues(t *testing.T) {
	v := load(t).Venues
	if len(v.Venues) < 25 || v.Numbers.Min < 1 || v.Numbers.Max <= v.Numbers.Min {
		t.Errorf("%d venues, numbers %v", len(v.Venues), v.Numbers)
	}
	seen := map[string]bool{}
	for _, x := range v.Venues {
		if seen[x.Code] {
			t.Errorf("%s stands twice", x.Code)
		}
		seen[x.Code] = true
		n := strings.Contains(x.Name.Kk, "{n}")
		if n != strings.Contains(x.Name.Ru, "{n}") || n != strings.Contains(x.Name.En, "{n}") {
			t.Errorf("%s: {n} is not in all languages", x.Code)
		}
	}
}

func TestPeople(t *testing.T) {
	p := load(t).People
	given := map[string]map[string]bool{"FEMALE": {}, "MALE": {}}
	origins := map[string]bool{}
	for _, g := range p.Given {
		if given[g.Gender] == nil {
			t.Fatalf("gender %q", g.Gender)
		}
		origins[g.Origin] = true
		for _, n := range g.Names {
			if given[g.Gender][n] || !cyrillicName(n) {
				t.Errorf("given name %q: twice, or not a Cyrillic name", n)
			}
			given[g.Gender][n] = true
		}
	}
	if len(given["FEMALE"]) < 60 || len(given["MALE"]) < 60 || len(p.Family) < 120 {
		t.Errorf("got %d female, %d male, %d family names", len(given["FEMALE"]), len(given["MALE"]), len(p.Family))
	}
	seen := map[string]bool{}
	for _, f := range p.Family {
		if seen[f.Male] || !cyrillicName(f.Male) || !cyrillicName(f.Female) || !origins[f.Origin] {
			t.Errorf("family name %+v", f)
		}
		seen[f.Male] = true
	}
}

func regionCodes() map[string]bool {
	known := map[string]bool{}
	for _, r := range geo.Regions() {
		known[r.ISO] = true
	}
	return known
}

func checkCodes(t *testing.T, where string, got, known []string) {
	t.Helper()
	if len(got) == 0 {
		t.Errorf("%s: no code", where)
	}
	for _, c := range got {
		if !slices.Contains(known, c) {
			t.Errorf("%s: code %q", where, c)
		}
	}
}

// eachText visits every Text below v, so that a new list of texts is checked without being named here.
func eachText(v reflect.Value, where string, visit func(string, Text)) {
	if text, ok := v.Interface().(Text); ok {
		visit(where, text)
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			eachText(v.Field(i), where+"."+v.Type().Field(i).Name, visit)
		}
	case reflect.Slice:
		for i := range v.Len() {
			eachText(v.Index(i), where, visit)
		}
	case reflect.Map:
		for _, k := range v.MapKeys() {
			eachText(v.MapIndex(k), where+"."+k.String(), visit)
		}
	}
}

// mixedAlphabets finds a word with Latin and Cyrillic letters: a Latin i or a inside Kazakh looks right and is not found
// by a search. A hyphen parts words ("Rina.kz волонтерлік" and "Ctrl+Enter" are fine).
func mixedAlphabets(s string) string {
	words := strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) })
	for _, w := range words {
		latin := strings.ContainsFunc(w, func(r rune) bool { return unicode.Is(unicode.Latin, r) })
		if latin && strings.ContainsFunc(w, func(r rune) bool { return unicode.Is(unicode.Cyrillic, r) }) {
			return w
		}
	}
	return ""
}

func cyrillicName(s string) bool {
	first := []rune(s)
	return len(first) > 1 && unicode.IsUpper(first[0]) &&
		!strings.ContainsFunc(s, func(r rune) bool { return !unicode.Is(unicode.Cyrillic, r) })
}
