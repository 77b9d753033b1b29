package program

import (
	"bytes"
	"encoding/xml"
	"html"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"erikti/internal/apptest"
)

// hostileText is what should nowhere be anything but text.
const hostileText = `"><script>alert(1)</script><img src=x onerror=alert(1)>]]>&lt;b&gt; javascript:alert(1) ${x} {{x}} ]]&gt; <!--`

// The feed is well-formed whatever stands in the texts, and one of a visitor's.
func TestH1_TheFeedOfNews(t *testing.T) {
	each(t, func(t *testing.T, s *apptest.Server) {
		x := newPress(t, s)
		x.writes(t) // a draft
		art := x.writes(t, "title", inLanguages("", hostileText, hostileText), "summary", inLanguages("", hostileText, ""), "body", inLanguages("", hostileText, "[x](javascript:alert(1)) "+hostileText))
		granted(t, x.editor.Do(t, writes("publishArticle", articleFields), apptest.Input("articleId", art)), "publishArticle")
		get := func(address, tag string) *http.Response {
			r, _ := http.NewRequest(http.MethodGet, s.URL+address, nil)
			r.Header.Set("If-None-Match", tag)
			a, err := http.DefaultClient.Do(r)
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { _ = a.Body.Close() })
			return a
		}
		a := get("/news.xml?lang=kk", "")
		body, _ := io.ReadAll(a.Body)
		var feed struct {
			Entries []struct {
				Title struct {
					Lang string `xml:"lang,attr"`
					Text string `xml:",chardata"`
				} `xml:"title"`
				Summary string `xml:"summary"`
				Link    struct {
					Href string `xml:"href,attr"`
				} `xml:"link"`
			} `xml:"entry"`
		}
		if err := xml.Unmarshal(body, &feed); err != nil || len(feed.Entries) != 1 || feed.Entries[0].Title.Text != hostileText || feed.Entries[0].Title.Lang != "ru" || feed.Entries[0].Summary != hostileText {
			t.Errorf("%v: %s", err, body)
		}
		if bytes.Contains(body, []byte("<script")) || bytes.Contains(body, []byte("<img")) {
			t.Errorf("%s", body)
		}
		if a.Header.Get("Content-Type") != "application/atom+xml; charset=utf-8" || !strings.Contains(a.Header.Get("Cache-Control"), "public") {
			t.Errorf("%v", a.Header)
		}
		if again := get("/news.xml?lang=kk", a.Header.Get("ETag")); again.StatusCode != http.StatusNotModified {
			t.Errorf("the same again: %d", again.StatusCode)
		}
		a = get("/news.rss?lang=kk", "")
		body, _ = io.ReadAll(a.Body)
		var plain struct {
			Items []struct {
				Title       string `xml:"title"`
				Link        string `xml:"link"`
				Description string `xml:"description"`
				Published   string `xml:"pubDate"`
			} `xml:"channel>item"`
		}
		if err := xml.Unmarshal(body, &plain); err != nil || len(plain.Items) != 1 || html.UnescapeString(plain.Items[0].Title) != hostileText ||
			html.UnescapeString(plain.Items[0].Description) != hostileText || !strings.HasSuffix(plain.Items[0].Link, "/news/"+art) {
			t.Errorf("%v: %s", err, body)
		}
		if _, err := time.Parse(time.RFC1123Z, plain.Items[0].Published); err != nil || strings.Contains(plain.Items[0].Title, "<") || strings.Contains(plain.Items[0].Description, "<") {
			t.Errorf("%v: %+v", err, plain.Items[0])
		}
		if a.Header.Get("Content-Type") != "application/rss+xml; charset=utf-8" {
			t.Errorf("%v", a.Header)
		}
		if a := get("/news.xml?lang=ru&kind=GUIDE", ""); a.StatusCode != http.StatusOK {
			t.Errorf("%d", a.StatusCode)
		}
		if a := get("/news.xml?kind=x", ""); a.StatusCode != http.StatusNotFound {
			t.Errorf("%d", a.StatusCode)
		}
		// As the pages get it: no link that runs, no block that is HTML.
		shown := s.As("").Do(t, `query($id: ID!) { node(id: $id) { ... on Article { blocks(locale: en) { kind spans { text href } } } } }`, map[string]any{"id": art})
		if !strings.Contains(string(shown.Body), `"href":null`) || strings.Contains(string(shown.Body), `"href":"javascript`) {
			t.Errorf("%s", shown.Body)
		}
	})
}
