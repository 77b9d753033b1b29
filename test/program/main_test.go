// Package program tests the running program through its API, on both databases.
package program

import (
	"testing"

	"erikti/internal/apptest"
)

func TestMain(m *testing.M) { apptest.Main(m) }
