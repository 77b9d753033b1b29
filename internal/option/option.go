// Package option has every option of the program in one table: its name, its
// default, its meaning. The README and --help show the same table.
package option

import (
	"errors"
	"fmt"
	"io"
	"net/netip"
	"net/url"
	"reflect"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/caarlos0/env/v11"

	"erikti/internal/live/bus"
)

// Options of the program. Each is an environment variable, and a flag of the same
// name in small letters with dashes, which comes first.
type Options struct {
	Addr        string `env:"ADDR" envDefault:"127.0.0.1:8080" help:"Where the server listens, HOST:PORT."`
	DatabaseURL string `env:"DATABASE_URL" help:"sqlite:PATH or postgres://USER:PASSWORD@HOST/NAME. Without it: erikti-demo.db, or erikti.db with DEMO=false."`
	BusURL      string `env:"BUS_URL" help:"How servers on one database tell each other of changes: nats://HOST:PORT (tls:// over TLS); postgres://… of the same database by a way that LISTEN can go; memory for none. Without it: PostgreSQL itself."`
	Demo        string `env:"DEMO" help:"true fills an empty database with the demo network; public opens it to others than this machine, without those who have rights over all of it; false runs without it. Without it: true when DATABASE_URL is not set."`
	DemoTraffic string `env:"DEMO_TRAFFIC" envDefault:"on" help:"off stops the generated volunteers of the demo."`
	PublicURL   string `env:"PUBLIC_URL" help:"The address that people open, for links. Without it: http://ADDR."`

	AllowedOrigins []string `env:"ALLOWED_ORIGINS" help:"Other sites whose pages may ask this server and open a WebSocket here, exactly as https://HOST, separated by commas."`
	TrustedProxies []string `env:"TRUSTED_PROXIES" help:"Networks of proxies whose X-Forwarded-For is believed, as 10.0.0.0/8, separated by commas."`

	SMTPURL        string `env:"SMTP_URL" help:"The mail server that notices go through, smtp://USER:PASSWORD@HOST:PORT or smtps://…. Without it: no mail."`
	MailFrom       string `env:"MAIL_FROM" help:"The sender of mails, as network@HOST or Name <network@HOST>. SMTP_URL needs it."`
	WebhookURL     string `env:"SMS_WEBHOOK_URL" help:"The address that gets messages for phones by POST, https://…. Without it: none."`
	WebhookPrivate string `env:"SMS_WEBHOOK_PRIVATE" envDefault:"off" help:"on lets the webhook stand on this machine or in a private network, also by http."`

	ProvidersFile    string `env:"OIDC_PROVIDERS_FILE" help:"A JSON list of providers of OpenID Connect through which people sign in: [{name, label, issuer, clientId, clientSecretFile}]; they send people back to PUBLIC_URL/sign-in/NAME/callback."`
	ProvidersPrivate string `env:"OIDC_PRIVATE" envDefault:"off" help:"on lets them stand on this machine or in a private network, also by http."`
	Push             string `env:"PUSH" envDefault:"on" help:"off sends no notices to browsers (Web Push)."`
	PushKey          string `env:"PUSH_PRIVATE_KEY" help:"The private key that shows push services who sends (VAPID): 32 bytes of P-256 as base64url. Without it: one that the database keeps."`
	PushPrivate      string `env:"PUSH_PRIVATE" envDefault:"off" help:"on lets push services stand on this machine or in a private network, also by http."`

	PicturesFolder string `env:"PICTURES_FOLDER" envDefault:"erikti-pictures" help:"The folder of the pictures of articles; several servers share one. It is made with the first picture; keep a copy of it with those of the database."`

	SealKeysFile string `env:"SEAL_KEYS_FILE" help:"The keys with which texts about people are sealed in the database, made by erikti keys new; keep a copy apart from those of the database. Without it: they are kept as they are typed; the demo on SQLite makes a file of its own."`

	Introspection        string `env:"INTROSPECTION" envDefault:"on" help:"off tells the schema to administrators only."`
	TrustedDocuments     string `env:"TRUSTED_DOCUMENTS" envDefault:"off" help:"only executes nothing but the documents of the pages, and those of TRUSTED_DOCUMENTS_FILE."`
	TrustedDocumentsFile string `env:"TRUSTED_DOCUMENTS_FILE" help:"A JSON list of documents that clients may name by their SHA-256."`

	RequestTimeout  time.Duration `env:"REQUEST_TIMEOUT" envDefault:"10s" help:"How long a request may take."`
	SessionFor      time.Duration `env:"SESSION_FOR" envDefault:"720h" help:"How long a session lasts."`
	Connections     int           `env:"DATABASE_CONNECTIONS" envDefault:"20" help:"Connections to PostgreSQL at most."`
	MaxBody         int64         `env:"MAX_BODY" envDefault:"1048576" help:"Bytes of a request at most; 0 = off."`
	MaxMessage      int64         `env:"MAX_MESSAGE" envDefault:"1048576" help:"Bytes of a WebSocket message at most; 0 = off."`
	MaxOperations   int           `env:"MAX_OPERATIONS" envDefault:"50" help:"Operations on a WebSocket at once; 0 = off."`
	MaxMessages     int           `env:"MAX_MESSAGES" envDefault:"100" help:"Messages a second from a WebSocket; 0 = off."`
	MaxGroups       int           `env:"MAX_GROUPS" envDefault:"10000" help:"Different public subscriptions at once, each executed once for all who follow it; 0 = off."`
	SocketsAddress  int           `env:"SOCKETS_PER_ADDRESS" envDefault:"1000" help:"WebSockets and event streams at once from a network address; 0 = off. Off in the demo on loopback."`
	SocketsAccount  int           `env:"SOCKETS_PER_ACCOUNT" envDefault:"100" help:"WebSockets and event streams at once of an account; 0 = off."`
	IOUring         string        `env:"IO_URING" envDefault:"on" help:"off writes to each connection by itself, also where Linux would write to many in one call."`
	SignInsAMinute  int           `env:"SIGN_INS_PER_ACCOUNT" envDefault:"10" help:"Sign-ins a minute for an account; 0 = off."`
	AttemptsAddress int           `env:"ATTEMPTS_PER_ADDRESS" envDefault:"60" help:"Sign-ins and registrations a minute from a network address; 0 = off. Off in the demo on loopback."`
	AttemptsOverall int           `env:"ATTEMPTS_OVERALL" envDefault:"3000" help:"The same a minute for this server; 0 = off."`
	MessagesContact int           `env:"MESSAGES_PER_CONTACT" envDefault:"5" help:"Messages an hour to an address or a number to confirm it or to set a password; 0 = off."`
	HashesAtOnce    int           `env:"HASHES_AT_ONCE" envDefault:"0" help:"Passwords hashed at once, 19 MiB each; 0 = as many as there are processors."`
	HashesWaiting   int           `env:"HASHES_WAITING" envDefault:"200" help:"Passwords that wait to be hashed at most; what comes then is told to try again; 0 = off."`
	GuestsAddress   int           `env:"GUESTS_PER_ADDRESS" envDefault:"20" help:"Sign-ups without an account a minute from a network address; 0 = off. Off in the demo on loopback."`
	ReportsAddress  int           `env:"REPORTS_PER_ADDRESS" envDefault:"5" help:"Reports of events, and of mistakes in articles, a minute from a network address; 0 = off. Off in the demo on loopback."`
	GuestsContact   int           `env:"GUESTS_PER_CONTACT" envDefault:"5" help:"Sign-ups without an account a minute for an e-mail address or phone number; 0 = off."`

	MinCellSize int `env:"MIN_CELL_SIZE" envDefault:"10" help:"How many people are in a cell of published figures at least, 2 or more. A month that is fixed keeps the number it was fixed with."`

	MaxCost     int `env:"MAX_COST" envDefault:"100000" help:"What an operation may cost: objects that its answer can have; 0 = off."`
	CostAccount int `env:"COST_PER_ACCOUNT" envDefault:"2000000" help:"What the operations of an account may cost a minute; 0 = off."`
	CostAddress int `env:"COST_PER_ADDRESS" envDefault:"20000000" help:"What the operations of visitors from a network address may cost a minute; 0 = off. Off in the demo on loopback."`

	LogLevel  string `env:"LOG_LEVEL" envDefault:"info" help:"debug, info, warn or error."`
	LogFormat string `env:"LOG_FORMAT" envDefault:"auto" help:"json, text, or auto: text on a terminal."`
}

