package doctor

import (
	"errors"
	"net"
	"net/netip"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"erikti/internal/option"
	"erikti/internal/seal"
	"erikti/web"
)

// local says whether a host is this machine.
func local(host string) bool {
	if host == "localhost" || host == "" || strings.HasPrefix(host, "/") {
		return true
	}
	ip := net.ParseIP(host)
	return ip != nil && ip.IsLoopback()
}

func (l *list) addresses(o *option.Options) {
	host, _, _ := net.SplitHostPort(o.Addr) // ":8080" is every address
	open := host == "" || !local(host)
	public, _ := url.Parse(o.PublicURL) // it was checked
	https := o.PublicURL != "" && public.Scheme == "https"
	switch {
	case o.PublicURL == "" && open:
		l.add(Unsafe, "PUBLIC_URL", "is not set, and others can reach this server: links in messages point to where it listens, in the clear", "set the https:// address that people open")
	case o.PublicURL != "" && !https && !local(public.Hostname()):
		l.add(Unsafe, "PUBLIC_URL", "is http://: tokens and personal data cross the network in the clear", "end TLS in front of the server, and write https://")
	}
	if https && len(o.TrustedProxies) == 0 {
		l.add(Broken, "TRUSTED_PROXIES", "is not set, and TLS ends in front of this server: everybody seems to come from one address, and limits by address hold for all of them together", "name the network of the proxy")
	}
	for _, network := range o.TrustedProxies {
		if p, err := netip.ParsePrefix(network); err == nil && (p.Addr().Is4() && p.Bits() < 8 || p.Addr().Is6() && p.Bits() < 32) {
			l.add(Unsafe, "TRUSTED_PROXIES", "believes so many addresses that anybody can choose theirs", "name the network of the proxy, and no more")
		}
	}
	for _, origin := range o.AllowedOrigins {
		if u, err := url.Parse(origin); err == nil && u.Scheme == "http" && !local(u.Hostname()) {
			l.add(Unsafe, "ALLOWED_ORIGINS", "has a site without TLS: whoever stands between can be that site", "write https://, or leave it out")
		}
	}
	if u, err := url.Parse(o.BusURL); err == nil && u.Scheme == "nats" && !local(u.Hostname()) {
		l.add(Unsafe, "BUS_URL", "is without TLS: whoever stands between can end sessions and see who changes what", "write tls://")
	}
}

func (l *list) limits(o *option.Options) {
	for _, limit := range []struct {
		name string
		off  bool
		what string
	}{
		{"SIGN_INS_PER_ACCOUNT", o.SignInsAMinute == 0, "passwords of an account can be guessed without end"},
		{"ATTEMPTS_PER_ADDRESS", o.AttemptsAddress == 0, "one machine can try passwords and make accounts without end"},
		{"MAX_BODY", o.MaxBody == 0, "a request can fill the memory"},
		{"MAX_MESSAGE", o.MaxMessage == 0, "a message can fill the memory"},
		{"MAX_OPERATIONS", o.MaxOperations == 0, "a connection can follow without end"},
		{"MAX_MESSAGES", o.MaxMessages == 0, "a connection can keep the server busy"},
		{"MAX_GROUPS", o.MaxGroups == 0, "different subscriptions can fill the memory"},
		{"MAX_COST", o.MaxCost == 0, "a document can ask for everything at once"},
		{"SOCKETS_PER_ADDRESS", o.SocketsAddress == 0, "one machine can take all connections"},
		{"COST_PER_ADDRESS", o.CostAddress == 0, "one machine can keep the database busy"},
	} {
		if limit.off {
			l.add(Unsafe, limit.name, "is off: "+limit.what, "leave it at its default, see erikti --help")
		}
	}
	if o.RequestTimeout > time.Minute {
		l.add(Unsafe, "REQUEST_TIMEOUT", "is more than a minute: slow requests can take all connections of the database", "write some seconds")
	}
	if o.SessionFor > 100*24*time.Hour {
		l.add(Unsafe, "SESSION_FOR", "is more than a hundred days: a token that was lost works as long", "write 720h or less")
	}
	if o.LogLevel == "debug" {
		l.add(Know, "LOG_LEVEL", "is debug: the log grows with each request", "write info where people use the server")
	}
}

// known are passwords that everybody tries first.
var known = []string{"postgres", "password", "secret", "admin", "root", "erikti", "changeme", "change-me", "example", "123456", "12345678", "test", "user"}

