// A server on gqlgen as it comes, its WebSocket transport on gorilla/websocket.
package main

import (
	"log"
	"net/http"

	"github.com/99designs/gqlgen/graphql/handler"
	"github.com/99designs/gqlgen/graphql/handler/lru"
	"github.com/99designs/gqlgen/graphql/handler/transport"
	"github.com/vektah/gqlparser/v2/ast"

	"erikti/bench/live/servers/gqlgen/graph"
	"erikti/bench/live/servers/gqlgen/graph/gen"
	"erikti/bench/live/state"
)

//go:generate go tool gqlgen generate

func main() {
	broker := graph.NewBroker()
	server := handler.New(gen.NewExecutableSchema(gen.Config{Resolvers: &graph.Resolver{Broker: broker}}))
	server.AddTransport(transport.Websocket{Implementation: gorilla{}})
	server.AddTransport(transport.POST{})
	server.SetQueryCache(lru.New[*ast.QueryDocument](1000))

	http.Handle("/graphql", server)
	http.HandleFunc("POST /publish", func(_ http.ResponseWriter, r *http.Request) { broker.Publish(state.Published(r)) })
	http.HandleFunc("/metrics", state.Metrics)
	http.HandleFunc("/readyz", func(http.ResponseWriter, *http.Request) {})
	log.Fatal(http.ListenAndServe(state.Addr(), nil))
}
