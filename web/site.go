package web

import (
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"path"
	"strconv"
	"strings"
	"time"
)

// A site serves built files by exact path from a table made once, so no request's path ever reaches the file system.
type site struct {
	pages  fs.FS
	assets map[string]asset // by request path
	preloads
}

// An asset is one built file, and how it may be sent.
type asset struct {
	file     string
	mimeType string
	digest   string
	encoded  map[string]bool // by encoding name: a compressed form lies beside it
	hashed   bool            // its name changes with its content
}

func newSite(pages fs.FS) http.Handler {
	assets := map[string]asset{}
	err := fs.WalkDir(pages, ".", func(file string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || file == "preloads.json" {
			return err
		}
		mimeType, served := mimeTypes[path.Ext(file)]
		if !served {
			return nil // the compressed forms, and the placeholder
		}
		one := asset{file: file, mimeType: mimeType, encoded: map[string]bool{}, hashed: strings.HasPrefix(file, "assets/")}
		if one.digest, err = digest(pages, file); err != nil {
			return err
		}
		for _, e := range encodings {
			if _, err := fs.Stat(pages, file+e.extension); err == nil {
				one.encoded[e.name] = true
			}
		}
		assets[requestPath(file)] = one
		return nil
	})
	if err != nil {
		panic(fmt.Errorf("web: the embedded pages cannot be read: %w", err))
	}
	return &site{pages, assets, readPreloads(pages)}
}

// mimeTypes are fixed here, as the system's table differs from machine to machine.
var mimeTypes = map[string]string{
	".css":   "text/css; charset=utf-8",
	".html":  "text/html; charset=utf-8",
	".js":    "text/javascript; charset=utf-8",
	".json":  "application/json",
	".png":   "image/png",
	".svg":   "image/svg+xml",
	".ttf":   "font/ttf",
	".woff2": "font/woff2",
}

// requestPath is where a built file is served: a page at its folder, the document of the network's pages at the root.
func requestPath(file string) string {
	switch file {
	case appPage:
		return "/"
	case signUpPage:
		return SignUpPath
	}
	return "/" + strings.TrimSuffix(file, "index.html")
}

func (s *site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	setSecurityHeaders(w.Header(), r)
	if refuseMethod(w, r) || redirectToPlayground(w, r) {
		return
	}
	found, ok := s.assets[r.URL.Path]
	switch {
	case ok && r.URL.Path != "/":
		s.serve(w, r, found)
	case isPage(r.URL.Path):
		s.links(w.Header(), r)
		w.Header().Add("Vary", "Accept-Language")
		s.serve(w, r, s.assets["/"])
	case strings.Contains(r.Header.Get("Accept"), "text/html") && !strings.HasPrefix(r.URL.Path, "/assets/"):
		w.Header().Set("Cache-Control", "no-cache")
		s.serve(notFoundWriter{w}, withoutConditions(r), s.assets["/"])
	default:
		notFound(w)
	}
}

// A notFoundWriter sends what is written as the answer to an address that is not there.
type notFoundWriter struct{ http.ResponseWriter }

func (w notFoundWriter) WriteHeader(int) { w.ResponseWriter.WriteHeader(http.StatusNotFound) }

// withoutConditions is the request as one who has nothing of the answer yet.
func withoutConditions(r *http.Request) *http.Request {
	clean := r.Clone(r.Context())
	for _, name := range []string{"If-None-Match", "If-Modified-Since", "If-Match", "If-Unmodified-Since", "If-Range", "Range"} {
		clean.Header.Del(name)
	}
	return clean
}

func (s *site) serve(w http.ResponseWriter, r *http.Request, a asset) {
	header := w.Header()
	file, etag := a.file, a.digest
	if len(a.encoded) > 0 {
		header.Add("Vary", "Accept-Encoding")
	}
	// A range counts in the bytes of the form that is sent, and a client that asks for one means the plain file.
	if e, ok := a.choose(r.Header.Get("Accept-Encoding")); ok && r.Header.Get("Range") == "" {
		file, etag = file+e.extension, etag+"-"+e.name
		header.Set("Content-Encoding", e.name)
	}
	opened, err := s.pages.Open(file)
	if err != nil {
		http.Error(w, http.StatusText(http.StatusInternalServerError), http.StatusInternalServerError)
		return
	}
	defer func() { _ = opened.Close() }() // a file in memory: closing cannot lose anything
	content, size, err := seekable(opened)
	if err != nil {
		http.Error(w, http.StatusText(http.StatusInternalServerError), http.StatusInternalServerError)
		return
	}
	header.Set("Content-Type", a.mimeType)
	header.Set("ETag", strconv.Quote(etag))
	header.Set("Cache-Control", "no-cache")
	if a.hashed {
		header.Set("Cache-Control", "public, max-age=31536000, immutable")
	}
	if header.Get("Content-Encoding") != "" {
		// ServeContent leaves the length out for encoded content.
		header.Set("Content-Length", strconv.FormatInt(size, 10))
	}
	http.ServeContent(w, r, "", time.Time{}, content)
}

func (a asset) choose(acceptEncoding string) (encoding, bool) {
	for _, e := range encodings {
		if a.encoded[e.name] && accepts(acceptEncoding, e.name) {
			return e, true
		}
	}
	return encoding{}, false
}

func seekable(file fs.File) (io.ReadSeeker, int64, error) {
	content, ok := file.(io.ReadSeeker)
	if !ok {
		return nil, 0, fmt.Errorf("web: %T cannot seek", file)
	}
	info, err := file.Stat()
	if err != nil {
		return nil, 0, err
	}
	return content, info.Size(), nil
}

func digest(pages fs.FS, file string) (string, error) {
	opened, err := pages.Open(file)
	if err != nil {
		return "", err
	}
	defer func() { _ = opened.Close() }()
	hash := sha256.New()
	if _, err := io.Copy(hash, opened); err != nil {
		return "", err
	}
	return base64.RawURLEncoding.EncodeToString(hash.Sum(nil)[:12]), nil
}