// DemoMode says how the demo runs.
type DemoMode int

// The modes: no demo, for this machine, for others too.
const (
	DemoOff DemoMode = iota
	DemoLocal
	DemoPublic
)

// Parse reads the options from the environment and the flags before the first
// argument that is none; it returns the arguments that are left. Its errors name
// the option and say what to write, and never show a value.
func Parse(environ, args []string) (*Options, []string, error) {
	values := env.ToMap(environ)
	rest, err := flags(values, args)
	if err != nil {
		return nil, nil, err
	}
	// An option that is set to nothing is not set.
	for _, row := range Table() {
		if values[row.Name] == "" {
			delete(values, row.Name)
		}
	}
	o := &Options{}
	if err := env.ParseWithOptions(o, env.Options{Environment: values}); err != nil {
		return nil, nil, explain(err)
	}
	return o, rest, o.check()
}

// flags moves --name value and --name=value into values.
func flags(values map[string]string, args []string) ([]string, error) {
	for len(args) > 0 && strings.HasPrefix(args[0], "--") {
		name, value, has := strings.Cut(strings.TrimPrefix(args[0], "--"), "=")
		variable := strings.ToUpper(strings.ReplaceAll(name, "-", "_"))
		if !known(variable) {
			return nil, fmt.Errorf("--%s is not an option; erikti --help lists them", name)
		}
		args = args[1:]
		if !has {
			if len(args) == 0 {
				return nil, fmt.Errorf("--%s needs a value", name)
			}
			value, args = args[0], args[1:]
		}
		values[variable] = value
	}
	return args, nil
}

