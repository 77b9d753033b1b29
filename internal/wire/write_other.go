//go:build !linux

package wire

import (
	"errors"
	"time"
)

// writesNow: elsewhere than on Linux all is written through the connection.
const writesNow = false

func tune(int32, time.Duration) {}

func acknowledges(int32, time.Duration) bool { return false }

func writeNow(int32, []byte) (int, error) { return 0, errors.ErrUnsupported }
