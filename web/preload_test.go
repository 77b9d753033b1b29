package web

import (
	"net/http"
	"slices"
	"sync"
	"testing"
	"testing/fstest"
)

// A page says with its document what it will ask for, in the reader's language; what is no page says nothing, and the
// list itself is served to nobody.
func TestPreloads(t *testing.T) {
	built := builtPages()
	built["preloads.json"] = &fstest.MapFile{Data: []byte(`{
		"pages": {"/events": ["/assets/Events-1.js", "/assets/Events-2.css"], "/events/:id": ["/assets/Event-3.js"]},
		"texts": {"/events": {"kk": ["/assets/kk-4.js"], "ru": ["/assets/ru-5.js"], "en": ["/assets/en-6.js"]}, "/events/:id": {"kk": ["/assets/kk-7.js"]}}}`)}
	site := newHandler(built)
	events := []string{"</assets/Events-1.js>; rel=modulepreload", "</assets/Events-2.css>; rel=preload; as=style; crossorigin"}
	for _, c := range []struct {
		path, languages string
		want            []string
	}{
		{"/events", "ru-RU,ru;q=0.9,en;q=0.8", append(slices.Clone(events), "</assets/ru-5.js>; rel=modulepreload")},
		{"/events?lang=kk", "ru", append(slices.Clone(events), "</assets/kk-4.js>; rel=modulepreload")},
		{"/events?lang=de", "de, fr;q=0.5", append(slices.Clone(events), "</assets/en-6.js>; rel=modulepreload")},
		{"/events/evt_1", "kk", []string{"</assets/Event-3.js>; rel=modulepreload", "</assets/kk-7.js>; rel=modulepreload"}},
		{script, "kk", nil},
		{"/nothing", "kk", nil},
	} {
		response, _ := get(t, site, c.path, "Accept-Language", c.languages)
		if got := response.Header.Values("Link"); !slices.Equal(got, c.want) {
			t.Errorf("%s in %s: %v, want %v", c.path, c.languages, got, c.want)
		}
	}
	if response, _ := get(t, site, "/preloads.json"); response.StatusCode != http.StatusNotFound {
		t.Errorf("the list is served: %d", response.StatusCode)
	}
}

// Readers of several languages at once are each told of their own: nothing that requests share is written to.
func TestPreloadsAtOnce(t *testing.T) {
	built := builtPages()
	built["preloads.json"] = &fstest.MapFile{Data: []byte(`{
		"pages": {"/events": ["/assets/1.js", "/assets/2.js", "/assets/3.js"]},
		"texts": {"/events": {"kk": ["/assets/kk.js"], "ru": ["/assets/ru.js"], "en": ["/assets/en.js"]}}}`)}
	site := newHandler(built)
	var all sync.WaitGroup
	for _, language := range []string{"kk", "ru", "en"} {
		all.Go(func() {
			for range 100 {
				response, _ := get(t, site, "/events", "Accept-Language", language)
				links := response.Header.Values("Link")
				if want := "</assets/" + language + ".js>; rel=modulepreload"; len(links) != 4 || links[3] != want {
					t.Errorf("%s: %v", language, links)
					return
				}
			}
		})
	}
	all.Wait()
}