func known(variable string) bool {
	for _, row := range Table() {
		if row.Name == variable {
			return true
		}
	}
	return false
}

// explain names the option that could not be read.
func explain(err error) error {
	var all env.AggregateError
	if errors.As(err, &all) {
		for _, e := range all.Errors {
			var p env.ParseError
			if errors.As(e, &p) {
				field, _ := reflect.TypeFor[Options]().FieldByName(p.Name)
				kind := "a whole number"
				if p.Type == reflect.TypeFor[time.Duration]() {
					kind = "a duration such as 10s or 720h"
				}
				return fmt.Errorf("%s: write %s", field.Tag.Get("env"), kind)
			}
		}
	}
	return errors.New("an option could not be read; erikti --help lists them")
}

func (o *Options) check() error {
	oneOf := func(name, value string, allowed ...string) error {
		for _, a := range allowed {
			if value == a {
				return nil
			}
		}
		return fmt.Errorf("%s: write %s", name, strings.Join(allowed, " or "))
	}
	if o.Demo != "" {
		if err := oneOf("DEMO", o.Demo, "true", "false", "public"); err != nil {
			return err
		}
	}
	for _, c := range []error{
		oneOf("DEMO_TRAFFIC", o.DemoTraffic, "on", "off"),
		oneOf("SMS_WEBHOOK_PRIVATE", o.WebhookPrivate, "on", "off"),
		oneOf("OIDC_PRIVATE", o.ProvidersPrivate, "on", "off"),
		oneOf("PUSH", o.Push, "on", "off"),
		oneOf("PUSH_PRIVATE", o.PushPrivate, "on", "off"),
		oneOf("IO_URING", o.IOUring, "on", "off"),
		oneOf("INTROSPECTION", o.Introspection, "on", "off"),
		oneOf("TRUSTED_DOCUMENTS", o.TrustedDocuments, "off", "only"),
		oneOf("LOG_LEVEL", o.LogLevel, "debug", "info", "warn", "error"),
		oneOf("LOG_FORMAT", o.LogFormat, "auto", "json", "text"),
	} {
		if c != nil {
			return c
		}
	}
	if o.PublicURL != "" {
		if u, err := url.Parse(o.PublicURL); err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
			return errors.New("PUBLIC_URL: write https://HOST")
		}
	}
	if err := o.checkChannels(); err != nil {
		return err
	}
	if o.BusURL != "" {
		if err := bus.Check(o.BusURL); err != nil {
			return fmt.Errorf("BUS_URL: %w", err)
		}
	}
	for _, origin := range o.AllowedOrigins {
		if !exactOrigin(origin) {
			return errors.New("ALLOWED_ORIGINS: write https://HOST, in small letters, without a path or *, separated by commas")
		}
	}
	for _, network := range o.TrustedProxies {
		if _, err := netip.ParsePrefix(network); err != nil {
			return errors.New("TRUSTED_PROXIES: write networks such as 10.0.0.0/8, separated by commas")
		}
	}
	for _, n := range []struct {
		name  string
		value int64
		least int64
	}{
		{"REQUEST_TIMEOUT", int64(o.RequestTimeout), 1},
		{"SESSION_FOR", int64(o.SessionFor), 1},
		{"DATABASE_CONNECTIONS", int64(o.Connections), 1},
		{"MAX_BODY", o.MaxBody, 0},
		{"MAX_MESSAGE", o.MaxMessage, 0},
		{"MAX_OPERATIONS", int64(o.MaxOperations), 0},
		{"MAX_MESSAGES", int64(o.MaxMessages), 0},
		{"MAX_GROUPS", int64(o.MaxGroups), 0},
		{"SOCKETS_PER_ADDRESS", int64(o.SocketsAddress), 0},
		{"SOCKETS_PER_ACCOUNT", int64(o.SocketsAccount), 0},
		{"SIGN_INS_PER_ACCOUNT", int64(o.SignInsAMinute), 0},
		{"ATTEMPTS_PER_ADDRESS", int64(o.AttemptsAddress), 0},
		{"ATTEMPTS_OVERALL", int64(o.AttemptsOverall), 0},
		{"MESSAGES_PER_CONTACT", int64(o.MessagesContact), 0},
		{"REPORTS_PER_ADDRESS", int64(o.ReportsAddress), 0},
		{"HASHES_AT_ONCE", int64(o.HashesAtOnce), 0},
		{"HASHES_WAITING", int64(o.HashesWaiting), 0},
		{"MAX_COST", int64(o.MaxCost), 0},
		{"COST_PER_ACCOUNT", int64(o.CostAccount), 0},
		{"COST_PER_ADDRESS", int64(o.CostAddress), 0},
	} {
		if n.value < n.least {
			return fmt.Errorf("%s: too small", n.name)
		}
	}
	return nil
}

