package document

import "erikti/internal/fault"

// MostValues is how many values variables may hold. An object or a list counts ten:
// coercion looks up each field that an object could have.
const (
	MostValues      = 10_000
	valuesOfObjects = 10
)

// CheckVariables measures variables before they are coerced, which takes a second for
// a million bytes of small objects.
func CheckVariables(variables map[string]any) *fault.Failure {
	if n := values(variables); n > MostValues {
		return tooMuch("values", n, MostValues)
	}
	return nil
}

// values counts; a value that JSON could hold is not deep enough to end the stack.
func values(v any) int {
	n := valuesOfObjects
	switch v := v.(type) {
	case map[string]any:
		for _, inside := range v {
			n += values(inside)
		}
	case []any:
		for _, inside := range v {
			n += values(inside)
		}
	default:
		n = 1
	}
	return n
}
