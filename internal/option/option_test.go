package option_test

import (
	"os"
	"strings"
	"testing"
	"time"

	"erikti/internal/option"
)

func TestDefaults(t *testing.T) {
	o, rest, err := option.Parse(nil, nil)
	if err != nil || len(rest) != 0 {
		t.Fatal(rest, err)
	}
	if o.Addr != "127.0.0.1:8080" || o.RequestTimeout != 10*time.Second || o.SessionFor != 720*time.Hour || o.Connections != 20 || o.LogLevel != "info" {
		t.Errorf("%+v", o)
	}
	if o.DemoMode() != option.DemoLocal || o.Database() != "sqlite:erikti-demo.db" {
		t.Errorf("%v on %s", o.DemoMode(), o.Database())
	}
}

func TestDemoMode(t *testing.T) {
	for _, c := range []struct {
		environ  string
		mode     option.DemoMode
		database string
	}{
		{"", option.DemoLocal, "sqlite:erikti-demo.db"},
		{"DEMO=true", option.DemoLocal, "sqlite:erikti-demo.db"},
		{"DEMO=false", option.DemoOff, "sqlite:erikti.db"},
		{"DEMO=public", option.DemoPublic, "sqlite:erikti-demo.db"},
		{"DATABASE_URL=sqlite:x.db", option.DemoOff, "sqlite:x.db"},
		{"DATABASE_URL=sqlite:x.db DEMO=true", option.DemoLocal, "sqlite:x.db"},
		{"DATABASE_URL= DEMO=", option.DemoLocal, "sqlite:erikti-demo.db"},
	} {
		o, _, err := option.Parse(strings.Fields(c.environ), nil)
		if err != nil || o.DemoMode() != c.mode || o.Database() != c.database {
			t.Errorf("%s: %v on %s, %v", c.environ, o.DemoMode(), o.Database(), err)
		}
	}
}

// Without a word of the bus, servers on PostgreSQL use that.
func TestBus(t *testing.T) {
	for environ, want := range map[string]string{
		"":                               "memory",
		"DATABASE_URL=sqlite:x.db":       "memory",
		"DATABASE_URL=postgres://h/x":    "postgres://h/x",
		"BUS_URL=nats://h:4222":          "nats://h:4222",
		"BUS_URL=tls://h DATABASE_URL=y": "tls://h",
		"BUS_URL=memory DATABASE_URL=postgres://h/x":         "memory",
		"BUS_URL=postgres://direct/x DATABASE_URL=postgres:": "postgres://direct/x",
	} {
		o, _, err := option.Parse(strings.Fields(environ), nil)
		if err != nil || o.Bus() != want {
			t.Errorf("%s: %s, %v", environ, o.Bus(), err)
		}
	}
}

// A flag comes before the environment; what is behind the flags is left.
func TestFlags(t *testing.T) {
	o, rest, err := option.Parse([]string{"ADDR=:1", "LOG_LEVEL=warn"}, []string{"--addr", ":2", "--session-for=1h", "import", "--dry-run"})
	if err != nil || o.Addr != ":2" || o.SessionFor != time.Hour || o.LogLevel != "warn" || strings.Join(rest, " ") != "import --dry-run" {
		t.Errorf("%+v, %q, %v", o, rest, err)
	}
	for _, args := range [][]string{{"--nothing", "x"}, {"--addr"}, {"--"}} {
		if _, _, err := option.Parse(nil, args); err == nil {
			t.Errorf("%q is taken", args)
		}
	}
}

