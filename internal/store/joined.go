package store

import (
	"fmt"
	"time"

	"entgo.io/ent"
)

// Joined puts columns that a statement read of another table, with a row of its own, where
// they belong: by the names that it gave them, into texts, numbers, times and bools.
func Joined(row interface {
	Value(name string) (ent.Value, error)
}, into map[string]any,
) error {
	for name, to := range into {
		value, err := row.Value(name)
		if err != nil {
			return err
		}
		if err := take(value, to); err != nil {
			return fmt.Errorf("reading %s: %w", name, err)
		}
	}
	return nil
}

// take puts a value of a driver where it belongs: texts come as such or as bytes, and from
// SQLite times of a join as texts and bools as numbers.
func take(value, to any) error {
	switch to := to.(type) {
	case *string:
		switch v := value.(type) {
		case string:
			*to = v
			return nil
		case []byte:
			*to = string(v)
			return nil
		}
	case *int:
		if v, ok := value.(int64); ok {
			*to = int(v)
			return nil
		}
	case *bool:
		switch v := value.(type) {
		case bool:
			*to = v
			return nil
		case int64:
			*to = v != 0
			return nil
		}
	case *time.Time:
		switch v := value.(type) {
		case time.Time:
			*to = v
			return nil
		case string:
			var err error
			*to, err = time.Parse(time.RFC3339Nano, v)
			return err
		}
	}
	return fmt.Errorf("a %T", value)
}
