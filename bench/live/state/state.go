// Package state is what the servers of the comparison deliver: the places of one
// event, as the product shows them. Capacity counts the changes, so that a watcher
// can tell which of them it has.
package state

import (
	"net/http"
	"os"
	"strconv"
)

// First is the capacity before any change.
const First = 10000

// Event is the event of the servers made for the comparison, as long as an id of the
// product.
const Event = "evt_00000000000000000000000000"

// Capacity is one state of the event.
type Capacity struct {
	ID         string `json:"id"`
	Version    int    `json:"version"`
	Capacity   int    `json:"capacity"`
	Confirmed  int    `json:"confirmed"`
	Waitlisted int    `json:"waitlisted"`
	Available  int    `json:"available"`
}

// Of is the state of an event with so many places.
func Of(id string, capacity int) *Capacity {
	const confirmed, waitlisted = 1234, 12
	return &Capacity{id, capacity - First + 1, capacity, confirmed, waitlisted, capacity - confirmed}
}

// Published reads the event and its new capacity from the call that changes it.
func Published(r *http.Request) (id string, capacity int) {
	q := r.URL.Query()
	capacity, _ = strconv.Atoi(q.Get("capacity")) // the load client writes it
	return q.Get("event"), capacity
}

// Addr is where a server listens.
func Addr() string { return os.Getenv("ADDR") }
