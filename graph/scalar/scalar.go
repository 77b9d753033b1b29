// Package scalar reads and writes the scalars of the API.
package scalar

import (
	"encoding/json"
	"io"
	"math"
	"strconv"
	"time"

	"github.com/99designs/gqlgen/graphql"

	"erikti/internal/fault"
)

var (
	errInt      = fault.Fail(fault.BadUserInput, "int")
	errLong     = fault.Fail(fault.BadUserInput, "long")
	errDateTime = fault.Fail(fault.BadUserInput, "date_time")
)

// MarshalInt writes an Int.
func MarshalInt(i int) graphql.Marshaler { return graphql.MarshalInt(i) }

// UnmarshalInt reads an Int: a whole number of 32 bits, as the specification
// has it, and neither a text nor a fraction.
func UnmarshalInt(v any) (int, error) {
	i, err := whole(v)
	if err != nil || i > math.MaxInt32 || i < math.MinInt32 {
		return 0, errInt
	}
	return int(i), nil
}

// MarshalLong writes a Long.
func MarshalLong(i int64) graphql.Marshaler { return graphql.MarshalInt64(i) }

// UnmarshalLong reads a Long: a whole number of 64 bits.
func UnmarshalLong(v any) (int64, error) {
	i, err := whole(v)
	if err != nil {
		return 0, errLong
	}
	return i, nil
}

func whole(v any) (int64, error) {
	switch v := v.(type) {
	case int:
		return int64(v), nil
	case int64:
		return v, nil
	case json.Number:
		return strconv.ParseInt(string(v), 10, 64)
	default:
		return 0, errInt
	}
}

// MarshalDateTime writes an instant in UTC.
func MarshalDateTime(t time.Time) graphql.Marshaler {
	return graphql.WriterFunc(func(w io.Writer) {
		_, _ = io.WriteString(w, strconv.Quote(t.UTC().Format(time.RFC3339Nano)))
	})
}

// UnmarshalDateTime reads an instant with its offset, between the years 2000 and
// 2200, in the microseconds that both databases keep.
func UnmarshalDateTime(v any) (time.Time, error) {
	s, ok := v.(string)
	if !ok {
		return time.Time{}, errDateTime
	}
	t, err := time.Parse(time.RFC3339, s)
	if err != nil || t.UTC().Year() < 2000 || t.UTC().Year() > 2200 {
		return time.Time{}, errDateTime
	}
	return t.UTC().Truncate(time.Microsecond), nil
}
