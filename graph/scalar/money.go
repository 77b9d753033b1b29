package scalar

import (
	"io"
	"math"
	"regexp"
	"strconv"
	"strings"

	"github.com/99designs/gqlgen/graphql"

	"erikti/internal/fault"
)

var (
	errMoney = fault.Fail(fault.BadUserInput, "money")
	decimal  = regexp.MustCompile(`^-?[0-9]{1,15}(\.[0-9]{1,2})?$`)
)

// MarshalMoney writes an amount of tiyn as a decimal text in tenge.
func MarshalMoney(tiyn int64) graphql.Marshaler {
	return graphql.WriterFunc(func(w io.Writer) {
		sign := ""
		if tiyn < 0 {
			sign = "-"
		}
		text := sign + strconv.FormatUint(magnitude(tiyn)/100, 10)
		if rest := magnitude(tiyn) % 100; rest != 0 {
			text += "." + strconv.FormatUint(100+rest, 10)[1:]
		}
		_, _ = io.WriteString(w, strconv.Quote(text))
	})
}

func magnitude(n int64) uint64 {
	if n < 0 {
		return uint64(-(n + 1)) + 1
	}
	return uint64(n)
}

// UnmarshalMoney reads a decimal text in tenge: no number, in which fractions are not
// what they look like.
func UnmarshalMoney(v any) (int64, error) {
	s, ok := v.(string)
	if !ok || !decimal.MatchString(s) {
		return 0, errMoney
	}
	whole, rest, _ := strings.Cut(strings.TrimPrefix(s, "-"), ".")
	n, err := strconv.ParseInt(whole+(rest + "00")[:2], 10, 64)
	if err != nil || n > math.MaxInt64/10 {
		return 0, errMoney
	}
	if strings.HasPrefix(s, "-") {
		n = -n
	}
	return n, nil
}
