package app

import (
	"context"
	"net/http"
	"reflect"
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
	"erikti/internal/account"
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
	a.live = wire.NewEngine(wire.Options{
		Schema:           schema.Schema(),
		Keep:             keep,
		Begin:            a.begin,
		Who:              who,
		Address:          viewer.Address,
		Origin:           a.originAllowed,
		Recheck:          a.recheck,
		Spread:           a.metrics.spread,
		InitTimeout:      3 * time.Second,
		PingEvery:        25 * time.Second,
		WriteTimeout:     10 * time.Second,
		OperationTimeout: a.opts.RequestTimeout,
		Limits: wire.Limits{
			MaxMessage:    a.opts.MaxMessage,
			MaxOperations: a.opts.MaxOperations,
			MaxMessages:   a.opts.MaxMessages,
			MaxPerAddress: a.perAddress(a.opts.SocketsAddress),
			MaxPerAccount: a.opts.SocketsAccount,
			MaxGroups:     a.opts.MaxGroups,
		},
	})
	a.metrics.engine(a.live)
	requests := wire.HTTP{MaxBody: a.opts.MaxBody}
	server.AddTransport(wire.NewWebSocket(a.live))
	server.AddTransport(wire.NewEventStream(a.live, requests))
	server.AddTransport(requests)
	server.SetQueryCache(graph.Documents{Cache: lru.New[*ast.QueryDocument](documentsKept)})
	server.SetParserTokenLimit(maxTokens)
	server.SetErrorPresenter(presenter.Present)
	server.SetRecoverFunc(presenter.Recover)
	server.Use(extension.Introspection{})
	server.Use(graph.Scopes{})
	server.Use(graph.Paging{})
	server.Use(graph.Filters{})
	server.Use(graph.Loaders{Resolver: r})
	server.Use(a.metrics)
	return server
}

// keep is what stays of a request's context in that of a connection.
func keep(from context.Context) context.Context {
	ctx := lang.WithLocale(context.Background(), lang.FromContext(from))
	ctx = context.WithValue(ctx, requestKey{}, requestID(from))
	ctx = context.WithValue(ctx, demoKey{}, demoAccess(from))
	ctx = account.WithDevice(ctx, account.Device(from))
	return viewer.With(viewer.WithAddress(ctx, viewer.Address(from)), viewer.From(from))
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

// who names the session that asks in a context.
func who(ctx context.Context) wire.Who {
	v := viewer.From(ctx)
	if !v.SignedIn() {
		return wire.Who{}
	}
	return wire.Who{Account: v.AccountID, Session: v.SessionID, Expires: v.Expires}
}

// recheck reads the rights of a viewer again and puts them into the context. A
// session that has ended is a failure: UNAUTHENTICATED.
func (a *App) recheck(ctx context.Context) (changed bool, err error) {
	before := viewer.From(ctx)
	if !before.SignedIn() {
		return false, nil
	}
	now, err := a.accounts.Again(ctx, before.SessionID)
	if err != nil {
		return false, err
	}
	viewer.Become(ctx, now)
	return !reflect.DeepEqual(before, now), nil
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
