package app

import (
	"context"
	"log/slog"
	"math"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"erikti/internal/fault"
	"erikti/internal/organization"
	"erikti/internal/ratelimit"
	"erikti/internal/viewer"
)

// answerFor is how long an answer may take to go out, of whatever size: who takes
// nothing for that long is dropped.
const answerFor = 10 * time.Minute

// secured gives every answer the headers that keep browsers from doing more with it
// than is meant; a page loosens what it needs (package web, showPage).
func (a *App) secured(next http.Handler) http.Handler {
	https := strings.HasPrefix(a.opts.PublicURL, "https:")
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		if https {
			h.Set("Strict-Transport-Security", "max-age=31536000")
		}
		if len(r.TransferEncoding) > 0 || r.Method == http.MethodPost && r.Header["Content-Length"] == nil {
			// It may have said a length too, or one in a folded header, which a proxy in front
			// may have believed: what follows on the connection is not read as a request.
			h.Set("Connection", "close")
		}
		_ = http.NewResponseController(w).SetWriteDeadline(time.Now().Add(answerFor)) // where it can be set
		next.ServeHTTP(w, r)
	})
}

// origins are the sites whose pages may ask this server, beside its own: exactly
// these, by scheme, host and port.
func (a *App) origins() []string {
	all := slices.Clone(a.opts.AllowedOrigins)
	if u, err := url.Parse(a.opts.PublicURL); err == nil && u.Host != "" {
		all = append(all, u.Scheme+"://"+u.Host)
	}
	return all
}

// crossOrigin lets pages of the allowed sites ask, those of registered sites read, and
// refuses what pages of others post. No answer is for cookies: a token goes in a header.
func (a *App) crossOrigin(next http.Handler) http.Handler {
	allowed := a.origins()
	protection := http.NewCrossOriginProtection()
	for _, origin := range allowed {
		if err := protection.AddTrustedOrigin(origin); err != nil {
			panic(err) // the options were checked
		}
	}
	protected := protection.Handler(next)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Add("Vary", "Origin")
		if origin := r.Header.Get("Origin"); slices.Contains(allowed, origin) {
			h.Set("Access-Control-Allow-Origin", origin)
			h.Set("Access-Control-Expose-Headers", "X-Request-Id, Retry-After")
			if r.Method == http.MethodOptions && r.Header.Get("Access-Control-Request-Method") != "" {
				h.Set("Access-Control-Allow-Methods", "GET, POST")
				h.Set("Access-Control-Allow-Headers", "Content-Type, Authorization, Accept-Language")
				h.Set("Access-Control-Max-Age", "600")
				w.WriteHeader(http.StatusNoContent)
				return
			}
		} else if r.Method == http.MethodGet && a.knownSite(r.Context(), origin) {
			// The widget's event stream: the site reads what is public, and posts nothing.
			h.Set("Access-Control-Allow-Origin", origin)
		}
		protected.ServeHTTP(w, r)
	})
}

// originAllowed lets pages of this server, of the allowed and of registered sites open sockets;
// what is no browser says no origin. The host is what the browser was told: where it
// is known which one it must be, another name is none of this server's, whatever it
// points to.
func (a *App) originAllowed(r *http.Request) bool {
	origin := r.Header.Get("Origin")
	if origin == "" || slices.Contains(a.origins(), origin) {
		return true
	}
	own := origin == "http://"+r.Host || origin == "https://"+r.Host
	return own && (a.opts.PublicURL == "" || numeric(r.Host)) || a.knownSite(r.Context(), origin)
}

// knownSite says whether an origin is a site that a verified organization registered.
// Its pages ask as any visitor: no answer is for cookies, and tokens of the pages stay
// with these.
func (a *App) knownSite(ctx context.Context, origin string) bool {
	if origin == "" || origin == "null" || len(origin) > 100 {
		return false
	}
	known, err := organization.KnownSite(ctx, a.store.Client, origin)
	if err != nil {
		slog.WarnContext(ctx, "looking up a site", "error", err)
	}
	return known
}

// numeric says whether a host is this machine's name or an address: no name of
// somebody else's.
func numeric(host string) bool {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	return host == "localhost" || net.ParseIP(strings.Trim(host, "[]")) != nil
}

// spending counts what operations cost for who asks: for an account, or for the
// network address of a visitor.
type spending struct {
	account, address       *ratelimit.Limit
	mostAccount, mostVisit int
}

func (a *App) spending() *spending {
	perAddress := a.perAddress(a.opts.CostAddress)
	return &spending{
		account: ratelimit.PerMinute(a.opts.CostAccount), mostAccount: a.opts.CostAccount,
		address: ratelimit.PerMinute(perAddress), mostVisit: perAddress,
	}
}

// spend counts a cost; beyond the limit it is a failure: RATE_LIMITED.
func (s *spending) spend(ctx context.Context, cost int) *fault.Failure {
	limit, key, most := s.address, ratelimit.Source(viewer.Address(ctx)), s.mostVisit
	if v := viewer.From(ctx); v.SignedIn() {
		limit, key, most = s.account, v.AccountID, s.mostAccount
	}
	cost = min(cost, most) // what may be asked for at all can be asked for once a minute
	now := time.Now()
	if limit.AllowN(key, now, cost) {
		return nil
	}
	seconds := int(math.Ceil(limit.After(key, now, cost).Seconds()))
	return fault.Fail(fault.Limited, "cost").With("seconds", max(1, seconds))
}
