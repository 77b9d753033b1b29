// A NATS server at NATS_ADDR; at ADDR it says that it is ready.
package main

import (
	"log"
	"net/http"
	"net/netip"
	"os"
	"time"

	"github.com/nats-io/nats-server/v2/server"

	"erikti/bench/live/state"
)

func main() {
	at, err := netip.ParseAddrPort(os.Getenv("NATS_ADDR"))
	if err != nil {
		log.Fatal("NATS_ADDR: ", err)
	}
	s, err := server.NewServer(&server.Options{Host: at.Addr().String(), Port: int(at.Port()), NoSigs: true})
	if err != nil {
		log.Fatal(err)
	}
	s.Start()
	if !s.ReadyForConnections(10 * time.Second) {
		log.Fatal("it does not start")
	}
	log.Fatal(http.ListenAndServe(state.Addr(), http.HandlerFunc(func(http.ResponseWriter, *http.Request) {})))
}
