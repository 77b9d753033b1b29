package hours

import (
	"errors"
	"io"
	"strconv"
)

// MarshalGQL writes what sums are told apart by.
func (b By) MarshalGQL(w io.Writer) { _, _ = io.WriteString(w, strconv.Quote(string(b))) }

// UnmarshalGQL reads what a client sent.
func (b *By) UnmarshalGQL(v any) error {
	name, ok := v.(string)
	if _, known := keys[By(name)]; !ok || !known || name == "" {
		return errors.New("hours are told apart by something else")
	}
	*b = By(name)
	return nil
}
