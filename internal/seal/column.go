package seal

import (
	"database/sql"
	"database/sql/driver"

	"entgo.io/ent/schema/field"
)

// Column seals a text column: its values are sealed when they are written and opened when
// they are read. Nothing can be asked for by its text, since the same text is another one
// each time it is sealed.
var Column = field.ValueScannerFunc[string, *sql.NullString]{
	V: func(text string) (driver.Value, error) { return Seal(text), nil },
	S: func(kept *sql.NullString) (string, error) { return Open(kept.String) },
}