// What is wrong is named, never shown: a value may be a password.
func TestErrorsNameTheOptionNotTheValue(t *testing.T) {
	const secret = "s3cret-value"
	for name, values := range map[string][]string{
		"BUS_URL": {secret, "http://" + secret, "nats://", "nats://%zz" + secret},
		"DEMO":    {secret}, "DEMO_TRAFFIC": {secret}, "IO_URING": {secret}, "LOG_LEVEL": {secret}, "LOG_FORMAT": {secret},
		"PUBLIC_URL": {secret, "ftp://" + secret, "https:///" + secret, "http://%zz" + secret}, "ALLOWED_ORIGINS": {secret, "https://" + secret + "/path"},
		"TRUSTED_PROXIES": {secret, "10.0.0.0"}, "REQUEST_TIMEOUT": {secret, "-1s", "0s", "10"}, "SESSION_FOR": {secret, "0s"},
		"DATABASE_CONNECTIONS": {secret, "0", "-1", "1.5"}, "MAX_BODY": {secret, "-1"}, "MAX_MESSAGE": {secret, "-1"}, "MAX_OPERATIONS": {secret, "-1"},
		"MAX_MESSAGES": {secret, "-1"}, "MAX_GROUPS": {secret, "-1"}, "SOCKETS_PER_ADDRESS": {secret, "-1"}, "SOCKETS_PER_ACCOUNT": {secret, "-1"},
		"SMTP_URL":            {secret, "http://" + secret, "smtp://", "smtp:" + secret, "smtps://%zz" + secret, "smtp://h/" + secret, "smtp://u:" + secret + "\n@h"},
		"MAIL_FROM":           {secret, "a@b\r\nBcc: " + secret, secret + "@", "<" + secret},
		"SMS_WEBHOOK_URL":     {secret, "ftp://" + secret, "https://", "http://" + secret, "https://%zz" + secret},
		"SMS_WEBHOOK_PRIVATE": {secret, "true"},
		"ATTEMPTS_OVERALL":    {secret, "-1"}, "MESSAGES_PER_CONTACT": {secret, "-1"}, "HASHES_AT_ONCE": {secret, "-1"}, "HASHES_WAITING": {secret, "-1"},
		"SIGN_INS_PER_ACCOUNT": {secret, "-1"}, "ATTEMPTS_PER_ADDRESS": {secret, "99999999999999999999"},
	} {
		for _, value := range values {
			_, _, err := option.Parse([]string{name + "=" + value}, nil)
			if err == nil {
				t.Errorf("%s=%s is taken", name, value)
				continue
			}
			if !strings.HasPrefix(err.Error(), name+": ") || strings.Contains(err.Error(), secret) {
				t.Errorf("%s=%s: %v", name, value, err)
			}
		}
	}
}

// Every option has a name, a meaning, and stands once in the table.
func TestTable(t *testing.T) {
	seen := map[string]bool{}
	for _, row := range option.Table() {
		if row.Name == "" || row.Meaning == "" || seen[row.Name] || row.Flag != "--"+strings.ToLower(strings.ReplaceAll(row.Name, "_", "-")) {
			t.Errorf("%+v", row)
		}
		seen[row.Name] = true
		// Its own default is one that can be said.
		if _, _, err := option.Parse([]string{row.Name + "=" + row.Default}, nil); err != nil {
			t.Error(err)
		}
	}
	var help strings.Builder
	option.Help(&help)
	for name := range seen {
		if !strings.Contains(help.String(), name) {
			t.Errorf("--help does not tell %s", name)
		}
	}
}

// The README shows the table of this program.
func TestTheREADMEShowsTheTable(t *testing.T) {
	raw, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, behind, found := strings.Cut(string(raw), "<!-- options -->\n")
	shown, _, closed := strings.Cut(behind, "<!-- /options -->")
	if !found || !closed {
		t.Fatal("the README has no table of options between <!-- options --> and <!-- /options -->")
	}
	var want strings.Builder
	option.Markdown(&want)
	if strings.TrimSpace(shown) != strings.TrimSpace(want.String()) {
		t.Errorf("the README shows\n%s\nand the program has\n%s", shown, want.String())
	}
}

// Mail needs a sender, and a webhook by http the word that it stands at home.
func TestChannels(t *testing.T) {
	for environ, wrong := range map[string]string{
		"SMTP_URL=smtp://u:p@mail.example.kz:587 MAIL_FROM=network@example.kz": "",
		"SMTP_URL=smtps://mail.example.kz MAIL_FROM=network@example.kz":        "",
		"SMTP_URL=smtps://mail.example.kz":                                     "MAIL_FROM: ",
		"SMS_WEBHOOK_URL=https://sms.example.kz/send?key=k":                    "",
		"SMS_WEBHOOK_URL=http://127.0.0.1:1/":                                  "SMS_WEBHOOK_URL: ",
		"SMS_WEBHOOK_URL=http://127.0.0.1:1/ SMS_WEBHOOK_PRIVATE=on":           "",
	} {
		o, _, err := option.Parse(strings.Fields(environ), nil)
		switch {
		case wrong == "" && err != nil, wrong != "" && (err == nil || !strings.HasPrefix(err.Error(), wrong)):
			t.Errorf("%s: %v", environ, err)
		case err == nil && (o.SMTP() != nil) != strings.Contains(environ, "SMTP_URL"), err == nil && (o.Webhook() != nil) != strings.Contains(environ, "WEBHOOK_URL"):
			t.Errorf("%s: %v, %v", environ, o.SMTP(), o.Webhook())
		}
	}
}
