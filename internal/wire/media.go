package wire

import (
	"mime"
	"strconv"
	"strings"
)

// media picks the type of the answer by what a client accepts, "" when it takes none
// of them: the one it wants more, of two it wants alike the more specific answer.
func media(accept []string) string {
	if strings.TrimSpace(strings.Join(accept, "")) == "" {
		return typeJSON
	}
	wants := wanted(accept)
	json, response := wants.of(typeJSON), wants.of(typeResponse)
	_, namesResponse := wants[typeResponse]
	switch {
	case json <= 0 && response <= 0:
		return ""
	case response > json, response == json && namesResponse:
		return typeResponse
	}
	return typeJSON
}

// wantsEvents says whether a client names events, and JSON not at all or with less weight.
func wantsEvents(accept []string) bool {
	wants := wanted(accept)
	events := wants[typeEvents]
	return events > 0 && events > max(wants[typeJSON], wants[typeResponse])
}

// wanted reads what a client accepts; what cannot be read counts for nothing.
func wanted(accept []string) quality {
	wants := quality{}
	for _, part := range strings.Split(strings.Join(accept, ","), ",") {
		kind, params, err := mime.ParseMediaType(strings.TrimSpace(part))
		if err != nil || params["charset"] != "" && !strings.EqualFold(params["charset"], "utf-8") {
			continue
		}
		q := 1.0
		if text, ok := params["q"]; ok {
			if q, err = strconv.ParseFloat(text, 64); err != nil || !(q >= 0 && q <= 1) {
				continue
			}
		}
		wants.add(kind, q)
	}
	return wants
}

// quality is how much a client wants types, by their names and wildcards.
type quality map[string]float64

func (q quality) add(kind string, much float64) {
	if known, ok := q[kind]; !ok || much > known {
		q[kind] = much
	}
}

// of is how much a client wants a type: the most specific word about it counts.
func (q quality) of(kind string) float64 {
	for _, name := range []string{kind, "application/*", "*/*"} {
		if much, ok := q[name]; ok {
			return much
		}
	}
	return 0
}
