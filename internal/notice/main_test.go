package notice_test

import (
	"testing"

	"erikti/internal/pgtest"
)

func TestMain(m *testing.M) { pgtest.Main(m) }
