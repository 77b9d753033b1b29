package app

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"time"

	"entgo.io/ent"
	"github.com/99designs/gqlgen/graphql/handler"
	"github.com/99designs/gqlgen/graphql/handler/extension"
	"github.com/99designs/gqlgen/graphql/handler/lru"
	"github.com/vektah/gqlparser/v2/ast"

	"erikti/graph"
	"erikti/graph/gen/exec"
	"erikti/internal/lang"
	"erikti/internal/viewer"
	"erikti/internal/wire"
)

// The bounds of documents.
const (
	documentsKept = 1000
	maxTokens     = 5000
)

// graphql makes the handler of /graphql.
func (a *App) graphql(r *graph.Resolver) http.Handler {
	schema := exec.NewExecutableSchema(exec.Config{Resolvers: r})
	presenter := graph.Presenter{Schema: schema.Schema(), RequestID: requestID}
	a.store.Client.Intercept(ent.InterceptFunc(graph.Siblings))
	server := handler.New(schema)
	a.sockets = wire.NewWebSocket(&wire.WebSocket{
		Begin:         a.begin,
		Origin:        a.originAllowed,
		InitTimeout:   3 * time.Second,
		PingEvery:     25 * time.Second,
		WriteTimeout:  10 * time.Second,
		MaxMessage:    a.opts.MaxMessage,
		MaxOperations: a.opts.MaxOperations,
		Observer:      a.metrics,
	})
	server.AddTransport(a.sockets)
	server.AddTransport(wire.HTTP{MaxBody: a.opts.MaxBody})
	server.SetQueryCache(graph.Documents{Cache: lru.New[*ast.QueryDocument](documentsKept)})
	server.SetParserTokenLimit(maxTokens)
	server.SetErrorPresenter(presenter.Present)
	server.SetRecoverFunc(presenter.Recover)
	server.Use(extension.Introspection{})
	server.Use(graph.Paging{})
	server.Use(graph.Filters{})
	server.Use(graph.Loaders{Resolver: r})
	server.Use(a.metrics)
	return server
}

// begin makes the context of a socket from what its init says.
func (a *App) begin(ctx context.Context, authorization, locale string) (context.Context, error) {
	if locale != "" {
		ctx = lang.WithLocale(ctx, lang.Match(locale))
	}
	if authorization == "" {
		return ctx, nil
	}
	v, err := a.accounts.Authenticate(ctx, bearer(authorization))
	if err != nil {
		return nil, err
	}
	return viewer.With(ctx, v), nil
}

// bearer takes the token out of an Authorization header.
func bearer(authorization string) string {
	scheme, token, _ := strings.Cut(authorization, " ")
	if !strings.EqualFold(scheme, "Bearer") {
		return ""
	}
	return strings.TrimSpace(token)
}

// originAllowed lets pages of this server and of the allowed sites open sockets;
// what is no browser says no origin.
func (a *App) originAllowed(r *http.Request) bool {
	origin := r.Header.Get("Origin")
	if origin == "" || origin == "http://"+r.Host || origin == "https://"+r.Host {
		return true
	}
	return slices.Contains(a.opts.AllowedOrigins, origin) ||
		a.opts.PublicURL != "" && origin == strings.TrimSuffix(a.opts.PublicURL, "/")
}
