package wire

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"strconv"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"erikti/internal/fault"
)

// The media types of an answer.
const (
	typeJSON     = "application/json"
	typeResponse = "application/graphql-response+json"
)

// mostErrors is how many faults of a document are told.
const mostErrors = 20

// HTTP is the transport of GraphQL over HTTP: POST, and GET for queries.
type HTTP struct {
	MaxBody int64 // bytes, 0 = no limit
}

// Supports everything that is no WebSocket.
func (HTTP) Supports(r *http.Request) bool { return r.Header.Get("Upgrade") == "" }

// Do answers one request.
func (t HTTP) Do(w http.ResponseWriter, r *http.Request, exec graphql.GraphExecutor) {
	answer := answer{w: w, exec: exec, r: r, media: media(r.Header.Values("Accept"))}
	if answer.media == "" {
		answer.media = typeJSON
		answer.fail(http.StatusNotAcceptable, fault.Fail(fault.BadRequest, "accept"))
		return
	}
	params, status, failure := t.params(w, r)
	if failure != nil {
		if status == http.StatusMethodNotAllowed {
			w.Header().Set("Allow", "GET, POST")
		}
		answer.fail(status, failure)
		return
	}
	params.Headers = r.Header
	params.ReadTime.Start, params.ReadTime.End = graphql.Now(), graphql.Now()
	ctx := r.Context()
	oc, errs := exec.CreateOperationContext(ctx, params)
	if errs != nil {
		answer.refuse(graphql.WithOperationContext(ctx, oc), errs)
		return
	}
	switch {
	case oc.Operation.Operation == ast.Subscription:
		w.Header().Set("Allow", "GET, POST") // what else may be sent here: no method runs a subscription
		answer.fail(http.StatusMethodNotAllowed, fault.Fail(fault.BadRequest, "subscription"))
		return
	case oc.Operation.Operation == ast.Mutation && r.Method == http.MethodGet:
		w.Header().Set("Allow", "POST")
		answer.fail(http.StatusMethodNotAllowed, fault.Fail(fault.BadRequest, "mutation_by_get"))
		return
	}
	handler, ctx := exec.DispatchOperation(ctx, oc)
	response := handler(ctx)
	if response == nil { // its time was over before it began
		answer.fail(http.StatusServiceUnavailable, fault.Fail(fault.TryAgain, "cancelled"))
		return
	}
	answer.write(http.StatusOK, response)
}

// params reads a request; it returns the status that a bad one gets, and why.
func (t HTTP) params(w http.ResponseWriter, r *http.Request) (*graphql.RawParams, int, *fault.Failure) {
	bad := func(status int, detail string) (*graphql.RawParams, int, *fault.Failure) {
		return nil, status, fault.Fail(fault.BadRequest, detail)
	}
	switch r.Method {
	case http.MethodGet:
		q := r.URL.Query()
		p := &request{DocumentID: q.Get("documentId"), Query: q.Get("query"), OperationName: q.Get("operationName")}
		for name, to := range map[string]*map[string]any{"variables": &p.Variables, "extensions": &p.Extensions} {
			if raw := q.Get(name); raw != "" {
				if err := object([]byte(raw), func(d *json.Decoder) error { return d.Decode(to) }); err != nil {
					return bad(http.StatusBadRequest, "json")
				}
			}
		}
		return p.params()
	case http.MethodPost:
	default:
		return bad(http.StatusMethodNotAllowed, "method")
	}
	kind, params, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil || kind != typeJSON || params["charset"] != "" && !strings.EqualFold(params["charset"], "utf-8") {
		return bad(http.StatusUnsupportedMediaType, "content_type")
	}
	if enc := r.Header.Get("Content-Encoding"); enc != "" && enc != "identity" {
		return bad(http.StatusUnsupportedMediaType, "content_encoding")
	}
	body := r.Body
	if t.MaxBody > 0 {
		body = http.MaxBytesReader(w, r.Body, t.MaxBody)
	}
	raw, err := io.ReadAll(body)
	var tooLarge *http.MaxBytesError
	switch {
	case errors.As(err, &tooLarge):
		w.Header().Set("Connection", "close")
		return bad(http.StatusRequestEntityTooLarge, "too_large")
	case err != nil:
		return bad(http.StatusBadRequest, "body")
	}
	p := &request{}
	if err := decode(raw, p.fields()); err != nil {
		var failure *fault.Failure
		if errors.As(err, &failure) {
			return nil, http.StatusBadRequest, failure
		}
		return bad(http.StatusBadRequest, "json")
	}
	return p.params()
}

