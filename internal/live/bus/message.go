package bus

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// mostBytes bounds a message: PostgreSQL takes payloads of less than 8,000 bytes.
const mostBytes = 7_900

// missing stands in a message instead of a topic: something is missing.
const missing = "*"

// messages writes topics into as few messages as possible. Each begins with who says
// it, and when the first of them was published, as @ and milliseconds.
func messages(origin string, since time.Time, topics []string) []string {
	head := fmt.Sprintf("%s @%d", origin, since.UnixMilli())
	var all []string
	var b strings.Builder
	for _, topic := range topics {
		if b.Len() > 0 && b.Len()+1+len(topic) > mostBytes {
			all = append(all, b.String())
			b.Reset()
		}
		if b.Len() == 0 {
			b.WriteString(head)
		}
		b.WriteByte(' ')
		b.WriteString(topic)
	}
	if b.Len() > 0 {
		all = append(all, b.String())
	}
	return all
}

// read returns who says a message, when it was published (zero: it does not say), and its
// topics.
func read(message string) (origin string, since time.Time, topics []string) {
	origin, rest, _ := strings.Cut(message, " ")
	topics = strings.Fields(rest)
	if len(topics) > 0 {
		if written, found := strings.CutPrefix(topics[0], "@"); found {
			topics = topics[1:]
			if ms, err := strconv.ParseInt(written, 10, 64); err == nil {
				since = time.UnixMilli(ms)
			}
		}
	}
	return origin, since, topics
}
