package program

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"image"
	"image/png"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"erikti/ent/gen/auditentry"
	"erikti/internal/apptest"
	"erikti/internal/information"
	"erikti/internal/place"
)

const articleFields = `article { id state version publishedAt publishAt editable title titleLocale bodyLocale locales
	blocks { kind level spans { text href strong } picture { id small width } } cover { small } }`

func writes(name, fields string) string {
	return fmt.Sprintf(`mutation($in: %s%sInput!) { %s(input: $in) { %s userErrors { code message path nextStep ... on WrongState { state allowed } } } }`,
		strings.ToUpper(name[:1]), name[1:], name, fields)
}

// newsroom is a support center with an EDITOR beside its ADMIN.
func newsroom(t testing.TB, s *apptest.Server) (platform, editor *apptest.Client, org string) {
	t.Helper()
	platform = s.FirstAdmin(t)
	head, org := center(t, s, platform, "Center of Pavlodar", pavlodar())
	editor = s.Register(t, "editor")
	granted(t, editor.Do(t, acceptInvite, apptest.Input("token", invites(t, head, org, "EDITOR"))), "acceptInvitation")
	return platform, editor, org
}

// inLanguages is a text in some languages.
func inLanguages(kk, ru, en string) map[string]any {
	out := map[string]any{}
	for l, s := range map[string]string{"kk": kk, "ru": ru, "en": en} {
		if s != "" {
			out[l] = s
		}
	}
	return out
}

func (x *press) writes(t testing.TB, more ...any) string {
	t.Helper()
	a := x.editor.Do(t, writes("createArticle", articleFields), apptest.Input(append([]any{
		"organizationId", x.center, "kind", "NEWS", "title", inLanguages("", "Новость", "News"), "body", inLanguages("", "Текст **новости**", "The *news*"),
	}, more...)...))
	granted(t, a, "createArticle")
	return a.Text("createArticle", "article", "id")
}

type press struct {
	s        *apptest.Server
	platform *apptest.Client
	editor   *apptest.Client
	center   string
}

func newPress(t testing.TB, s *apptest.Server) *press {
	t.Helper()
	x := &press{s: s}
	x.platform, x.editor, x.center = newsroom(t, s)
	return x
}

const articleOf = `query($id: ID!, $l: Locale) { node(id: $id) { ... on Article { id state title(locale: $l) bodyLocale(locale: $l) blocks(locale: $l) { kind spans { text } } } } articles { totalCount } }`

