package importer

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

func FuzzSocrataAddress(f *testing.F) {
	for _, s := range []string{
		`{'latitude': '40.7', 'longitude': '-73.9', 'human_address': '{"address": "37 Avenue", "city": "New York", "state": "NY", "zip": "10009"}'}`,
		`{'human_address': '{"address": "King\'s", "city": "", "state": "NY", "zip": ""}'}`,
		`{"human_address": '{"address": "\u0041\xe9"}', 'needs_recoding': False, 'n': None, 'x': 1e3,}`,
		`{}`, `{'a'`, `{'a': }`, `{'a': '\`, `{'a': '\x4'}`, `__import__('os')`, `{'human_address': '{"address": ["x"]}'}`,
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		address, err := socrataAddress(s)
		if err != nil && address != "" {
			t.Errorf("an address and an error: %q", address)
		}
		if utf8.ValidString(s) && !utf8.ValidString(address) {
			t.Errorf("made invalid text of %q", s)
		}
		if len(address) > 3*len(s)+8 {
			t.Errorf("%d bytes of %d", len(address), len(s))
		}
	})
}

func FuzzDates(f *testing.F) {
	for _, s := range []string{
		"January 22 2011", "january 2  2011", "Sept 1 2011", "22 января 2011", "February 29 2012", "February 29 2011",
		"22 желтоқсан 2011", "03.01.2030", "2011-03-13T02:30:00-05:00", "", "9999", strings.Repeat("1", 80), "May 01 0000",
	} {
		f.Add(s)
	}
	c, err := newCalendar(DateColumns{
		Layouts: []string{"January 2 2006", "2 January 2006", "02.01.2006", time.RFC3339}, StartTime: "09:00", EndTime: "24:00",
	}, "America/New_York")
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, s string) {
		at, err := c.parse(s, c.start)
		switch {
		case err != nil && !at.IsZero():
			t.Errorf("%q is %v and %v", s, at, err)
		case err == nil && (at.Location() != time.UTC || at.In(c.zone).Year() < firstYear-1 || at.In(c.zone).Year() > lastYear+1):
			t.Errorf("%q is %v", s, at)
		}
		if err == nil && !c.endOfDay(at).After(at) {
			t.Errorf("the day of %q ends at %v", s, c.endOfDay(at))
		}
	})
}

func FuzzPlain(f *testing.F) {
	f.Add("<p>a &lt;b&gt; c</p><script>x</script> 1 < 2 &amp;amp;")
	f.Add("<\x7fsCript>")
	f.Add("<&#127;script>")
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) {
			t.Skip()
		}
		out, _ := plain(s, true)
		if !utf8.ValidString(out) || strings.ContainsAny(out, "\x00\r\t\u202e") || out != strings.TrimSpace(out) {
			t.Errorf("%q", out)
		}
		if strings.Contains(strings.ToLower(out), "<script>") {
			t.Errorf("a tag is left: %q", out)
		}
	})
}
