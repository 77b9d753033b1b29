package app

import (
	"os"
	"runtime/debug"
)

// collectAt is how much a server takes between two collections of garbage, in percent of
// what it keeps. Every connection is looked at by each collection, so with ten thousand of
// them one takes 50 ms of a core; with the runtime's usual 100 that is twice as often.
const collectAt = 200

// collectLater sets collectAt, unless whoever runs the server says otherwise in GOGC.
// GOMEMLIMIT goes before both.
func collectLater() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(collectAt)
	}
}
