package attack

import (
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"

	"erikti/internal/apptest"
)

// served are the methods of each route, by its pattern, and an address of it. HEAD is
// answered where GET is, but for the API.
var served = map[string]struct {
	address string
	methods []string
}{
	"/graphql":                     {"/graphql?query={__typename}", []string{"GET", "POST"}},
	"/healthz":                     {"/healthz", []string{"GET", "HEAD"}},
	"/readyz":                      {"/readyz", []string{"GET", "HEAD"}},
	"/metrics":                     {"/metrics", []string{"GET", "HEAD"}},
	"/about.json":                  {"/about.json", []string{"GET", "HEAD"}},
	"/setup":                       {"/setup?token=x", []string{"GET", "HEAD", "POST"}},
	"/confirm":                     {"/confirm?token=x", []string{"GET", "HEAD", "POST"}},
	"/reset-password":              {"/reset-password?token=x", []string{"GET", "HEAD", "POST"}},
	"/cannot-come":                 {"/cannot-come?place=x", []string{"GET", "HEAD", "POST"}},
	"/events/{file}":               {"/events/evt_x.ics", []string{"GET", "HEAD"}},
	"/open-figures.csv":            {"/open-figures.csv", []string{"GET", "HEAD"}},
	"/shifts/{file}":               {"/shifts/shf_x.ics", []string{"GET", "HEAD"}},
	"/calendar/{file}":             {"/calendar/x.ics", []string{"GET", "HEAD"}},
	"/news.xml":                    {"/news.xml?lang=kk", []string{"GET", "HEAD"}},
	"/news.rss":                    {"/news.rss?lang=kk", []string{"GET", "HEAD"}},
	"/pictures/{file}":             {"/pictures/x.jpg", []string{"GET", "HEAD"}},
	"/pictures":                    {"/pictures?organization=x", []string{"POST"}},
	"/passports/{file}":            {"/passports/x.json", []string{"GET", "HEAD"}},
	"/passports/status/{file}":     {"/passports/status/1", []string{"GET", "HEAD"}},
	"/.well-known/did.json":        {"/.well-known/did.json", []string{"GET", "HEAD"}},
	"/did.json":                    {"/did.json", []string{"GET", "HEAD"}},
	"/.well-known/jwks.json":       {"/.well-known/jwks.json", []string{"GET", "HEAD"}},
	"/invitation":                  {"/invitation?token=x", []string{"GET", "HEAD", "POST"}},
	"/widget/sign-up":              {"/widget/sign-up?shift=x", []string{"GET", "HEAD"}},
	"/guest":                       {"/guest?token=x", []string{"GET", "HEAD", "POST"}},
	"/guardian":                    {"/guardian?consent=x", []string{"GET", "HEAD", "POST"}},
	"/sign-in/{provider}":          {"/sign-in/x", []string{"GET"}},
	"/sign-in/{provider}/callback": {"/sign-in/x/callback?code=x&state=y", []string{"GET"}},
	"/":                            {"/nothing", []string{"GET", "HEAD"}},
}

// everybodys is what programs of other sites check credentials with: they may read it.
var everybodys = []string{"/.well-known/did.json", "/did.json", "/.well-known/jwks.json", "/passports/status/{file}", "/passports/{file}"}

// strange are headers that a route may not be led by.
var strange = map[string]http.Header{
	"none":                     {},
	"another site's":           {"Origin": {"https://evil.example"}, "Sec-Fetch-Site": {"cross-site"}, "Sec-Fetch-Mode": {"no-cors"}},
	"no origin":                {"Origin": {"null"}, "Cookie": {"session=" + canary}},
	"another method":           {"X-Http-Method-Override": {"DELETE"}, "X-Method-Override": {"POST"}, "X-Http-Method": {"PUT"}},
	"another type":             {"Content-Type": {"text/xml; charset=" + canary}, "Accept": {"application/" + canary}, "Accept-Language": {canary}},
	"an encoding there is not": {"Content-Encoding": {"gzip"}, "Accept-Encoding": {canary}, "Range": {"bytes=0-0,1-1,2-2"}},
	"another address":          {"X-Original-Url": {"/metrics"}, "X-Rewrite-Url": {"/setup"}, "X-Forwarded-Host": {"evil.example"}, "Forwarded": {"host=evil.example"}},
	"a token of nobody's":      {"Authorization": {"Bearer " + canary}},
	"an upgrade":               {"Connection": {"Upgrade"}, "Upgrade": {"h2c"}, "Http2-Settings": {"AAMAAABkAAQAAP__"}},
}

// Every route × every method × headers: what is not served says what is, nothing of a
// request is repeated, no other site may read, and no request is the server's mistake.
func TestA5_EveryRouteMethodAndHeader(t *testing.T) {
	s := apptest.Start(t, apptest.SQLite(t))
	for _, pattern := range s.App.Routes() {
		if _, known := served[pattern]; !known {
			t.Errorf("%s has no row here", pattern)
		}
	}
	asked := 0
	for pattern, route := range served {
		for _, method := range []string{"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND"} {
			for about, headers := range strange {
				r, err := http.NewRequest(method, s.URL+route.address, strings.NewReader(canary))
				if err != nil {
					t.Fatal(err)
				}
				r.Header = headers.Clone()
				a, err := (&http.Transport{}).RoundTrip(r)
				if err != nil {
					t.Errorf("%s %s, %s: %v", method, pattern, about, err)
					continue
				}
				body, _ := io.ReadAll(a.Body)
				_ = a.Body.Close()
				asked++
				allowed := slices.Contains(route.methods, method)
				early := pattern == "/graphql" && slices.Contains([]int{400, 401, 403, 406}, a.StatusCode) // something else was wrong too
				if early && !allowed {
					continue
				}
				if allowed == (a.StatusCode == http.StatusMethodNotAllowed) || a.StatusCode >= 500 {
					t.Errorf("%s %s, %s: %d", method, pattern, about, a.StatusCode)
				}
				if allow := a.Header.Get("Allow"); !allowed && allow != strings.Join(route.methods, ", ") {
					t.Errorf("%s %s, %s: Allow %q", method, pattern, about, allow)
				}
				if strings.Contains(string(body), canary) {
					t.Errorf("%s %s, %s: the request is in the answer: %.200s", method, pattern, about, body)
				}
				for name, values := range a.Header {
					if said := strings.Join(values, " "); strings.Contains(said, canary) || strings.Contains(said, "evil.example") ||
						name == "Set-Cookie" || strings.HasPrefix(name, "Access-Control-") && !slices.Contains(everybodys, pattern) {
						t.Errorf("%s %s, %s: %s: %s", method, pattern, about, name, said)
					}
				}
			}
		}
	}
	t.Logf("%d requests", asked)
}
