// A server on the library of Centrifugo, with its defaults: JSON over WebSocket,
// the memory broker, the state now in the answer to a subscription.
package main

import (
	"context"
	"encoding/json"
	"log"
	"net/http"
	"strings"
	"sync/atomic"

	"github.com/centrifugal/centrifuge"

	"erikti/bench/live/state"
)

func main() {
	node, err := centrifuge.New(centrifuge.Config{LogLevel: centrifuge.LogLevelError, LogHandler: func(e centrifuge.LogEntry) {
		log.Println(e.Message, e.Fields)
	}})
	if err != nil {
		log.Fatal(err)
	}
	var capacity atomic.Int64
	capacity.Store(state.First)
	message := func(channel string) []byte {
		event := state.Of(strings.TrimPrefix(channel, "event:"), int(capacity.Load()))
		raw, _ := json.Marshal(map[string]any{"data": map[string]any{"eventCapacity": event}})
		return raw
	}
	node.OnConnecting(func(context.Context, centrifuge.ConnectEvent) (centrifuge.ConnectReply, error) {
		return centrifuge.ConnectReply{Credentials: &centrifuge.Credentials{}}, nil
	})
	node.OnConnect(func(client *centrifuge.Client) {
		client.OnSubscribe(func(e centrifuge.SubscribeEvent, done centrifuge.SubscribeCallback) {
			done(centrifuge.SubscribeReply{Options: centrifuge.SubscribeOptions{Data: message(e.Channel)}}, nil)
		})
	})
	if err := node.Run(); err != nil {
		log.Fatal(err)
	}
	http.Handle("/connection/websocket", centrifuge.NewWebsocketHandler(node, centrifuge.WebsocketConfig{}))
	http.HandleFunc("POST /publish", func(w http.ResponseWriter, r *http.Request) {
		id, next := state.Published(r)
		capacity.Store(int64(next))
		channel := "event:" + id
		if _, err := node.Publish(channel, message(channel)); err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
		}
	})
	http.HandleFunc("/metrics", state.Metrics)
	http.HandleFunc("/readyz", func(http.ResponseWriter, *http.Request) {})
	log.Fatal(http.ListenAndServe(state.Addr(), nil))
}
