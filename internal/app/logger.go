package app

import (
	"io"
	"log/slog"
	"os"

	"github.com/mattn/go-isatty"

	"erikti/internal/option"
)

// Logger writes JSON, or text on a terminal.
func Logger(to io.Writer, opts *option.Options) *slog.Logger {
	var level slog.Level
	if err := level.UnmarshalText([]byte(opts.LogLevel)); err != nil {
		level = slog.LevelInfo // the options were checked
	}
	format := opts.LogFormat
	if file, ok := to.(*os.File); format == "auto" && ok && isatty.IsTerminal(file.Fd()) {
		format = "text"
	}
	o := &slog.HandlerOptions{Level: level}
	if format == "text" {
		return slog.New(slog.NewTextHandler(to, o))
	}
	return slog.New(slog.NewJSONHandler(to, o))
}
