package graph

import (
	"context"
	"errors"
	"log/slog"
	"maps"
	"regexp"
	"runtime/debug"
	"strings"
	"sync"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/errcode"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"erikti/ent/gen/privacy"
	"erikti/internal/fault"
	"erikti/internal/lang"
	"erikti/internal/store"
)

// Presenter shows errors to clients: a code, words in the reader's language, and
// nothing of what was sent or of how the inside works. RequestID names the request
// in the log.
type Presenter struct {
	Schema    *ast.Schema
	RequestID func(context.Context) string
	// NamesHidden leaves every name of the schema out of what validation says: the
	// schema is not to be asked for.
	NamesHidden bool

	names func() map[string]bool
}

// NewPresenter makes a presenter for a schema.
func NewPresenter(schema *ast.Schema, requestID func(context.Context) string, namesHidden bool) Presenter {
	return Presenter{Schema: schema, RequestID: requestID, NamesHidden: namesHidden, names: sync.OnceValue(func() map[string]bool { return namesOf(schema) })}
}

// errPresented marks an error that was presented: gqlgen shows some of them twice.
// A code alone is no mark, libraries set codes too.
var errPresented = errors.New("presented")

// Present is the error presenter of gqlgen.
func (p Presenter) Present(ctx context.Context, err error) *gqlerror.Error {
	var from *gqlerror.Error
	if !errors.As(err, &from) {
		from = &gqlerror.Error{Path: graphql.GetPath(ctx), Err: err}
	}
	if errors.Is(from.Err, errPresented) {
		return from
	}
	f := p.failure(ctx, err, from)
	l := lang.FromContext(ctx)
	shown := &gqlerror.Error{
		Message: lang.Message(l, key("failure", string(f.Class), f.Detail), f.Args),
		Path:    from.Path, Locations: from.Locations,
		Extensions: map[string]any{"code": string(f.Class)},
		Err:        errPresented,
	}
	if from.Rule != "" && f.Detail == "document" && !p.NamesHidden {
		shown.Message += " " + p.redact(from.Message)
	}
	if f.Class == fault.TooComplex {
		maps.Copy(shown.Extensions, f.Args) // what was found and the limit, for programs
	}
	if id := p.RequestID(ctx); id != "" {
		shown.Extensions["requestId"] = id
	}
	if f.Class == fault.Internal || f.Class == fault.TryAgain {
		slog.ErrorContext(ctx, "a request failed", "request", p.RequestID(ctx), "code", string(f.Class), "error", err)
	}
	if len(from.Path) > 0 && from.Path[0] == ast.PathName("variable") {
		shown.Path = nil // what is behind it are names that the client chose
	}
	return shown
}

// failure finds what an error is to a client.
func (p Presenter) failure(ctx context.Context, err error, from *gqlerror.Error) *fault.Failure {
	var f *fault.Failure
	switch {
	case errors.As(err, &f):
		return f
	case from.Extensions["code"] == errcode.ParseFailed:
		return fault.Fail(fault.BadRequest, "parse")
	case from.Rule == "ValuesOfCorrectType":
		return fault.Fail(fault.BadUserInput, "value")
	case from.Rule != "":
		return fault.Fail(fault.BadRequest, "document")
	case from.Extensions["code"] == errcode.ValidationFailed && from.Err == nil && len(from.Path) == 0:
		return fault.Fail(fault.BadRequest, "operation")
	case from.Extensions["code"] == errcode.ValidationFailed && from.Err == nil:
		return fault.Fail(fault.BadUserInput, "variable")
	case missing(err), errors.Is(err, privacy.Deny):
		return fault.Fail(fault.Missing, "")
	case fault.Canceled(err) && ctx.Err() != nil:
		return fault.Fail(fault.TryAgain, "cancelled")
	case store.Unreachable(err):
		return fault.Fail(fault.TryAgain, "database_away")
	case store.Unwritable(err):
		return fault.Fail(fault.BadUserInput, "")
	}
	return fault.Fail(fault.Internal, "").Because(err)
}

// Recover turns a panic into an error that tells nothing.
func (p Presenter) Recover(ctx context.Context, panicked any) error {
	slog.ErrorContext(ctx, "panic in a resolver", "request", p.RequestID(ctx), "panic", panicked, "stack", string(debug.Stack()))
	return fault.Fail(fault.Internal, "")
}

var quoted = regexp.MustCompile(`"[^"]*"`)

// redact leaves of what a rule says only names of the schema: a document's other
// words are the client's own, and its locations say where they are.
func (p Presenter) redact(message string) string {
	return quoted.ReplaceAllStringFunc(message, func(q string) string {
		for _, name := range strings.FieldsFunc(q, func(r rune) bool { return strings.ContainsRune(`"[]!.@`, r) }) {
			if !p.knows(name) {
				return `"…"`
			}
		}
		return q
	})
}

func (p Presenter) knows(name string) bool { return p.names()[name] }

// namesOf are all names of a schema.
func namesOf(schema *ast.Schema) map[string]bool {
	names := map[string]bool{}
	for name := range schema.Directives {
		names[name] = true
	}
	for name, t := range schema.Types {
		names[name] = true
		for _, v := range t.EnumValues {
			names[v.Name] = true
		}
		for _, f := range t.Fields {
			names[f.Name] = true
			for _, a := range f.Arguments {
				names[a.Name] = true
			}
		}
	}
	return names
}
