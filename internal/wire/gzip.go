package wire

import (
	"bytes"
	"compress/gzip"
	"strconv"
	"strings"
	"sync"
)

// worthGzip is from how many bytes on an answer to visitors is compressed: what fits into a
// packet gets no faster. Answers to people who are signed in are not, so that their length
// tells nothing of what is in them.
const worthGzip = 1400

var zippers = sync.Pool{New: func() any {
	z, _ := gzip.NewWriterLevel(nil, gzip.BestSpeed)
	return z
}}

func zipped(body []byte) []byte {
	var into bytes.Buffer
	z := zippers.Get().(*gzip.Writer)
	defer zippers.Put(z)
	z.Reset(&into)
	_, _ = z.Write(body) // a buffer takes everything
	_ = z.Close()
	return into.Bytes()
}

// takesGzip says whether a client names gzip among what it can decode.
func takesGzip(accept []string) bool {
	for _, part := range strings.Split(strings.Join(accept, ","), ",") {
		name, weight, weighed := strings.Cut(strings.ReplaceAll(part, " ", ""), ";q=")
		if !strings.EqualFold(name, "gzip") {
			continue
		}
		q, err := strconv.ParseFloat(weight, 64)
		return !weighed || err == nil && q > 0
	}
	return false
}
