package attack

import (
	"context"
	"fmt"
	"net"
	"os"
	"strings"
	"testing"
	"time"

	"erikti/ent/rule"
	"erikti/internal/apptest"
	"erikti/internal/option"
	"erikti/internal/pgtest"
)

// free are the options that any text is good for, before it is used.
var free = map[string]bool{"TRUSTED_DOCUMENTS_FILE": true, "OIDC_PROVIDERS_FILE": true, "SEAL_KEYS_FILE": true, "PICTURES_FOLDER": true, "ADDR": true, "DATABASE_URL": true}

// A wrong option stops the start, is named, and is not printed: it may be a secret.
func TestG8_WrongOptionsNameThemselves(t *testing.T) {
	database := apptest.SQLite(t)
	for _, row := range option.Table() {
		for _, bad := range []string{canary, "http://" + canary + " x/%zz", "-5" + canary} {
			t.Run(row.Name, func(t *testing.T) {
				code, said := run(t, false, []string{"DATABASE_URL=" + database, row.Name + "=" + bad}, "migrate").wait(t)
				if free[row.Name] && row.Name != "DATABASE_URL" {
					return // the next test has them
				}
				if code != 2 || !strings.HasPrefix(said, "erikti: "+row.Name) || strings.Contains(said, canary) {
					t.Errorf("%s=%s: exit %d: %s", row.Name, bad, code, said)
				}
			})
		}
	}
}

// So does one that is well written and cannot be used.
func TestG8_OptionsThatCannotBeUsed(t *testing.T) {
	for environ, name := range map[string]string{
		"ADDR=256.0.0.1:" + canary:                 "ADDR",
		"ADDR=" + canary:                           "ADDR",
		"TRUSTED_DOCUMENTS_FILE=/" + canary:        "TRUSTED_DOCUMENTS_FILE",
		"OIDC_PROVIDERS_FILE=/" + canary:           "OIDC_PROVIDERS_FILE",
		"SEAL_KEYS_FILE=/" + canary:                "SEAL_KEYS_FILE",
		"PICTURES_FOLDER=/" + canary + "/pictures": "PICTURES_FOLDER",
		"DATABASE_URL=postgres://a:" + canary + "@db.example/erikti?sslmode=disable":    "DATABASE_URL",
		"DATABASE_URL=mysql://a:" + canary + "@localhost/erikti":                        "DATABASE_URL",
		"SMTP_URL=smtp://a:" + canary + "@localhost":                                    "MAIL_FROM",
		"SMS_WEBHOOK_URL=http://a:" + canary + "@sms.example/":                          "SMS_WEBHOOK_URL",
		"BUS_URL=redis://a:" + canary + "@localhost":                                    "BUS_URL",
		"ALLOWED_ORIGINS=https://*." + canary + ".example":                              "ALLOWED_ORIGINS",
		"ALLOWED_ORIGINS=https://" + strings.ToLower(canary) + ".example/":              "ALLOWED_ORIGINS",
		"TRUSTED_PROXIES=10.0.0.0/8," + canary:                                          "TRUSTED_PROXIES",
		"DATABASE_URL=postgres://a:" + canary + "@127.0.0.1:1/erikti?connect_timeout=2": "database",
	} {
		more := []string{environ}
		if !strings.HasPrefix(environ, "DATABASE_URL") {
			more = append(more, "DATABASE_URL="+apptest.SQLite(t))
		}
		code, said := run(t, false, more, "serve").wait(t)
		if code != 2 || !strings.Contains(said, name) || strings.Contains(strings.ToLower(said), strings.ToLower(canary)) {
			t.Errorf("%s: exit %d: %s", environ, code, said)
		}
	}
}

// A database file is made for its user alone; one that everybody can read stops the
// start.
func TestG8_FilesThatEverybodyCanRead(t *testing.T) {
	database := apptest.SQLite(t)
	apptest.Start(t, database).Stop()
	info, err := os.Stat(fileOf(database))
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("made with %v, %v", info.Mode(), err)
	}
	chmod(t, fileOf(database), 0o604)
	why := startFails(t, database)
	if !strings.Contains(why, "DATABASE_URL") || !strings.Contains(why, "chmod 600") {
		t.Errorf("it says: %s", why)
	}
	chmod(t, fileOf(database), 0o600)
	apptest.Start(t, database).Stop()
}

// examined runs erikti doctor.
func examined(t *testing.T, environ ...string) (int, string) {
	t.Helper()
	p := run(t, false, environ, "doctor")
	code, said := p.wait(t)
	if said != "" {
		t.Errorf("it logs: %s", said)
	}
	return code, p.stdout.String()
}

// finds says whether it finds something of a kind about something.
func finds(said, kind, about string) bool {
	for _, line := range strings.Split(said, "\n") {
		if strings.HasPrefix(line, fmt.Sprintf("%-6s  %s: ", kind, about)) {
			return true
		}
	}
	return false
}

