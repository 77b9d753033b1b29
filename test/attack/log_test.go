package attack

import (
	"bytes"
	"log/slog"
	"sync"
)

// written is everything that the program logs in this process, at every level.
var written logBuffer

type logBuffer struct {
	mu  sync.Mutex
	all bytes.Buffer
}

// Write keeps a line.
func (b *logBuffer) Write(line []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.all.Write(line)
}

func captureLog() {
	slog.SetDefault(slog.New(slog.NewJSONHandler(&written, &slog.HandlerOptions{Level: slog.LevelDebug})))
}

// logMark is a moment in the log.
func logMark() int {
	written.mu.Lock()
	defer written.mu.Unlock()
	return written.all.Len()
}

// loggedSince returns what was logged after a moment.
func loggedSince(mark int) string {
	written.mu.Lock()
	defer written.mu.Unlock()
	return string(written.all.Bytes()[mark:])
}
