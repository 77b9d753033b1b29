package app

import (
	"context"
	"encoding/json"
	"errors"
	"net"
	"net/http"
	"net/netip"
	"strings"
	"time"

	"github.com/google/uuid"

	"erikti/internal/account"
	"erikti/internal/fault"
	"erikti/internal/lang"
	"erikti/internal/option"
	"erikti/internal/viewer"
)

// takeFor is how long a client may take for an answer once it is made.
const takeFor = 30 * time.Second

type requestKey struct{}

// requestID names a request in logs and in answers.
func requestID(ctx context.Context) string {
	id, _ := ctx.Value(requestKey{}).(string)
	return id
}

// identified gives each request an id and its reader's language.
func (a *App) identified(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		id := uuid.NewString()
		w.Header().Set("X-Request-Id", id)
		ctx := context.WithValue(r.Context(), requestKey{}, id)
		ctx = lang.WithLocale(ctx, lang.Match(r.Header.Get("Accept-Language")))
		next.ServeHTTP(w, r.WithContext(ctx))
	})
}

// asking puts who asks, from where, and what they may do with the demo into the
// context, and bounds the time of what is no socket.
func (a *App) asking(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx := viewer.WithAddress(r.Context(), a.address(r))
		ctx = account.WithDevice(ctx, r.UserAgent())
		ctx = context.WithValue(ctx, demoKey{}, a.demoAccessOf(r))
		if r.Header.Get("Upgrade") == "" { // an event stream leaves the bound behind
			var cancel context.CancelFunc
			ctx, cancel = context.WithTimeout(ctx, a.opts.RequestTimeout)
			defer cancel()
			_ = http.NewResponseController(w).SetWriteDeadline(time.Now().Add(a.opts.RequestTimeout + takeFor)) // where it can be set
		}
		var who *viewer.Viewer
		if authorization := r.Header.Get("Authorization"); authorization != "" {
			var err error
			if who, err = a.accounts.Authenticate(ctx, bearer(authorization)); err != nil {
				refuseSession(ctx, w, err)
				return
			}
		}
		next.ServeHTTP(w, r.WithContext(viewer.With(ctx, who)))
	})
}

// refuseSession answers a request whose token is no session's.
func refuseSession(ctx context.Context, w http.ResponseWriter, err error) {
	status, class, detail := http.StatusServiceUnavailable, fault.TryAgain, "database_away"
	var f *fault.Failure
	if errors.As(err, &f) && f.Class == fault.Unauthenticated {
		status, class, detail = http.StatusUnauthorized, fault.Unauthenticated, "session"
		w.Header().Set("WWW-Authenticate", "Bearer")
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(map[string]any{"errors": []any{map[string]any{
		"message":    lang.Message(lang.FromContext(ctx), "failure."+string(class)+"."+detail, nil),
		"extensions": map[string]any{"code": class, "requestId": requestID(ctx)},
	}}}) // a reader that left needs no answer
}

// address is where a request comes from: behind a proxy that is trusted, the last
// address that the proxy did not add itself.
func (a *App) address(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil || !a.trusted(host) {
		return host
	}
	hops := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	for i := len(hops) - 1; i >= 0; i-- {
		hop := strings.TrimSpace(hops[i])
		if _, err := netip.ParseAddr(hop); err != nil {
			return host
		}
		if !a.trusted(hop) {
			return hop
		}
	}
	return host
}

func (a *App) trusted(address string) bool {
	ip, err := netip.ParseAddr(address)
	if err != nil {
		return false
	}
	for _, network := range a.opts.TrustedProxies {
		if p, err := netip.ParsePrefix(network); err == nil && p.Contains(ip.Unmap()) {
			return true
		}
	}
	return false
}

type demoKey struct{}

const (
	closed = account.DemoClosed
	open   = account.DemoOpen
)

// demoAccess is what the request of a context may do with the demo's accounts.
func demoAccess(ctx context.Context) account.DemoAccess {
	access, _ := ctx.Value(demoKey{}).(account.DemoAccess)
	return access
}

// forwarding are the headers by which a proxy says that a request is not its own.
var forwarding = []string{"X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-Ip", "Forwarded", "Via"}

// demoAccessOf opens the demo's accounts to this machine only, unless the demo is
// public: the host must be loopback, and no proxy may stand between.
func (a *App) demoAccessOf(r *http.Request) account.DemoAccess {
	switch a.opts.DemoMode() {
	case option.DemoPublic:
		return account.DemoWithoutAdmin
	case option.DemoLocal:
		for _, h := range forwarding {
			if r.Header.Get(h) != "" {
				return closed
			}
		}
		host := r.Host
		if name, _, err := net.SplitHostPort(host); err == nil {
			host = name
		}
		ip := net.ParseIP(strings.Trim(host, "[]"))
		if host == "localhost" || ip != nil && ip.IsLoopback() {
			return open
		}
	}
	return closed
}
