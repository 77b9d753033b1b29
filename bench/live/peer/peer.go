// Package peer has the servers that are compared: how each is started, watched
// and changed.
package peer

import (
	"bytes"
	"fmt"
	"net/http"
	"path/filepath"

	"erikti/bench/live/load"
	"erikti/bench/live/process"
	"erikti/bench/live/state"
)

// Peer is a server of the comparison.
type Peer struct {
	Name  string // in flags
	Title string // in tables
	// Prepare says that it is started and attached to once before it is measured.
	Prepare bool
	// Command starts it.
	Command process.Command
	// Attach prepares an event on a server that runs at addr, to watch and change.
	Attach func(addr string) (load.Protocol, load.Change, error)
}

// Names lists the peers in the order of the tables.
var Names = []string{"bare", "erikti", "centrifuge", "gqlgen", "yoga"}

// Places says where things are.
type Places struct {
	Binaries string   // folder of the servers built here
	Product  string   // the product's program
	Servers  string   // folder of the servers' sources
	Scratch  string   // folder for databases and logs
	Options  []string // further options of the product, NAME=value
}

// All returns the peers by name.
func All(at Places) (map[string]*Peer, error) {
	product, err := erikti(at)
	if err != nil {
		return nil, err
	}
	own := func(name string) process.Command { return process.Command{Path: filepath.Join(at.Binaries, name)} }
	peers := []*Peer{
		{Name: "bare", Title: "bare loop", Command: own("bare"), Attach: attach(load.Bare{})},
		product,
		{
			Name: "centrifuge", Title: "Centrifugo's library", Command: own("centrifuge"),
			Attach: attach(load.Centrifuge{Path: "/connection/websocket", Channel: "event:" + state.Event}),
		},
		{
			Name: "gqlgen", Title: "gqlgen as it comes, gorilla", Command: own("gqlgen"),
			Attach: attach(load.GraphQL{Path: "/graphql", EventID: state.Event}),
		},
		{
			Name: "yoga", Title: "GraphQL Yoga, graphql-ws",
			Command: process.Command{Path: "node", Args: []string{"server.js"}, Dir: filepath.Join(at.Servers, "yoga"), Env: []string{"NODE_ENV=production"}},
			Attach:  attach(load.GraphQL{Path: "/graphql", EventID: state.Event}),
		},
	}
	byName := map[string]*Peer{}
	for _, p := range peers {
		p.Command.Log = filepath.Join(at.Scratch, p.Name+".log")
		byName[p.Name] = p
	}
	return byName, nil
}

// attach returns what watches and changes a server made for the comparison.
func attach(p load.Protocol) func(addr string) (load.Protocol, load.Change, error) {
	return func(addr string) (load.Protocol, load.Change, error) {
		return p, &publish{addr: addr, last: state.First}, nil
	}
}

// publish changes a server made for the comparison.
type publish struct {
	addr string
	last int
}

func (p *publish) Last() int { return p.last }

func (p *publish) Request(capacity int) *http.Request {
	p.last = capacity
	r, err := http.NewRequest(http.MethodPost, fmt.Sprintf("http://%s/publish?event=%s&capacity=%d", p.addr, state.Event, capacity), http.NoBody)
	if err != nil {
		panic(err) // the address is ours
	}
	return r
}

func (p *publish) Check(body []byte) error {
	if body = bytes.TrimSpace(body); len(body) > 0 {
		return fmt.Errorf("a change was answered %.300q", body)
	}
	return nil
}
