// Package web holds the pages that the server shows to people: those of the network, and the playground. They are written
// in TypeScript, built by npm into dist, and embedded, so the server stays one file.
package web

import (
	"embed"
	"io/fs"
	"net/http"
	"sync"
)

// The placeholder dist/.keep lets the server be built without Node; the pages then say that they are not built.
//
//go:embed all:dist
var dist embed.FS

// appPage is the one document of all pages of the network; which it shows, its address says.
const appPage = "app/index.html"

// signUpPage is the page that the widget opens.
const signUpPage = "sign-up/index.html"

// Built reports whether the pages were built before the server was.
func Built() bool { return built(pages()) }

// Handler serves the pages of the network at their addresses, the playground at /playground/ and their files under
// /assets/, each with its security and caching headers. Any other path is not found; a person who asked for it is shown
// so by the pages. It never reads a request's body.
func Handler() http.Handler { return embedded() }

// Documents are the GraphQL documents that the pages send, as a JSON list; nil when the pages are not built. The
// playground's are not among them: there people write their own.
func Documents() []byte {
	list, err := fs.ReadFile(pages(), "documents.json")
	if err != nil {
		return nil
	}
	return list
}

var embedded = sync.OnceValue(func() http.Handler { return newHandler(pages()) })

func newHandler(pages fs.FS) http.Handler {
	if built(pages) {
		return newSite(pages)
	}
	return unbuiltSite()
}

func built(pages fs.FS) bool {
	_, err := fs.Stat(pages, appPage)
	return err == nil
}

func pages() fs.FS {
	sub, err := fs.Sub(dist, "dist")
	if err != nil {
		panic(err) // only an invalid path can fail, and this one is a constant
	}
	return sub
}
