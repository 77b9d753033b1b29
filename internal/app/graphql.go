package app

import (
	"context"
	"errors"
	"net/http"
	"os"
	"reflect"
	"strings"
	"time"

	"entgo.io/ent"
	"github.com/99designs/gqlgen/graphql/handler"

	"erikti/graph"
	"erikti/graph/gen/exec"
	"erikti/internal/account"
	"erikti/internal/document"
	"erikti/internal/lang"
	"erikti/internal/viewer"
	"erikti/internal/wire"
	"erikti/web"
)

// documentsKept bounds the memory of parsed documents, in bytes, about.
const documentsKept = 64 << 20

// graphql makes the handler of /graphql.
func (a *App) graphql(r *graph.Resolver) (http.Handler, error) {
	schema := exec.NewExecutableSchema(exec.Config{Resolvers: r})
	hidden := a.opts.Introspection == "off"
	presenter := graph.NewPresenter(schema.Schema(), requestID, hidden)
	trusted, err := a.trustedDocuments()
	if err != nil {
		return nil, err
	}
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
		NoRing:           a.opts.IOUring == "off",
		InitTimeout:      3 * time.Second,
		PingEvery:        25 * time.Second,
		WriteTimeout:     6 * time.Second,
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
	r.Live = a.live
	a.metrics.engine(a.live)
	requests := wire.HTTP{MaxBody: a.opts.MaxBody}
	server.AddTransport(wire.NewWebSocket(a.live))
	server.AddTransport(wire.NewEventStream(a.live, requests))
	server.AddTransport(requests)
	documents := graph.Documents{Cache: document.NewCache(documentsKept)}
	server.SetQueryCache(documents)
	server.SetParserTokenLimit(document.MostTokens)
	server.SetDisableSuggestion(hidden)
	server.SetErrorPresenter(presenter.Present)
	server.SetRecoverFunc(presenter.Recover)
	server.Use(graph.Introspection{Off: hidden})
	server.Use(graph.Rights{Present: presenter.Present})
	server.Use(document.Fitting{Schema: schema.Schema()})
	server.Use(graph.Paging{})
	server.Use(document.Bounds{
		Kept:    func(ctx context.Context, text string) bool { _, kept := documents.Get(ctx, text); return kept },
		Trusted: trusted, Prices: graph.Prices(schema.Schema()),
		MaxCost: a.opts.MaxCost, Spend: a.costs.spend,
	})
	server.Use(graph.Filters{})
	server.Use(graph.Loaders{Resolver: r})
	server.Use(a.metrics)
	return server, nil
}

// trustedDocuments are those of the pages, and those of the operator's file.
func (a *App) trustedDocuments() (*document.Trusted, error) {
	only := a.opts.TrustedDocuments == "only"
	lists := [][]byte{web.Documents()}
	if a.opts.TrustedDocumentsFile != "" {
		own, err := os.ReadFile(a.opts.TrustedDocumentsFile)
		if err != nil {
			return nil, errors.New("TRUSTED_DOCUMENTS_FILE: this file cannot be read")
		}
		lists = append(lists, own)
	}
	trusted, err := document.NewTrusted(only, lists...)
	if err != nil {
		return nil, errors.New("TRUSTED_DOCUMENTS_FILE: write a JSON list of GraphQL documents")
	}
	if only && trusted.Len() == 0 {
		return nil, errors.New("TRUSTED_DOCUMENTS: there is none: build the pages (make build), or name a file with TRUSTED_DOCUMENTS_FILE")
	}
	return trusted, nil
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
