package attendance

import (
	"errors"
	"io"
	"strconv"
)

// MarshalGQL writes what is said of a person.
func (c Came) MarshalGQL(w io.Writer) { _, _ = io.WriteString(w, strconv.Quote(string(c))) }

// UnmarshalGQL reads what a client sent.
func (c *Came) UnmarshalGQL(v any) error {
	name, _ := v.(string)
	switch *c = Came(name); *c {
	case CamePresent, CameNot, CameExcused:
		return nil
	}
	return errors.New("nothing that is said of a person")
}
