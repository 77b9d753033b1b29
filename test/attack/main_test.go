// Package attack attacks the running program: input that is not as it must be,
// many at once, databases that are full, damaged, moved, or away. The tests carry
// the ids of the rows they prove.
package attack

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"syscall"
	"testing"

	"erikti/internal/app"
	"erikti/internal/option"
	"erikti/internal/pgtest"
)

// asProgram tells this test binary to be the program: some tests need a process
// of its own, to kill it or to take rights from it.
const asProgram = "ERIKTI_ATTACK_AS_PROGRAM"

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) != "" {
		os.Exit(program())
	}
	captureLog()
	pgtest.Main(m)
}

// program does what main does.
func program() int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	opts, args, err := option.Parse(os.Environ(), os.Args[1:])
	if err == nil {
		var code int
		if code, err = app.Commands[args[0]].Run(ctx, opts, args[1:]); err == nil {
			return code
		}
	}
	fmt.Fprintln(os.Stderr, "erikti:", err)
	return 2
}