// An editor writes in two languages; nobody else sees it before it is published, and who
// reads in a third is told which language it is.
func TestAnArticleIsWrittenAndRead(t *testing.T) {
	each(t, func(t *testing.T, s *apptest.Server) {
		x := newPress(t, s)
		visitor, stranger := s.As(""), s.People(t, 1, "1990-05-17")[0]
		art := x.writes(t)
		for name, who := range map[string]*apptest.Client{"a visitor": visitor, "a stranger": stranger} {
			if a := who.Do(t, articleOf, map[string]any{"id": art}); a.At("node") != nil || a.Number("articles", "totalCount") != 0 {
				t.Errorf("%s sees a draft: %s", name, a.Body)
			}
		}
		refused(t, stranger.Do(t, writes("publishArticle", articleFields), apptest.Input("articleId", art)), "publishArticle", "NOT_FOUND")
		refused(t, stranger.Do(t, writes("createArticle", articleFields), apptest.Input("organizationId", x.center, "kind", "NEWS", "title", english("T"), "body", english("b"))), "createArticle", "NOT_FOUND")
		refused(t, x.editor.Do(t, writes("createArticle", articleFields), apptest.Input("kind", "NEWS", "title", english("T"), "body", english("b"))), "createArticle", "NOT_FOUND") // the network's
		for _, bad := range [][]any{
			{"title", inLanguages("Тек тақырып", "Новость", "News")},
			{"body", english(strings.Repeat("a\n\n", 201))},
			{"body", english(strings.Repeat("я", 20_001))},
			{"title", english("two\nlines")},
			{"title", english(" ")},
			{"regionId", "reg_x"},
			{"coverId", "pic_x"},
			{"campaignId", "cmp_x"},
			{"summary", english(strings.Repeat("s", 501))},
		} {
			a := x.editor.Do(t, writes("updateArticle", articleFields), apptest.Input(append([]any{"articleId", art}, bad...)...))
			if code := a.Text("updateArticle", "userErrors", 0, "code"); code != "INVALID_INPUT" && code != "NOT_FOUND" {
				t.Errorf("%v: %s", bad[0], a.Body)
			}
		}
		refused(t, x.editor.Do(t, writes("withdrawArticle", articleFields), apptest.Input("articleId", art)), "withdrawArticle", "WRONG_STATE")
		a := x.editor.Do(t, writes("publishArticle", articleFields), apptest.Input("articleId", art, "expectedVersion", 1))
		granted(t, a, "publishArticle")
		refused(t, x.editor.Do(t, writes("publishArticle", articleFields), apptest.Input("articleId", art)), "publishArticle", "WRONG_STATE")
		for l, want := range map[string]string{"ru": "ru", "en": "en", "kk": "ru"} {
			a := visitor.Do(t, articleOf, map[string]any{"id": art, "l": l})
			if a.Text("node", "bodyLocale") != want || a.Number("articles", "totalCount") != 1 || want == "ru" && a.Text("node", "title") != "Новость" {
				t.Errorf("in %s: %s", l, a.Body)
			}
		}
		for filter, want := range map[string]int{`kind: NEWS`: 1, `kind: GUIDE`: 0, `search: "новост"`: 1, `search: "nothing"`: 0, `direction: ANIMALS`: 0, `state: DRAFT`: 0} {
			if a := visitor.Do(t, `{ articles(`+filter+`) { totalCount } }`, nil); a.Number("articles", "totalCount") != want {
				t.Errorf("%s: %s", filter, a.Body)
			}
		}
		granted(t, x.editor.Do(t, writes("updateArticle", articleFields), apptest.Input("articleId", art, "directions", []string{"ANIMALS"}, "regionId", pavlodar())), "updateArticle")
		if a := visitor.Do(t, `query($r: ID!) { articles(direction: ANIMALS, regionId: $r) { edges { node { directions { code } region { id } organization { id } } } } }`, map[string]any{"r": pavlodar()}); a.Text("articles", "edges", 0, "node", "directions", 0, "code") != "ANIMALS" {
			t.Errorf("%s", a.Body)
		}
		refused(t, x.editor.Do(t, writes("updateArticle", articleFields), apptest.Input("articleId", art, "kind", "GUIDE", "expectedVersion", 1)), "updateArticle", "STALE_VERSION")
		granted(t, x.editor.Do(t, writes("withdrawArticle", articleFields), apptest.Input("articleId", art)), "withdrawArticle")
		if a := visitor.Do(t, articleOf, map[string]any{"id": art}); a.At("node") != nil {
			t.Errorf("one that was withdrawn is seen: %s", a.Body)
		}
		// A center without a mandate writes nothing more.
		rows(s).SupportCenter.Update().SetValidTo("2020-01-01").SetValidFrom("2019-01-01").ExecX(system)
		refused(t, x.editor.Do(t, writes("publishArticle", articleFields), apptest.Input("articleId", art)), "publishArticle", "INVALID_INPUT")
	})
}

