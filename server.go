// Erikti serves a national volunteer network as a GraphQL API with live counts of
// places. See README.md.
package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"os/signal"
	"syscall"
	_ "time/tzdata" // the zones of the country, wherever the program runs

	"erikti/internal/app"
	"erikti/internal/option"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	os.Exit(run(ctx, os.Args[1:]))
}

func run(ctx context.Context, args []string) int {
	if len(args) > 0 && (args[0] == "--help" || args[0] == "-h" || args[0] == "help") {
		usage()
		return 0
	}
	opts, rest, err := option.Parse(os.Environ(), args)
	if err != nil {
		return fail(err)
	}
	slog.SetDefault(app.Logger(os.Stderr, opts))
	name := "serve"
	if len(rest) > 0 {
		name, rest = rest[0], rest[1:]
	}
	command, known := app.Commands[name]
	if !known {
		return fail(errors.New("there is no such command; erikti --help lists them"))
	}
	code, err := command.Run(ctx, opts, rest)
	if err != nil {
		return fail(err)
	}
	return code
}

func usage() {
	fmt.Println("Erikti, a volunteer network as a GraphQL API.\n\nUse: erikti [OPTIONS] [COMMAND]")
	fmt.Println("\nCommands:")
	for _, name := range app.CommandNames {
		fmt.Printf("  %-34s %s\n", app.Commands[name].Usage, app.Commands[name].Meaning)
	}
	fmt.Println("\nOptions, from the environment or as flags (ADDR or --addr):")
	option.Help(os.Stdout)
}

func fail(err error) int {
	fmt.Fprintln(os.Stderr, "erikti:", err)
	return 2
}
