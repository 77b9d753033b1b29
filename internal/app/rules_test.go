package app

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"testing"
	"time"

	"erikti/ent/rule"
	"erikti/internal/option"
	"erikti/web"
)

// BenchmarkRules asks the documents of the dashboards with the rules of rows and without,
// in turns, through everything that a request goes through but the socket, on the demo
// network. It reports medians, as shares of the time without rules. The pages must have
// been built.
func BenchmarkRules(b *testing.B) {
	opts, _, err := option.Parse([]string{
		"ADDR=127.0.0.1:0", "DEMO=true", "DATABASE_URL=sqlite:" + b.TempDir() + "/erikti.db",
		"PICTURES_FOLDER=" + b.TempDir(),
		"COST_PER_ADDRESS=0", "COST_PER_ACCOUNT=0",
	}, nil)
	if err != nil {
		b.Fatal(err)
	}
	a, err := New(b.Context(), opts, io.Discard)
	if err != nil {
		b.Fatal(err)
	}
	defer func() { a.live.Close(); _ = a.bus.Close(); _ = a.store.Close() }()
	coordinator, organizer := a.signedIn(b, "coordinator@demo.example"), a.signedIn(b, "organizer@demo.example")
	var at struct {
		Viewer struct {
			Memberships []struct {
				Organization struct {
					SupportCenters []struct{ Region struct{ ID string } }
					ID             string
				}
			}
		}
	}
	a.asked(b, coordinator, `{ viewer { memberships { organization { id supportCenters { region { id } } } } } }`, nil, &at)
	center := at.Viewer.Memberships[0].Organization
	now := time.Now().UTC()
	for _, page := range []struct {
		name, document, token string
		variables             map[string]any
	}{
		{"visitor, events", "Events", "", map[string]any{"first": 50}},
		{"visitor, network", "NetworkNow", "", nil},
		{"organizer, events", "Events", organizer, map[string]any{"first": 50}},
		{"coordinator, desk", "CenterDesk", coordinator, map[string]any{"centerId": center.ID, "regionId": center.SupportCenters[0].Region.ID, "now": now, "weekAgo": now.AddDate(0, 0, -7)}},
	} {
		b.Run(page.name, func(b *testing.B) {
			document := documentOf(b, page.document)
			ways := []context.Context{context.Background(), rule.System(context.Background())}
			took := make([][]time.Duration, len(ways))
			for turn := 0; b.Loop(); turn++ {
				for i := range ways {
					way := (turn + i) % len(ways) // each is first as often as the other
					took[way] = append(took[way], a.took(b, ways[way], page.token, document, page.variables))
				}
			}
			with, without := float64(middle(took[0])), float64(middle(took[1]))
			b.ReportMetric(without/1e6, "ms/page-without-rules")
			b.ReportMetric(with/without, "with/without")
		})
	}
}

// documentOf finds a document of the pages by its name.
func documentOf(b testing.TB, name string) string {
	b.Helper()
	var documents []string
	if err := json.Unmarshal(web.Documents(), &documents); err != nil {
		b.Fatal("build the pages first (make web): ", err)
	}
	named := regexp.MustCompile(`^query ` + name + `\b`)
	at := slices.IndexFunc(documents, named.MatchString)
	if at < 0 {
		b.Fatalf("no page asks %s", name)
	}
	return documents[at]
}

func (a *App) signedIn(b testing.TB, email string) string {
	b.Helper()
	var session struct{ SignIn struct{ Token string } }
	a.asked(b, "", `mutation($of: SignInInput!) { signIn(input: $of) { token } }`,
		map[string]any{"of": map[string]any{"email": email, "password": "erikti-demo"}}, &session)
	return session.SignIn.Token
}

func (a *App) asked(b testing.TB, token, document string, variables map[string]any, into any) {
	b.Helper()
	answer := struct{ Data any }{into}
	if err := json.Unmarshal(a.answer(b, context.Background(), token, document, variables), &answer); err != nil {
		b.Fatal(err)
	}
}

func (a *App) took(b testing.TB, ctx context.Context, token, document string, variables map[string]any) time.Duration {
	b.Helper()
	begun := time.Now()
	a.answer(b, ctx, token, document, variables)
	return time.Since(begun)
}

func (a *App) answer(b testing.TB, ctx context.Context, token, document string, variables map[string]any) []byte {
	b.Helper()
	body, err := json.Marshal(map[string]any{"query": document, "variables": variables})
	if err != nil {
		b.Fatal(err)
	}
	r := httptest.NewRequestWithContext(ctx, http.MethodPost, "/graphql", bytes.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Accept", "application/json")
	r.RemoteAddr, r.Host = "127.0.0.1:1", "127.0.0.1" // the demo's accounts are open to this machine
	if token != "" {
		r.Header.Set("Authorization", "Bearer "+token)
	}
	w := httptest.NewRecorder()
	a.handler.ServeHTTP(w, r)
	if w.Code != http.StatusOK || bytes.Contains(w.Body.Bytes(), []byte(`"errors"`)) {
		b.Fatal(w.Code, w.Body.String())
	}
	return w.Body.Bytes()
}

func middle(d []time.Duration) time.Duration {
	slices.Sort(d)
	return d[len(d)/2]
}