func (l *list) secrets(o *option.Options) {
	for _, s := range []struct{ name, value string }{{"DATABASE_URL", o.DatabaseURL}, {"BUS_URL", o.BusURL}, {"SMTP_URL", o.SMTPURL}} {
		u, err := url.Parse(s.value)
		if err != nil || u.User == nil {
			continue
		}
		password, has := u.User.Password()
		switch {
		case has && (slices.Contains(known, strings.ToLower(password)) || password == u.User.Username()):
			l.add(Unsafe, s.name, "has a password that everybody tries first", "choose a long random one")
		case has && len(password) < 12 && !local(u.Hostname()):
			l.add(Unsafe, s.name, "has a password of less than 12 characters", "choose a long random one")
		}
	}
	u, err := url.Parse(o.DatabaseURL)
	if err == nil && strings.HasPrefix(u.Scheme, "postgres") && !local(u.Hostname()) {
		if mode := u.Query().Get("sslmode"); mode != "" && mode != "verify-full" {
			l.add(Unsafe, "DATABASE_URL", "does not look whose certificate the database has: whoever stands between can be it", "write sslmode=verify-full")
		}
	}
}

func (l *list) demo(o *option.Options) {
	host, _, _ := net.SplitHostPort(o.Addr)
	switch {
	case o.DemoMode() == option.DemoPublic:
		l.add(Unsafe, "DEMO", "is public: anybody can sign in to the demo's accounts with the published password", "write DEMO=false where people put their own data")
	case o.DemoMode() == option.DemoLocal && (host == "" || !local(host)):
		l.add(Unsafe, "DEMO", "is on, and others can reach this server; its accounts answer on loopback only", "write DEMO=false, or ADDR=127.0.0.1:8080")
	case o.DemoMode() == option.DemoLocal:
		l.add(Know, "DEMO", "is on", "write DEMO=false for a network of your own")
	}
}

func (l *list) files(o *option.Options) {
	if !web.Built() {
		l.add(Broken, "pages", "are not built into this program: people see none", "build it with make build")
	}
	if o.TrustedDocuments == "only" && len(web.Documents()) == 0 && o.TrustedDocumentsFile == "" {
		l.add(Broken, "TRUSTED_DOCUMENTS", "is only, and there is no document to trust", "build the pages with make build, or name a file with TRUSTED_DOCUMENTS_FILE")
	}
	if name := o.TrustedDocumentsFile; name != "" {
		info, err := os.Stat(name)
		switch {
		case err != nil:
			l.add(Broken, "TRUSTED_DOCUMENTS_FILE", "cannot be read", "name a file that this user may read")
		case info.Mode().Perm()&0o002 != 0:
			l.add(Unsafe, "TRUSTED_DOCUMENTS_FILE", "can be written by everybody on this machine", "chmod o-w it")
		}
	}
	if o.SealKeysFile == "" && o.DemoMode() == option.DemoOff {
		l.add(Know, "SEAL_KEYS_FILE", "is not set: what is written about people is kept as it was typed", "make a file of keys: SEAL_KEYS_FILE=… erikti keys new, then erikti keys rotate")
	} else if o.SealKeysFile != "" {
		if _, err := seal.Read(o.SealKeysFile); errors.Is(err, os.ErrNotExist) {
			l.add(Broken, "SEAL_KEYS_FILE", "does not exist", "make it with erikti keys new, or put the copy back")
		} else if err != nil {
			l.add(Broken, "SEAL_KEYS_FILE", "cannot be used", err.Error())
		}
	}
	if _, err := o.Providers(); err != nil {
		_, what, _ := strings.Cut(err.Error(), ": ")
		l.add(Broken, "OIDC_PROVIDERS_FILE", "cannot be used", what)
	}
	path, sqlite := strings.CutPrefix(o.Database(), "sqlite:")
	if !sqlite {
		return
	}
	for _, suffix := range []string{"", "-wal", "-shm"} {
		if info, err := os.Stat(path + suffix); err == nil && info.Mode().Perm()&0o007 != 0 {
			l.add(Unsafe, "DATABASE_URL", "is a file that everybody on this machine can read", "chmod 600 the file and those beside it of the same name")
			break
		}
	}
	if info, err := os.Stat(filepath.Dir(path)); err == nil && info.Mode().Perm()&0o002 != 0 && info.Mode()&os.ModeSticky == 0 {
		l.add(Unsafe, "DATABASE_URL", "is in a folder in which everybody can put another file in its place", "chmod o-w the folder")
	}
}
