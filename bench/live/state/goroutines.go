package state

import (
	"fmt"
	"net/http"
	"runtime"
)

// Metrics tells how many goroutines there are, in the words of Prometheus.
func Metrics(w http.ResponseWriter, _ *http.Request) {
	_, _ = fmt.Fprintln(w, "go_goroutines", runtime.NumGoroutine())
}
