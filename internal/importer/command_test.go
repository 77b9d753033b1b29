package importer

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"erikti/internal/lang"
	"erikti/internal/store"
)

func TestWhatIsTypedWrong(t *testing.T) {
	t.Parallel()
	never := func(context.Context) (*store.Store, error) { return nil, errors.New("no database here") }
	existing := filepath.Join(t.TempDir(), "file.csv")
	if err := os.WriteFile(existing, []byte(nyc("1,One")), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		args string
		code int
		want string
	}{
		{"", exitFailed, "write what to import: opportunities FILE.csv"},
		{"people x.csv", exitFailed, "only opportunities can be imported"},
		{"opportunities", exitFailed, "write the file to import"},
		{"opportunities a.csv b.csv", exitFailed, "write one file at a time"},
		{"opportunities --dry-run", exitFailed, "write the file to import"},
		{"opportunities a.csv --wet-run", exitFailed, "-wet-run"},
		{"opportunities a.csv --encoding=koi8-r", exitFailed, "write --encoding auto, utf-8, utf-16 or windows-1251"},
		{"opportunities a.csv --locale de", exitFailed, "write --locale kk, ru or en"},
		{"opportunities no-such-file.csv", exitFailed, "no-such-file.csv"},
		{"opportunities " + existing + " --mapping no-such-mapping.json", exitFailed, "no-such-mapping.json"},
		{"opportunities " + existing + " --mapping " + existing, exitFailed, "the mapping file:"},
		{"opportunities " + existing + " --report " + existing, exitFailed, "this is the one to import"},
		{"--dry-run opportunities " + existing, exitFailed, "no database here"},
		{"--help", exitComplete, "Usage:"},
		{"mapping", exitComplete, `"source": "nyc-service"`},
	} {
		var out, errs bytes.Buffer
		code := Command(t.Context(), strings.Fields(c.args), &out, &errs, never)
		if code != c.code || !strings.Contains(out.String()+errs.String(), c.want) {
			t.Errorf("%s: exit code %d\n%s%s", c.args, code, out.String(), errs.String())
		}
	}
	if raw, err := os.ReadFile(existing); err != nil || string(raw) != nyc("1,One") {
		t.Error("the file to import was touched")
	}
}

func TestExitCodes(t *testing.T) {
	t.Parallel()
	url := sqliteURL(t)
	_ = open(t, url).Close()
	again := func(ctx context.Context) (*store.Store, error) { return store.Open(ctx, url, store.Options{}) }
	name := filepath.Join(t.TempDir(), "file.csv")
	for _, c := range []struct {
		text string
		code int
	}{
		{nyc("1,One", "2,Two"), exitComplete},
		{nyc("1,One", "2,Two"), exitComplete},
		{nyc("1,Uno"), exitReported},
		{nyc("1,One", "1,One"), exitReported},
		{"a,b\n", exitFailed},
	} {
		if err := os.WriteFile(name, []byte(c.text), 0o600); err != nil {
			t.Fatal(err)
		}
		var out, errs bytes.Buffer
		if code := Command(t.Context(), []string{"opportunities", "--locale", "en", name}, &out, &errs, again); code != c.code {
			t.Errorf("%q: exit code %d\n%s%s", c.text, code, out.String(), errs.String())
		}
	}
}

func TestReportIsSafeInASpreadsheet(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	table, err := newTable(&out, lang.EN)
	if err != nil {
		t.Fatal(err)
	}
	for _, key := range []string{"=1+1", "+1", "-1", "@SUM(A1)", "\tx", " =1", "plain"} {
		if err := table.add(Row{Line: 2, Key: key, Outcome: Loaded}); err != nil {
			t.Fatal(err)
		}
	}
	if err := table.close(); err != nil {
		t.Fatal(err)
	}
	want := "line,key,outcome,field,code,value,message\n2,'=1+1,loaded,,,,\n2,'+1,loaded,,,,\n2,'-1,loaded,,,,\n2,'@SUM(A1),loaded,,,,\n2,'\tx,loaded,,,,\n2,' =1,loaded,,,,\n2,plain,loaded,,,,\n"
	if out.String() != want {
		t.Errorf("got %q", out.String())
	}
}

// TestTheReportMovesNoCursor: what a file says reaches a terminal as text only.
func TestTheReportMovesNoCursor(t *testing.T) {
	t.Parallel()
	got := short("a\x1b[2Jb\u202e\r\nc" + strings.Repeat("é", 60))
	if strings.ContainsAny(got, "\x1b\u202e\r\n") || len([]rune(got)) > 40 {
		t.Errorf("%q", got)
	}
}