// exactOrigin says whether a text is an origin as browsers write it.
func exactOrigin(origin string) bool {
	u, err := url.Parse(origin)
	return err == nil && u.Host != "" && (u.Scheme == "https" || u.Scheme == "http") &&
		origin == u.Scheme+"://"+u.Host && origin == strings.ToLower(origin) && !strings.Contains(u.Host, "*")
}

// DemoMode says how the demo runs.
func (o *Options) DemoMode() DemoMode {
	switch {
	case o.Demo == "public":
		return DemoPublic
	case o.Demo == "true", o.Demo == "" && o.DatabaseURL == "":
		return DemoLocal
	}
	return DemoOff
}

// Database is the address of the database: what is set, else a file of its own
// for the demo and for the real thing.
func (o *Options) Database() string {
	switch {
	case o.DatabaseURL != "":
		return o.DatabaseURL
	case o.DemoMode() == DemoOff:
		return "sqlite:erikti.db"
	}
	return "sqlite:erikti-demo.db"
}

// Bus is the address of the bus: what is set, else the database where it is one that
// servers share.
func (o *Options) Bus() string {
	switch {
	case o.BusURL != "":
		return o.BusURL
	case strings.HasPrefix(o.Database(), "sqlite:"):
		return bus.Memory
	}
	return o.Database()
}

// Row is an option as it is shown.
type Row struct{ Name, Flag, Default, Meaning string }

// Table lists the options.
func Table() []Row {
	t := reflect.TypeFor[Options]()
	var rows []Row
	for i := range t.NumField() {
		tag := t.Field(i).Tag
		name := tag.Get("env")
		rows = append(rows, Row{
			Name: name, Flag: "--" + strings.ToLower(strings.ReplaceAll(name, "_", "-")),
			Default: tag.Get("envDefault"), Meaning: tag.Get("help"),
		})
	}
	return rows
}

// Help writes the table for people.
func Help(w io.Writer) {
	t := tabwriter.NewWriter(w, 0, 4, 2, ' ', 0)
	for _, row := range Table() {
		_, _ = fmt.Fprintf(t, "  %s\t%s\t%s\n", row.Name, row.Default, row.Meaning)
	}
	_ = t.Flush()
}

// Markdown writes the table for the README.
func Markdown(w io.Writer) {
	_, _ = fmt.Fprintln(w, "| option | flag | default | meaning |\n|---|---|---|---|")
	for _, row := range Table() {
		_, _ = fmt.Fprintf(w, "| `%s` | `%s` | %s | %s |\n", row.Name, row.Flag, code(row.Default), row.Meaning)
	}
}

func code(s string) string {
	if s == "" {
		return ""
	}
	return "`" + s + "`"
}
