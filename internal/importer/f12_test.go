package importer

import (
	"context"
	"fmt"
	"io"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"erikti/ent/gen/event"
	"erikti/ent/rule"
	"erikti/internal/csvfile"
	"erikti/internal/store"
)

// generated streams n rows: of ten, five are new, three repeat a key, one has no
// number of places and one too few fields.
func generated(n int) io.Reader {
	r, w := io.Pipe()
	go func() {
		_, err := io.WriteString(w, nycHeader)
		summary := strings.Repeat("We look for people who help. ", 8)
		for i := 0; i < n && err == nil; i++ {
			switch i % 10 {
			case 5, 6, 7:
				_, err = fmt.Fprintf(w, "%d,Again,,1,One,,1,May 01 2011,May 01 2011,,\n", i-5)
			case 8:
				_, err = fmt.Fprintf(w, "%d,None,,1,One,,none,May 01 2011,May 01 2011,,\n", i)
			case 9:
				_, err = fmt.Fprintf(w, "%d,Short\n", i)
			default:
				_, err = fmt.Fprintf(w, "%d,Number %d,%s,%d,Organization %d,Health,%d,May 01 2011,May 02 2011,April 01 2011,\"{'human_address': '{\"\"address\"\": \"\"%d Main St\"\"}'}\"\n",
					i, i, summary, i%2000, i%2000, 1+i%50, i)
			}
		}
		_ = w.CloseWithError(err)
	}()
	return r
}

// TestF12_HundredThousandRows streams 100,000 rows, some 17 MB: what the import
// keeps in memory does not grow with them but for a hash for each key.
func TestF12_HundredThousandRows(t *testing.T) {
	const rows = 100_000
	st := open(t, sqliteURL(t))
	heap := func() uint64 {
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return m.HeapAlloc
	}
	before, most := heap(), uint64(0)
	report, err := Opportunities(t.Context(), st, generated(rows), Options{Now: now, Progress: func(n int) {
		if n%10_000 == 0 {
			most = max(most, heap())
		}
	}})
	if err != nil {
		t.Fatal(err)
	}
	if report.Rows != rows || report.Loaded != 50_000 || report.Refused != 50_000 || len(report.Reported) != maxReported {
		t.Errorf("%d rows, %d loaded, %d refused", report.Rows, report.Loaded, report.Refused)
	}
	want := map[Code]int{DuplicateKey: 30_000, NotANumber: 10_000, WrongFieldCount: 10_000}
	if !reflect.DeepEqual(report.Codes, want) {
		t.Errorf("found %v", report.Codes)
	}
	if got := counts(t, st); got != [3]int{1000, 50_000, 50_000} {
		t.Errorf("stored %v", got)
	}
	if grown := int64(most) - int64(before); grown > 32<<20 {
		t.Errorf("the heap grew by %d MiB", grown>>20)
	}
}

// TestF12_DryRunIsTheRun compares every row of both, and of the run after them.
func TestF12_DryRunIsTheRun(t *testing.T) {
	onBoth(t, func(t *testing.T, st *store.Store) {
		read := func(dry bool) (report *Report, rows []string) {
			t.Helper()
			report, err := Opportunities(t.Context(), st, generated(5000), Options{Now: now, DryRun: dry, OnRow: func(r Row) error {
				rows = append(rows, fmt.Sprint(r.Line, " ", written(r)))
				return nil
			}})
			if err != nil {
				t.Fatal(err)
			}
			report.DryRun = false
			return report, rows
		}
		dry, dryRows := read(true)
		if got := counts(t, st); got != [3]int{} {
			t.Fatalf("a dry run wrote %v", got)
		}
		run, rows := read(false)
		if !slices.Equal(dryRows, rows) || !reflect.DeepEqual(dry, run) {
			t.Error("the dry run is not the run")
		}
		stored := counts(t, st)
		again, _ := read(false)
		dryAgain, _ := read(true)
		if again.Unchanged != run.Loaded || !reflect.DeepEqual(again, dryAgain) || counts(t, st) != stored {
			t.Errorf("again: %+v", again)
		}
	})
}

// TestF12_Encodings loads one text in every encoding.
func TestF12_Encodings(t *testing.T) {
	text := strings.Replace(nyc("1,Открытый урок", "2,Ёлка и подъезд"), "Seven", "Добрые люди", -1)
	with := func(t transform.Transformer) string {
		out, _, err := transform.String(t, text)
		if err != nil {
			panic(err)
		}
		return out
	}
	for _, c := range []struct {
		name string
		text string
		wish csvfile.Encoding
		want csvfile.Encoding
	}{
		{"utf-8", text, csvfile.Auto, csvfile.UTF8},
		{"utf-8 with mark", "\uFEFF" + text, csvfile.Auto, csvfile.UTF8},
		{"utf-8 with mark, asked", "\uFEFF" + text, csvfile.UTF8, csvfile.UTF8},
		{"utf-16le with mark", with(unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder()), csvfile.Auto, csvfile.UTF16LE},
		{"utf-16be with mark", with(unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewEncoder()), "", csvfile.UTF16BE},
		{"utf-16be with mark, asked", with(unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewEncoder()), csvfile.UTF16, csvfile.UTF16BE},
		{"utf-16le without mark, asked", with(unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM).NewEncoder()), csvfile.UTF16, csvfile.UTF16LE},
		{"windows-1251", with(charmap.Windows1251.NewEncoder()), csvfile.Auto, csvfile.Windows1251},
		{"windows-1251, asked", with(charmap.Windows1251.NewEncoder()), csvfile.Windows1251, csvfile.Windows1251},
		{"returns and new lines", strings.ReplaceAll(text, "\n", "\r\n"), csvfile.Auto, csvfile.UTF8},
		{"without the last new line", strings.TrimSuffix(text, "\n"), csvfile.Auto, csvfile.UTF8},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			st := open(t, sqliteURL(t))
			report, rows := load(t, st, c.text, Options{Encoding: c.wish})
			if report.Encoding != c.want || !slices.Equal(rows, []string{"loaded 1", "loaded 2"}) {
				t.Fatalf("%s: %q", report.Encoding, rows)
			}
			titles := st.Client.Event.Query().Order(event.ByID()).Select(event.FieldTitleEn).StringsX(rule.System(t.Context()))
			if !slices.Equal(titles, []string{"Открытый урок", "Ёлка и подъезд"}) {
				t.Errorf("stored %q", titles)
			}
		})
	}
}

