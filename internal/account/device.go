package account

import (
	"context"
	"strings"
	"unicode"
)

// longestDevice bounds what a device calls itself, in characters.
const longestDevice = 200

type deviceKey struct{}

// WithDevice returns a context of a request by a device that calls itself so, as in
// its User-Agent.
func WithDevice(ctx context.Context, name string) context.Context {
	return context.WithValue(ctx, deviceKey{}, name)
}

// Device returns what the device of the request calls itself: one line of text.
func Device(ctx context.Context) string {
	name, _ := ctx.Value(deviceKey{}).(string)
	name = strings.ToValidUTF8(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) {
			return ' '
		}
		return r
	}, name), "")
	if r := []rune(name); len(r) > longestDevice {
		name = string(r[:longestDevice])
	}
	return name
}