// A scheduled article is seen once its time has come and not before, and is published
// once, however many servers look at the clock.
func TestAnArticleIsPublishedByTheClockOnce(t *testing.T) {
	each(t, func(t *testing.T, s *apptest.Server) {
		x := newPress(t, s)
		art := x.writes(t)
		at := time.Now().Add(time.Hour).UTC().Truncate(time.Second)
		refused(t, x.editor.Do(t, writes("publishArticle", articleFields), apptest.Input("articleId", art, "at", time.Now().AddDate(3, 0, 0))), "publishArticle", "INVALID_INPUT")
		a := x.editor.Do(t, writes("publishArticle", articleFields), apptest.Input("articleId", art, "at", at))
		granted(t, a, "publishArticle")
		if a.Text("publishArticle", "article", "state") != "SCHEDULED" {
			t.Fatalf("%s", a.Body)
		}
		tick := func(now time.Time) int {
			done := make([]int, 8)
			var all sync.WaitGroup
			for i := range done {
				all.Go(func() {
					nobody := func([]string) {}
					clock := func() time.Time { return now }
					st := s.App.Store()
					n, err := information.New(st, place.New(st, nobody, clock), nobody, clock, t.TempDir()).Tick(context.Background())
					if err != nil {
						t.Error(err)
					}
					done[i] = n
				})
			}
			all.Wait()
			sum := 0
			for _, n := range done {
				sum += n
			}
			return sum
		}
		if n := tick(at.Add(-time.Microsecond)); n != 0 || s.As("").Do(t, articleOf, map[string]any{"id": art}).At("node") != nil {
			t.Errorf("%d are published before their time", n)
		}
		if n := tick(at); n != 1 {
			t.Errorf("published %d times", n)
		}
		row := rows(s).Article.GetX(system, art)
		if row.State != "PUBLISHED" || row.PublishAt != nil || row.PublishedAt == nil || !row.PublishedAt.Equal(at) || !row.ListedAt.Equal(at) {
			t.Errorf("%+v", row)
		}
		if n := rows(s).AuditEntry.Query().Where(auditentry.Action("ARTICLE_PUBLISHED"), auditentry.ObjectID(art)).CountX(system); n != 1 {
			t.Errorf("the audit says so %d times", n)
		}
		// Taken back and scheduled again, it keeps its place.
		granted(t, x.editor.Do(t, writes("withdrawArticle", articleFields), apptest.Input("articleId", art)), "withdrawArticle")
		granted(t, x.editor.Do(t, writes("publishArticle", articleFields), apptest.Input("articleId", art, "at", at.Add(time.Hour))), "publishArticle")
		tick(at.Add(2 * time.Hour))
		if row := rows(s).Article.GetX(system, art); row.State != "PUBLISHED" || !row.ListedAt.Equal(at) {
			t.Errorf("%+v", row)
		}
	})
}

func drawing(t testing.TB, w, h int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewRGBA(image.Rect(0, 0, w, h))); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// uploads sends a picture and returns what the server says.
func (x *press) uploads(t testing.TB, who *apptest.Client, query, kind string, file []byte) (int, map[string]any) {
	t.Helper()
	r, _ := http.NewRequest(http.MethodPost, x.s.URL+"/pictures"+query, bytes.NewReader(file))
	r.Header.Set("Content-Type", kind)
	if who.Token != "" {
		r.Header.Set("Authorization", "Bearer "+who.Token)
	}
	a, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer a.Body.Close() //nolint:errcheck // read
	out := map[string]any{}
	_ = json.NewDecoder(a.Body).Decode(&out)
	return a.StatusCode, out
}

