package mistake

import (
	"slices"
	"strings"
	"testing"
)

const told = "The forum opens on the eleventh. Volunteers come from all regions. The forum ends on the twelfth. Volunteers go home."

// at is a fragment as a reader selects it, the nth one.
func at(text, quote string, nth int) Fragment {
	i := 0
	for ; nth > 0; nth-- {
		i += strings.Index(text[i:], quote) + 1
	}
	i--
	return Fragment{quote, text[max(i-30, 0):i], text[i+len(quote) : min(i+len(quote)+30, len(text))], len([]rune(text[:i]))}
}

func TestAFragmentIsFoundInATextThatWasEdited(t *testing.T) {
	second := at(told, "Volunteers", 2)
	for name, c := range map[string]struct {
		text  string
		f     Fragment
		state PlaceState
		want  string // before it and itself
	}{
		"as it was":              {told, second, Found, "twelfth. Volunteers"},
		"a sentence before it":   {"Good news! Really very good news, and long. " + told, second, Found, "twelfth. Volunteers"},
		"the other one is gone":  {strings.Replace(told, "Volunteers come", "People come", 1), second, Found, "twelfth. Volunteers"},
		"mended":                 {strings.Replace(told, "Volunteers go", "They go", 1), second, Found, "eleventh. Volunteers"},
		"mended, others stay":    {strings.Replace(told, "eleventh", "11th", 1), at(told, "eleventh", 1), Changed, "opens on the 11th"},
		"removed":                {strings.Replace(told, "eleventh", "", 1), at(told, "eleventh", 1), Changed, "opens on the"},
		"all of it is new":       {"Nothing is as it was.", second, Lost, "he forum ends on the twelfth.Volunteers"},
		"lines broken anew":      {strings.ReplaceAll(told, " ", "\n  "), second, Found, "twelfth. Volunteers"},
		"the whole":              {told, Fragment{}, Whole, ""},
		"without what is around": {told, Fragment{Quote: "regions"}, Found, "all regions"},
		"moved":                  {"The forum ends on the twelfth. Volunteers go home. " + told[:66], second, Found, "twelfth. Volunteers"},
	} {
		p := Locate([]string{c.text}, c.f)
		if name == "mended" {
			if p.State != Changed { // "Volunteers" of the first sentence is another place
				t.Errorf("%s: %+v", name, p)
			}
			continue
		}
		if p.State != c.state || !strings.HasSuffix(strings.TrimSpace(p.Before+p.Text), c.want) {
			t.Errorf("%s: %+v", name, p)
		}
	}
}

// Of places that read alike the one around which most is as it was is taken.
func TestWhatStandsAroundDecides(t *testing.T) {
	text := strings.Repeat("one. ", 30) + "here one. there " + strings.Repeat("one. ", 30)
	f := at(text, "one", 31)
	for _, edited := range []string{text, "New beginning. " + text, text[25:], strings.Repeat("one. ", 20) + text} {
		if p := Locate([]string{edited}, f); p.State != Found || !strings.HasSuffix(p.Before, "here ") || !strings.HasPrefix(p.After, ". there") {
			t.Errorf("%q: %+v", edited[:20], p)
		}
	}
}

// A page tells what is selected as if blocks stood one after the other with nothing
// between; an editor reads them apart.
func TestBlocksAreToldApart(t *testing.T) {
	blocks := []string{"The forum", "It opens on the eleventh.", "Come,", " all.\n", "Bring tea."}
	all := strings.Join(blocks, "")
	for quote, want := range map[string]Place{
		"eleventh":                  {Found, "The forum It opens on the ", "eleventh", ". Come, all. Bring tea."},
		"It opens on the eleventh.": {Found, "The forum ", "It opens on the eleventh.", " Come, all. Bring tea."},
		"forumIt":                   {Found, "The ", "forum It", " opens on the eleventh. Come, all. Bring tea."},
		"Come,":                     {Found, "The forum It opens on the eleventh. ", "Come,", " all. Bring tea."},
	} {
		if p := Locate(blocks, at(all, quote, 1)); p != want {
			t.Errorf("%s: %+v", quote, p)
		}
	}
	gone := slices.Concat(blocks[:2], blocks[4:])
	if p := Locate(gone, at(all, "Come, all.", 1)); p != (Place{Changed, "The forum It opens on the eleventh. ", "", "Bring tea."}) {
		t.Errorf("%+v", p)
	}
}

func FuzzLocate(f *testing.F) {
	f.Add(told, "Volunteers", "x", "y", 3)
	f.Fuzz(func(t *testing.T, text, quote, prefix, suffix string, offset int) {
		text, quote = strings.ToValidUTF8(text, ""), strings.ToValidUTF8(quote, "")
		if joined, _ := joined([]string{text, quote}); string(joined) != string(flat(text+quote)) {
			t.Errorf("%q", string(joined))
		}
		p := Locate([]string{text}, Fragment{quote, prefix, suffix, offset})
		if p.State == Found && p.Text != string(flat(quote)) {
			t.Errorf("%+v", p)
		}
	})
}
