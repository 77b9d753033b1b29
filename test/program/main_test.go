// Package program tests the running program through its API, on both databases.
package program

import (
	"context"
	"fmt"
	"os"
	"testing"

	"erikti/internal/app"
	"erikti/internal/option"
	"erikti/internal/pgtest"
)

// asProgram makes the test binary the program, for tests that kill it.
const asProgram = "ERIKTI_TEST_AS_PROGRAM"

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) != "" {
		if err := serve(); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	pgtest.Main(m)
}

// serve runs the program and prints its address.
func serve() error {
	opts, _, err := option.Parse(os.Environ(), nil)
	if err != nil {
		return err
	}
	a, err := app.New(context.Background(), opts, os.Stderr)
	if err != nil {
		return err
	}
	address, err := a.Listen()
	if err != nil {
		return err
	}
	fmt.Println(address)
	return a.Run(context.Background())
}