// request is a GraphQL request as clients send it.
type request struct {
	DocumentID    string // "sha256:" and the hash of a document that the server knows
	Query         string
	OperationName string
	Variables     map[string]any
	Extensions    map[string]any
}

func (p *request) fields() map[string]any {
	return map[string]any{
		"documentId": &p.DocumentID, "query": &p.Query, "operationName": &p.OperationName, "variables": &p.Variables, "extensions": &p.Extensions,
	}
}

func (p *request) params() (*graphql.RawParams, int, *fault.Failure) {
	if hash, ok := strings.CutPrefix(p.DocumentID, "sha256:"); ok {
		p.Extensions = map[string]any{"persistedQuery": map[string]any{"sha256Hash": hash}}
	}
	if strings.TrimSpace(p.Query) == "" && p.Extensions["persistedQuery"] == nil {
		return nil, http.StatusBadRequest, fault.Fail(fault.BadRequest, "query_missing")
	}
	return &graphql.RawParams{
		Query: p.Query, OperationName: p.OperationName, Variables: p.Variables, Extensions: p.Extensions,
	}, 0, nil
}

// answer writes the one answer of a request.
type answer struct {
	w     http.ResponseWriter
	r     *http.Request
	exec  graphql.GraphExecutor
	media string
}

// refuse answers a request whose document or variables are not executable: 200
// for clients that know only application/json, else 400.
func (a answer) refuse(ctx context.Context, errs gqlerror.List) {
	status := http.StatusOK
	var failure *fault.Failure
	switch {
	case errors.As(errs, &failure) && failure.Class == fault.Limited:
		status = http.StatusTooManyRequests
		if seconds, ok := failure.Args["seconds"].(int); ok {
			a.w.Header().Set("Retry-After", strconv.Itoa(seconds))
		}
	case a.media == typeResponse:
		status = http.StatusBadRequest
	}
	if len(errs) > mostErrors {
		errs = errs[:mostErrors]
	}
	a.write(status, withoutData(a.exec.DispatchError(ctx, errs)))
}

// fail answers a request that is none.
func (a answer) fail(status int, failure *fault.Failure) {
	ctx := graphql.WithOperationContext(a.r.Context(), &graphql.OperationContext{})
	a.write(status, withoutData(a.exec.DispatchError(ctx, gqlerror.List{gqlerror.WrapIfUnwrapped(failure)})))
}

// withoutData leaves out what is null because nothing was executed: only an
// executed operation has data.
func withoutData(r *graphql.Response) any {
	return struct {
		Errors     gqlerror.List  `json:"errors"`
		Extensions map[string]any `json:"extensions,omitempty"`
	}{r.Errors, r.Extensions}
}

func (a answer) write(status int, response any) {
	body, err := json.Marshal(response)
	if err != nil {
		status, body = http.StatusInternalServerError, []byte(`{"errors":[{"message":"The answer could not be written.","extensions":{"code":"INTERNAL"}}]}`)
	}
	h := a.w.Header()
	h.Set("Content-Type", a.media+"; charset=utf-8")
	h.Set("Cache-Control", "no-store")
	h.Add("Vary", "Accept, Accept-Encoding, Accept-Language, Authorization")
	if len(body) >= worthGzip && a.r.Header.Get("Authorization") == "" && takesGzip(a.r.Header.Values("Accept-Encoding")) {
		h.Set("Content-Encoding", "gzip")
		body = zipped(body)
	}
	a.w.WriteHeader(status)
	_, _ = a.w.Write(body) // a reader that left needs no answer
}
