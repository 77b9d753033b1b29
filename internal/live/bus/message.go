package bus

import "strings"

// mostBytes bounds a message: PostgreSQL takes payloads of less than 8,000 bytes.
const mostBytes = 7_900

// missing stands in a message instead of a topic: something is missing.
const missing = "*"

// messages writes topics into as few messages as possible. Each begins with who says
// it.
func messages(origin string, topics []string) []string {
	var all []string
	var b strings.Builder
	for _, topic := range topics {
		if b.Len() > 0 && b.Len()+1+len(topic) > mostBytes {
			all = append(all, b.String())
			b.Reset()
		}
		if b.Len() == 0 {
			b.WriteString(origin)
		}
		b.WriteByte(' ')
		b.WriteString(topic)
	}
	if b.Len() > 0 {
		all = append(all, b.String())
	}
	return all
}

// read returns who says a message, and its topics.
func read(message string) (origin string, topics []string) {
	origin, rest, _ := strings.Cut(message, " ")
	return origin, strings.Fields(rest)
}