// TestF12_DamagedRows: each row that cannot be read is reported with its line,
// and the ones around it are loaded.
func TestF12_DamagedRows(t *testing.T) {
	t.Parallel()
	lines := strings.SplitAfter(nyc("1,Первый", "2,Второй", "3,Третий"), "\n")
	for _, c := range []struct {
		name, damaged, want string
		lines               int // of the damaged row
	}{
		{"a zero byte", "9,a\x00b" + lines[2][len("2,Второй"):], "line 3\trefused\tThe row contains a zero byte, which is no text", 1},
		{"bytes that are no UTF-8", "9,caf\xe9" + lines[2][len("2,Второй"):], "line 3\trefused\tSome characters cannot be read in this encoding", 1},
		{"a character lost before", "9,caf\uFFFD" + lines[2][len("2,Второй"):], "line 3\trefused\tSome characters cannot be read in this encoding", 1},
		{"a field of 65 KiB", "9," + strings.Repeat("x", 65<<10) + lines[2][len("2,Второй"):], "line 3\trefused\tA field of this row is longer than 64 KiB", 1},
		{"a quoted field of 500 KiB", "9,\"" + strings.Repeat("x\n", 250<<10) + "\"" + lines[2][len("2,Второй"):], "line 3\trefused\tA field of this row is longer than 64 KiB", 1 + 250<<10},
		{"a line of 5 MiB", "9," + strings.Repeat("x", 5<<20) + "\n", "line 3\trefused\tA field of this row is longer than 64 KiB", 1},
		{"a quote that is never closed", "9,\"Open\n", "line 3\trefused\tThe quotation marks of this row are broken", 1},
		{"too few fields", "9,Short\n", "line 3\trefused\tThe row has 2 fields, the header 11", 1},
		{"too many fields", strings.TrimSuffix(lines[2], "\n") + ",more\n", "line 3\trefused\tThe row has 12 fields, the header 11", 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			st := open(t, sqliteURL(t))
			_, rows := load(t, st, lines[0]+lines[1]+c.damaged+lines[2]+lines[3], Options{})
			if want := []string{"loaded 1", c.want, "loaded 2", "loaded 3"}; !slices.Equal(rows, want) {
				t.Fatalf("got %.300q", rows)
			}
			_, rows = load(t, st, lines[0]+c.damaged+"9,Short\n", Options{DryRun: true})
			want := fmt.Sprintf("line %d\trefused\tThe row has 2 fields, the header 11", 2+c.lines)
			if got := rows[len(rows)-1]; got != want {
				t.Errorf("the row after it: %q, want %q", got, want)
			}
		})
	}
}

// TestF12_Duplicates: within a file the second is refused and names the first;
// against what is stored a row is unchanged; another source has keys of its own.
func TestF12_Duplicates(t *testing.T) {
	onBoth(t, func(t *testing.T, st *store.Store) {
		text := nyc("1,One", "2,Two", " 1 ,Once more", "2,Two")
		_, rows := load(t, st, text, Options{})
		const again = "refused\topportunity_id: The same key is on line"
		want := []string{"loaded 1", "loaded 2", "line 4 (1)\t" + again + " 2 already [1]", "line 5 (2)\t" + again + " 3 already [2]"}
		if !slices.Equal(rows, want) {
			t.Errorf("got %q", rows)
		}
		_, rows = load(t, st, text, Options{})
		want[0], want[1] = "unchanged 1", "unchanged 2"
		if !slices.Equal(rows, want) {
			t.Errorf("got %q", rows)
		}
		_, rows = load(t, st, nyc("1,One"), Options{Source: "another"})
		if !slices.Equal(rows, []string{"loaded 1"}) || counts(t, st) != [3]int{2, 3, 3} {
			t.Errorf("another source: %q, stored %v", rows, counts(t, st))
		}
	})
}

// TestF12_NothingToRead: what is no file of opportunities is refused as a whole,
// with what to do, before the database is asked for anything.
func TestF12_NothingToRead(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"":                     "the file is empty",
		"\n\n":                 "the file is empty",
		"a,b\n1,2\n":           "the file has no column category_desc, created_date, ",
		"\x00\x01\x02":         "cannot be read",
		"\"open":               "cannot be read",
		strings.Repeat("x", 9): "--mapping",
		strings.TrimSuffix(nycHeader, "\n") + ",title\n": "more than one column title",
		strings.Repeat("x", 3<<20):                       "cannot be read",
	} {
		_, err := Opportunities(context.Background(), nil, strings.NewReader(text), Options{})
		if err == nil || !strings.Contains(err.Error(), want) || len(err.Error()) > 400 {
			t.Errorf("%.20q: %v", text, err)
		}
	}
}
