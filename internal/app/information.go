package app

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"net/http"
	"strings"
	"time"

	"erikti/ent/gen/article"
	"erikti/graph"
	"erikti/internal/fault"
	"erikti/internal/information"
	"erikti/internal/information/picture"
	"erikti/internal/lang"
)

// A picture comes at least so fast; what is slower is no browser that anybody waits for.
const (
	pictureWithin = 10 * time.Second
	pictureRate   = 16 << 10 // bytes a second
)

// news answers the feed of articles in a format: as for a visitor, so it may be kept by
// anybody.
func (a *App) news(format information.Format) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) { a.writeFeed(w, r, format) }
}

func (a *App) writeFeed(w http.ResponseWriter, r *http.Request, format information.Format) {
	l := lang.FromContext(r.Context())
	if asked := r.URL.Query().Get("lang"); asked != "" {
		l = lang.Match(asked)
	}
	kind := article.Kind(r.URL.Query().Get("kind"))
	if kind != "" && article.KindValidator(kind) != nil {
		http.NotFound(w, r)
		return
	}
	feed, err := a.information.Feed(r.Context(), l, kind, a.url(), format)
	if err != nil {
		http.Error(w, http.StatusText(http.StatusServiceUnavailable), http.StatusServiceUnavailable)
		return
	}
	sum := sha256.Sum256(feed.XML)
	h := w.Header()
	h.Set("Cache-Control", "public, max-age=300")
	h.Set("Vary", "Accept-Language")
	h.Set("Cross-Origin-Resource-Policy", "cross-origin")
	h.Set("ETag", `"`+base64.RawURLEncoding.EncodeToString(sum[:12])+`"`)
	h.Set("Content-Type", format.ContentType+"; charset=utf-8")
	http.ServeContent(w, r, "", feed.Changed, strings.NewReader(string(feed.XML)))
}

// pictureFile answers the file of a picture: it never changes under its address.
func (a *App) pictureFile(w http.ResponseWriter, r *http.Request) {
	file, err := a.information.Open(r.PathValue("file"))
	if err != nil {
		if !errors.Is(err, fs.ErrNotExist) {
			http.Error(w, http.StatusText(http.StatusServiceUnavailable), http.StatusServiceUnavailable)
			return
		}
		http.NotFound(w, r)
		return
	}
	defer file.Close() //nolint:errcheck // it was read
	h := w.Header()
	h.Set("Cache-Control", "public, max-age=31536000, immutable")
	h.Set("Content-Type", "image/jpeg")
	http.ServeContent(w, r, "", time.Time{}, file)
}

// uploadPicture takes the picture that is the body of a POST, of an organization
// (?organization=) or the network. Who may not is refused before a byte of it is read.
func (a *App) uploadPicture(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Cache-Control", "no-store")
	organizationID := r.URL.Query().Get("organization")
	if err := a.information.MayUpload(r.Context(), organizationID); err != nil {
		h.Set("Connection", "close") // what comes is not read
		refuseUpload(w, r, err)
		return
	}
	if kind := r.Header.Get("Content-Type"); !strings.HasPrefix(kind, "image/") {
		h.Set("Connection", "close")
		http.Error(w, http.StatusText(http.StatusUnsupportedMediaType), http.StatusUnsupportedMediaType)
		return
	}
	file, err := readPicture(w, r)
	if err != nil {
		h.Set("Connection", "close")
		if tooLong := (*http.MaxBytesError)(nil); errors.As(err, &tooLong) {
			err = fault.Invalid("picture_large", "picture")
		} else {
			err = fault.Invalid("picture", "picture")
		}
		refuseUpload(w, r, err)
		return
	}
	row, err := a.information.Upload(r.Context(), organizationID, file)
	if err != nil {
		refuseUpload(w, r, err)
		return
	}
	answerUpload(w, http.StatusCreated, map[string]any{
		"id": row.ID, "small": information.Small(row.ID), "large": information.Large(row.ID), "width": row.Width, "height": row.Height,
	})
}

// readPicture reads a body of at most picture.MaxBytes that does not come too slowly.
func readPicture(w http.ResponseWriter, r *http.Request) ([]byte, error) {
	control := http.NewResponseController(w)
	began := time.Now()
	body := http.MaxBytesReader(w, r.Body, picture.MaxBytes)
	var file []byte
	for part := make([]byte, 64<<10); ; {
		_ = control.SetReadDeadline(began.Add(pictureWithin + time.Duration(len(file)/pictureRate)*time.Second)) // where it can be set
		n, err := body.Read(part)
		file = append(file, part[:n]...)
		if errors.Is(err, io.EOF) {
			return file, nil
		}
		if err != nil {
			return nil, err
		}
	}
}

// refuseUpload says why, in the reader's language.
func refuseUpload(w http.ResponseWriter, r *http.Request, err error) {
	l := lang.FromContext(r.Context())
	if refusal, ok := fault.AsRefusal(err); ok {
		status := http.StatusUnprocessableEntity
		switch refusal.Code {
		case fault.NotFound:
			status = http.StatusNotFound
		case fault.RateLimited:
			status = http.StatusTooManyRequests
		}
		message, next := graph.Words(l, refusal)
		answerUpload(w, status, map[string]any{"code": refusal.Code, "message": message, "nextStep": next})
		return
	}
	var f *fault.Failure
	if errors.As(err, &f) && f.Class == fault.Unauthenticated {
		answerUpload(w, http.StatusUnauthorized, map[string]any{"code": f.Class, "message": lang.Message(l, "failure.UNAUTHENTICATED", nil)})
		return
	}
	http.Error(w, http.StatusText(http.StatusServiceUnavailable), http.StatusServiceUnavailable)
}

func answerUpload(w http.ResponseWriter, status int, answer map[string]any) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(answer) // a reader that left needs no answer
}
