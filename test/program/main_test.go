// Package program tests the running program through its API, on both databases.
package program

import (
	"testing"

	"erikti/internal/pgtest"
)

func TestMain(m *testing.M) { pgtest.Main(m) }
