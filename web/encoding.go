package web

import (
	"strconv"
	"strings"
)

// An encoding is a form in which a built file lies beside its plain one.
type encoding struct {
	name      string // as in Accept-Encoding and Content-Encoding
	extension string // as scripts/compress.mjs writes it
}

// encodings are in the order of preference, the smallest first.
var encodings = []encoding{{"br", ".br"}, {"gzip", ".gz"}}

// accepts reports whether an Accept-Encoding header allows an encoding. A name with a weight of its own wins over "*".
func accepts(header, name string) bool {
	rest := false
	for item := range strings.SplitSeq(header, ",") {
		coding, parameters, _ := strings.Cut(item, ";")
		coding = strings.ToLower(strings.TrimSpace(coding))
		if coding == name {
			return weight(parameters) > 0
		}
		if coding == "*" {
			rest = weight(parameters) > 0
		}
	}
	return rest
}

// weight is the q of an Accept-Encoding item: 1 if there is none, 0 if it cannot be read.
func weight(parameters string) float64 {
	key, value, found := strings.Cut(parameters, "=")
	if !found || !strings.EqualFold(strings.TrimSpace(key), "q") {
		return 1
	}
	q, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
	if err != nil {
		return 0
	}
	return q
}