// The doctor finds each thing that is unsafe or broken, alone, says what to do, shows
// no value, and changes nothing.
func TestG8_WhatTheDoctorFinds(t *testing.T) {
	database := filled(t)
	ctx := rule.System(context.Background())
	s := apptest.Start(t, database)
	admin, _ := organizer(s, "first")
	me := admin.Do(t, `{ viewer { volunteer { id } } }`, nil).Text("viewer", "volunteer", "id")
	s.App.Store().Client.PlatformGrant.Create().SetVolunteerID(me).SetRole("PLATFORM_ADMIN").ExecX(ctx)
	s.Stop()
	mail, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer mail.Close() //nolint:errcheck // nobody sent anything
	good := []string{
		"DATABASE_URL=" + database, "ADDR=127.0.0.1:8080", "PUBLIC_URL=https://erikti.example", "TRUSTED_PROXIES=127.0.0.0/8",
		"SMTP_URL=smtp://" + mail.Addr().String(), "MAIL_FROM=network@erikti.example",
	}
	_, said := examined(t, good...)
	for _, line := range strings.Split(said, "\n") {
		if (strings.HasPrefix(line, "UNSAFE") || strings.HasPrefix(line, "BROKEN")) && !strings.Contains(line, "pages: ") {
			t.Errorf("of a good one: %s", line)
		}
	}
	for environ, want := range map[string][2]string{
		"PUBLIC_URL= ADDR=0.0.0.0:8080":         {"UNSAFE", "PUBLIC_URL"},
		"PUBLIC_URL=http://erikti.example":      {"UNSAFE", "PUBLIC_URL"},
		"TRUSTED_PROXIES=":                      {"BROKEN", "TRUSTED_PROXIES"},
		"TRUSTED_PROXIES=0.0.0.0/0":             {"UNSAFE", "TRUSTED_PROXIES"},
		"ALLOWED_ORIGINS=http://friend.example": {"UNSAFE", "ALLOWED_ORIGINS"},
		"SIGN_INS_PER_ACCOUNT=0":                {"UNSAFE", "SIGN_INS_PER_ACCOUNT"},
		"ATTEMPTS_PER_ADDRESS=0":                {"UNSAFE", "ATTEMPTS_PER_ADDRESS"},
		"MAX_COST=0":                            {"UNSAFE", "MAX_COST"},
		"REQUEST_TIMEOUT=2h":                    {"UNSAFE", "REQUEST_TIMEOUT"},
		"SESSION_FOR=9999h":                     {"UNSAFE", "SESSION_FOR"},
		"DEMO=public":                           {"UNSAFE", "DEMO"},
		"SMTP_URL=smtp://127.0.0.1:1":           {"BROKEN", "SMTP_URL"},
		"SMTP_URL=smtp://postgres:postgres@" + mail.Addr().String(): {"UNSAFE", "SMTP_URL"},
		"SMTP_URL= MAIL_FROM=":                                            {"know", "SMTP_URL"},
		"TRUSTED_DOCUMENTS_FILE=/" + canary:                               {"BROKEN", "TRUSTED_DOCUMENTS_FILE"},
		"DATABASE_URL=sqlite:/" + canary + "/none.db":                     {"know", "DATABASE_URL"},
		"DATABASE_URL=postgres://a:" + canary + "@127.0.0.1:1/x":          {"BROKEN", "database"},
		"DATABASE_URL=postgres://a:password@db.invalid/x?sslmode=require": {"UNSAFE", "DATABASE_URL"},
		"BUS_URL=nats://bus.invalid:4222":                                 {"UNSAFE", "BUS_URL"},
	} {
		code, said := examined(t, append(append([]string{}, good...), strings.Fields(environ)...)...)
		if !finds(said, want[0], want[1]) || want[0] != "know" && code != 1 || strings.Contains(said, canary) {
			t.Errorf("%s: exit %d\n%s", environ, code, said)
		}
		for _, line := range strings.Split(said, "\n") {
			if strings.HasSuffix(strings.TrimSpace(line), "→") {
				t.Errorf("%s: nothing to do: %s", environ, said)
			}
		}
	}
	chmod(t, fileOf(database), 0o644)
	if code, said := examined(t, good...); code != 1 || !finds(said, "UNSAFE", "DATABASE_URL") {
		t.Errorf("a file that everybody can read: %d %s", code, said)
	}
	chmod(t, fileOf(database), 0o600)
}

// It finds what is wrong in a database, on both.
func TestG8_WhatTheDoctorFindsInADatabase(t *testing.T) {
	for kind, database := range map[string]string{"sqlite": apptest.SQLite(t), "postgres": pgtest.URL(t)} {
		t.Run(kind, func(t *testing.T) {
			s := apptest.Start(t, database)
			w := newWorld(t, s)
			if _, said := examined(t, "DATABASE_URL="+database); !finds(said, "UNSAFE", "administrator") {
				t.Errorf("no administrator: %s", said)
			}
			client, ctx := s.App.Store().Client, rule.System(context.Background())
			for about, c := range map[string]struct {
				change func()
				want   string
			}{
				"a place that nobody wrote down": {func() { client.Shift.UpdateOneID(w.shift).AddConfirmed(1).ExecX(ctx) }, "log of places"},
				"an entry of tomorrow": {func() {
					line := client.PlaceLogLine.Query().FirstX(ctx)
					if _, err := s.App.Store().DB().Exec("UPDATE place_log_lines SET at = '" + time.Now().Add(24*time.Hour).UTC().Format("2006-01-02 15:04:05") + "+00:00' WHERE id = '" + fmt.Sprint(line.ID) + "'"); err != nil {
						t.Fatal(err)
					}
				}, "clock"},
			} {
				c.change()
				if code, said := examined(t, "DATABASE_URL="+database); code != 1 || !finds(said, "BROKEN", c.want) {
					t.Errorf("%s: exit %d\n%s", about, code, said)
				}
			}
			if _, err := s.App.Store().DB().Exec("DELETE FROM goose_db_version WHERE version_id = (SELECT max(version_id) FROM goose_db_version)"); err != nil {
				t.Fatal(err)
			}
			if code, said := examined(t, "DATABASE_URL="+database); code != 1 || !finds(said, "BROKEN", "database") || !strings.Contains(said, "erikti migrate") {
				t.Errorf("an older schema: exit %d\n%s", code, said)
			}
		})
	}
}
