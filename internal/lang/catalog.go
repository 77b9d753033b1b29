package lang

import (
	"encoding/json"
	"fmt"

	messageformat "github.com/kaptinlin/messageformat-go/v1"

	"erikti/locales"
)

// catalog holds the messages of locales/, compiled at start: a message that
// does not compile, or that a language lacks, stops the program before it can
// reach a reader.
var catalog = mustLoad()

func mustLoad() map[Locale]map[string]messageformat.MessageFunction {
	all := map[Locale]map[string]messageformat.MessageFunction{}
	for _, l := range Locales {
		raw, err := locales.Files.ReadFile(string(l) + ".json")
		if err != nil {
			panic(err)
		}
		texts := map[string]string{}
		if err := json.Unmarshal(raw, &texts); err != nil {
			panic(fmt.Errorf("locales/%s.json: %w", l, err))
		}
		format, err := messageformat.New(string(l), nil)
		if err != nil {
			panic(err)
		}
		all[l] = map[string]messageformat.MessageFunction{}
		for key, text := range texts {
			if all[l][key], err = format.Compile(text); err != nil {
				panic(fmt.Errorf("locales/%s.json: %s: %w", l, key, err))
			}
		}
	}
	return all
}

// Has says whether there is a message with this key.
func Has(key string) bool {
	_, ok := catalog[EN][key]
	return ok
}

// Message returns a message of the catalogue in a language. Args are the parts
// that it names; they are numbers, times already written, and codes, never what
// another person typed.
func Message(l Locale, key string, args map[string]any) string {
	compiled, ok := catalog[l][key]
	if !ok {
		return key
	}
	if args == nil {
		args = map[string]any{}
	}
	out, err := compiled(args)
	if err != nil {
		return key
	}
	s, _ := out.(string)
	return s
}
