package web

import (
	"encoding/json"
	"io/fs"
	"net/http"
	"slices"
	"strings"
)

// preloads are the files that a page will ask for beside the document's own, as scripts/preloads.mjs wrote them: by the
// pattern of the page's address, those with texts by the language too.
type preloads struct {
	Pages map[string][]string            `json:"pages"`
	Texts map[string]map[string][]string `json:"texts"`
}

// readPreloads reads them; there are none where the pages are not built.
func readPreloads(pages fs.FS) preloads {
	var p preloads
	if text, err := fs.ReadFile(pages, "preloads.json"); err == nil {
		_ = json.Unmarshal(text, &p) // what cannot be read is loaded a little later
	}
	return p
}

// links tells a browser with the document what its page will ask for, in the language that the reader most likely has:
// what the address says, else the first of the browser's that the network has. One who chose another loads that then.
func (p preloads) links(header http.Header, r *http.Request) {
	page := pattern(r.URL.Path)
	for _, file := range slices.Concat(p.Pages[page], p.Texts[page][languageOf(r)]) {
		switch {
		case strings.HasSuffix(file, ".js"):
			header.Add("Link", "<"+file+">; rel=modulepreload")
		case strings.HasSuffix(file, ".css"):
			header.Add("Link", "<"+file+">; rel=preload; as=style; crossorigin")
		}
	}
}

// languageOf is the language that the pages will choose, as app's shared/language.ts does, but for one remembered.
func languageOf(r *http.Request) string {
	asked := []string{r.URL.Query().Get("lang")}
	for tag := range strings.SplitSeq(r.Header.Get("Accept-Language"), ",") {
		tag, _, _ = strings.Cut(tag, ";")
		asked = append(asked, strings.TrimSpace(tag))
	}
	for _, tag := range asked {
		primary, _, _ := strings.Cut(strings.ToLower(tag), "-")
		if primary == "kk" || primary == "ru" || primary == "en" {
			return primary
		}
	}
	return "en"
}