// A picture is uploaded by who may write, drawn anew, shown by articles of the same
// center, served for ever, and swept when nothing shows it.
func TestPicturesOfArticles(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "pictures")
	each(t, func(t *testing.T, s *apptest.Server) {
		x := newPress(t, s)
		mine := "?organization=" + x.center
		stranger := s.People(t, 1, "1990-05-17")[0]
		good := drawing(t, 2000, 1000)
		for name, c := range map[string]struct {
			who   *apptest.Client
			query string
			kind  string
			file  []byte
			want  int
		}{
			"a visitor":         {s.As(""), mine, "image/png", good, 401},
			"a stranger":        {stranger, mine, "image/png", good, 404},
			"for the network":   {x.editor, "", "image/png", good, 404},
			"for nobody":        {x.editor, "?organization=org_x", "image/png", good, 404},
			"text":              {x.editor, mine, "text/html", []byte("<script>"), 415},
			"HTML as a picture": {x.editor, mine, "image/png", []byte("<script>alert(1)</script>"), 422},
			"nothing":           {x.editor, mine, "image/png", nil, 422},
			"too many bytes":    {x.editor, mine, "image/png", append(bytes.Clone(good), make([]byte, 10<<20)...), 422},
		} {
			if code, out := x.uploads(t, c.who, c.query, c.kind, c.file); code != c.want || code == 422 && out["code"] != "INVALID_INPUT" {
				t.Errorf("%s: %d %v", name, code, out)
			}
		}
		if files, _ := os.ReadDir(folder); len(files) != 0 && !t.Failed() {
			t.Errorf("%d files of what was refused", len(files))
		}
		code, out := x.uploads(t, x.editor, mine, "image/png", good)
		if code != http.StatusCreated || out["width"] != 1280.0 || out["height"] != 640.0 {
			t.Fatalf("%d %v", code, out)
		}
		pic, small := out["id"].(string), out["small"].(string)
		a, err := http.Get(s.URL + small)
		if err != nil {
			t.Fatal(err)
		}
		body, _ := io.ReadAll(a.Body)
		_ = a.Body.Close()
		if _, format, err := image.DecodeConfig(bytes.NewReader(body)); err != nil || format != "jpeg" || a.Header.Get("X-Content-Type-Options") != "nosniff" ||
			!strings.Contains(a.Header.Get("Cache-Control"), "immutable") || a.Header.Get("Content-Type") != "image/jpeg" {
			t.Errorf("%v %s %v", err, format, a.Header)
		}
		for _, other := range []string{"/pictures/..%2fx.jpg", "/pictures/" + pic + "-9.jpg", "/pictures/" + pic, "/pictures/pic_%2e%2e%2f%2e%2e%2f%2e%2e%2f%2e%2e%2f%2e%2e%2f%2e%2e%2fetc%2fpas-480.jpg"} {
			if a, err := http.Get(s.URL + other); err != nil || a.StatusCode != http.StatusNotFound {
				t.Errorf("%s: %v %v", other, a, err)
			}
		}
		art := x.writes(t, "coverId", pic, "body", inLanguages("", "До\n\n![схема]("+pic+")\n\nпосле", "The news"))
		if a := x.editor.Do(t, `query($id: ID!) { node(id: $id) { ... on Article { cover { small } blocks(locale: ru) { kind picture { id large } spans { text } } } } }`, map[string]any{"id": art}); a.Text("node", "blocks", 1, "picture", "id") != pic || a.Text("node", "cover", "small") != small {
			t.Errorf("%s", a.Body)
		}
		// A picture of another center is none of this one's.
		foreign := rows(s).Picture.Create().SetWidth(1).SetHeight(1).SaveX(system).ID
		refused(t, x.editor.Do(t, writes("updateArticle", articleFields), apptest.Input("articleId", art, "coverId", foreign)), "updateArticle", "NOT_FOUND")

		_, other := x.uploads(t, x.editor, mine, "image/png", drawing(t, 10, 10))
		later := func() time.Time { return time.Now().Add(25 * time.Hour) }
		nobody, st := func([]string) {}, s.App.Store()
		if err := information.New(st, place.New(st, nobody, later), nobody, later, folder).Sweep(t.Context()); err != nil {
			t.Fatal(err)
		}
		files, _ := os.ReadDir(folder)
		if n := rows(s).Picture.Query().CountX(system); n != 1 || len(files) != 2 {
			t.Errorf("after sweeping: %d rows, %d files", n, len(files))
		}
		if a, _ := http.Get(s.URL + other["small"].(string)); a.StatusCode != http.StatusNotFound {
			t.Errorf("a swept one is served: %d", a.StatusCode)
		}
		// The article goes without its picture; the next time it is swept, too.
		granted(t, x.editor.Do(t, writes("updateArticle", articleFields), apptest.Input("articleId", art, "coverId", nil, "body", inLanguages("", "Без", "Without"))), "updateArticle")
		if err := information.New(st, place.New(st, nobody, later), nobody, later, folder).Sweep(t.Context()); err != nil {
			t.Fatal(err)
		}
		if files, _ := os.ReadDir(folder); len(files) != 0 {
			t.Errorf("%d files are left", len(files))
		}
	}, "PICTURES_FOLDER="+folder)
}

// Who sends a picture byte by byte is not waited for.
func TestE6_AnUploadThatDrips(t *testing.T) {
	t.Parallel()
	s := apptest.Start(t, apptest.SQLite(t), "PICTURES_FOLDER="+t.TempDir())
	x := newPress(t, s)
	c, err := net.Dial("tcp", strings.TrimPrefix(s.URL, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close() //nolint:errcheck // it is over
	_, _ = fmt.Fprintf(c, "POST /pictures?organization=%s HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\nContent-Type: image/png\r\nContent-Length: 1000000\r\n\r\n", x.center, x.editor.Token)
	dripping := make(chan struct{})
	defer close(dripping)
	go func() {
		for {
			select {
			case <-dripping:
				return
			case <-time.After(200 * time.Millisecond):
				if _, err := c.Write([]byte{1}); err != nil {
					return
				}
			}
		}
	}()
	_ = c.SetReadDeadline(time.Now().Add(40 * time.Second))
	answer, err := io.ReadAll(c)
	if nerr, ok := err.(net.Error); ok && nerr.Timeout() { //nolint:errorlint // of the connection itself
		t.Errorf("it is waited for: %q", answer)
	}
}
