package app

import (
	"encoding/json"
	"net/http"
	"strconv"
	"strings"

	"erikti/internal/passport"
	"erikti/internal/sign"
)

// The kinds of what the keys and passports are served as.
const (
	credentialType = "application/vc"
	didType        = "application/did+json"
	keySetType     = "application/jwk-set+json"
)

// passportOf answers /passports/NUMBER.json with the credential, to whoever has the
// number: 410 when it was revoked, or is kept no more. Other addresses under the folder are the pages'.
func (a *App) passportOf(pages http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		number, ok := strings.CutSuffix(r.PathValue("file"), passport.File)
		if !ok {
			w.Header().Set("X-Robots-Tag", "noindex")
			pages.ServeHTTP(w, r)
			return
		}
		credential, known, err := a.passports.File(r.Context(), number)
		switch {
		case err != nil:
			http.Error(w, http.StatusText(http.StatusServiceUnavailable), http.StatusServiceUnavailable)
		case !known:
			http.NotFound(w, r)
		case credential == "":
			http.Error(w, http.StatusText(http.StatusGone), http.StatusGone)
		default:
			h := w.Header()
			h.Set("Cache-Control", "no-store")
			h.Set("Referrer-Policy", "no-referrer")
			h.Set("X-Robots-Tag", "noindex")
			send(w, credentialType, []byte(credential))
		}
	})
}

// passportStatus answers /passports/status/N.json: which passports were revoked.
func (a *App) passportStatus(w http.ResponseWriter, r *http.Request) {
	text, ok := strings.CutSuffix(r.PathValue("file"), passport.File)
	number, err := strconv.Atoi(text)
	if !ok || err != nil || strconv.Itoa(number) != text {
		http.NotFound(w, r)
		return
	}
	list, known, err := a.passports.StatusList(r.Context(), number)
	switch {
	case err != nil:
		http.Error(w, http.StatusText(http.StatusServiceUnavailable), http.StatusServiceUnavailable)
	case !known:
		http.NotFound(w, r)
	default:
		w.Header().Set("Cache-Control", "public, max-age=10")
		send(w, credentialType, []byte(list))
	}
}

// signingKeys answers with the public keys of what is signed here: the issuer's document
// (did:web), or a key set.
func (a *App) signingKeys(kind string, of func(keys []sign.Public) map[string]any) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		keys, err := sign.Published(r.Context(), a.store.Client)
		if err != nil {
			http.Error(w, http.StatusText(http.StatusServiceUnavailable), http.StatusServiceUnavailable)
			return
		}
		raw, err := json.Marshal(of(keys))
		if err != nil {
			http.Error(w, http.StatusText(http.StatusInternalServerError), http.StatusInternalServerError)
			return
		}
		w.Header().Set("Cache-Control", "public, max-age=60")
		send(w, kind, raw)
	}
}

func (a *App) issuerDocument(keys []sign.Public) map[string]any {
	return sign.Document(sign.Issuer(a.url()), keys)
}

// send writes a file that verifiers anywhere may read, those in pages too: it is the same
// for everybody.
func send(w http.ResponseWriter, kind string, raw []byte) {
	h := w.Header()
	h.Set("Content-Type", kind)
	h.Set("Access-Control-Allow-Origin", "*")
	h.Set("Cross-Origin-Resource-Policy", "cross-origin")
	_, _ = w.Write(raw) // a reader that left needs no file
}
