package app

import (
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"html/template"
	"net/http"

	"erikti/ent/gen"
	"erikti/graph"
	"erikti/internal/fault"
	"erikti/internal/lang"
	"erikti/internal/notice"
)

// The pages of the server's own: those that links in messages open, which have to work
// on any phone, without scripts and without an account. All have one frame and one style.
//
//go:embed pages/*.html
var pageFiles embed.FS

//go:embed pages/style.css
var pageStyle string

// pagePolicy lets a page have its one style, post to this server, and nothing else.
var pagePolicy = func() string {
	sum := sha256.Sum256([]byte(pageStyle))
	return "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) +
		"'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
}()

// parsePage reads the page that a file of pages/ describes.
func parsePage(name string) *template.Template {
	return template.Must(template.ParseFS(pageFiles, "pages/frame.html", "pages/"+name+".html"))
}

// page is what one answer shows: the words of its kind in the reader's language, and
// what the handler says besides, by the names that its template uses.
type page struct {
	template *template.Template
	lang     lang.Locale
	prefix   string
	status   int
	says     map[string]any
}

type language struct {
	Code, Name string
	Now        bool
}

var languageNames = map[lang.Locale]string{lang.KK: "Қазақша", lang.RU: "Русский", lang.EN: "English"}

// newPage begins the answer to a request whose link has a secret in a parameter. prefix
// is that of its messages' keys. What the reader chose on the page goes before what the
// browser asks for.
func newPage(r *http.Request, t *template.Template, prefix, parameter, secret string) *page {
	p := &page{template: t, lang: lang.FromContext(r.Context()), prefix: prefix, status: http.StatusOK}
	if chosen := lang.Locale(r.FormValue("lang")); chosen.Valid() {
		p.lang = chosen
	}
	languages := make([]language, 0, len(lang.Locales))
	for _, l := range lang.Locales {
		languages = append(languages, language{string(l), languageNames[l], l == p.lang})
	}
	p.says = map[string]any{
		"Lang": string(p.lang), "T": p.word, "Path": r.URL.Path, "Param": parameter, "Token": secret,
		"Languages": languages, "LanguageWord": lang.Message(p.lang, "page.language", nil),
		"Style": template.CSS(pageStyle), // ours, compiled in
	}
	return p
}

// word is one of the page's own messages.
func (p *page) word(key string) string { return lang.Message(p.lang, p.prefix+"."+key, nil) }

// say gives the template a value.
func (p *page) say(name string, value any) { p.says[name] = value }

// describeShift says which shift, of which event, when; the shift comes with its event.
func (p *page) describeShift(s *gen.Shift) {
	p.says["Event"], p.says["Shift"], p.says["When"] = notice.Describe(p.lang, s)
}

// fail says what went wrong, and what to do: a refusal in its own words, everything
// else as a failure that may pass.
func (p *page) fail(err error) {
	if refusal, refused := fault.AsRefusal(err); refused {
		p.status = http.StatusUnprocessableEntity
		p.says["Error"], p.says["Next"] = graph.Words(p.lang, refusal)
		return
	}
	p.status, p.says["Error"] = http.StatusServiceUnavailable, lang.Message(p.lang, "failure.TRY_AGAIN", nil)
}

// missing says, by one of the page's own messages, that the link leads nowhere.
func (p *page) missing(key string) {
	p.status, p.says["Error"], p.says["Next"] = http.StatusNotFound, p.word(key), ""
}

// show writes the page: nothing of it is kept, framed, or loads from elsewhere, and its
// address, which may hold a secret, is told to nobody.
func (p *page) show(w http.ResponseWriter) {
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Cache-Control", "no-store")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Content-Security-Policy", pagePolicy)
	w.WriteHeader(p.status)
	_ = p.template.ExecuteTemplate(w, "frame", p.says) // a reader that left needs no page
}

// postedOrAsked is the value of a link's parameter: of the form that was posted, else of
// the address.
func postedOrAsked(w http.ResponseWriter, r *http.Request, name string) string {
	if r.Method != http.MethodPost {
		return r.URL.Query().Get(name)
	}
	r.Body = http.MaxBytesReader(w, r.Body, 16<<10)
	return r.PostFormValue(name)
}
