package store

import (
	"context"
	"fmt"

	"erikti/internal/seal"
)

// Sealed are the columns whose texts are sealed, by table; a test holds them beside the
// schema.
var Sealed = map[string][]string{
	"event_ratings":       {"text"},
	"hour_disputes":       {"text", "answer"},
	"audit_texts":         {"reason"},
	"mentorships":         {"message"},
	"mentorship_meetings": {"notes"},
	"interviews":          {"expert", "notes", "themes"},
	"project_reports":     {"text"},
	"reasons":             {"text"},
	"reports":             {"text", "note"},
	"push_subscriptions":  {"endpoint", "p256dh", "auth"},
	"roster_messages":     {"text"},
	"signing_keys":        {"private_key"},
}

// resealedAtOnce is how many rows are read at once.
const resealedAtOnce = 500

// Reseal seals every text that is not sealed with the first key of a ring, and returns
// how many those were. Servers may work meanwhile: a text that changes in between is
// left to them.
func Reseal(ctx context.Context, s *Store, ring *seal.Ring) (int, error) {
	all := 0
	for table, columns := range Sealed {
		for _, column := range columns {
			n, err := s.resealColumn(ctx, table, column, ring)
			all += n
			if err != nil {
				return all, err
			}
		}
	}
	return all, nil
}

func (s *Store) resealColumn(ctx context.Context, table, column string, ring *seal.Ring) (int, error) {
	read := fmt.Sprintf(`SELECT id, %[2]s FROM %[1]s WHERE id > $1 AND %[2]s <> '' ORDER BY id LIMIT %[3]d`, table, column, resealedAtOnce)
	write := fmt.Sprintf(`UPDATE %[1]s SET %[2]s = $1 WHERE id = $2 AND %[2]s = $3`, table, column)
	done, after := 0, ""
	for {
		found, err := s.texts(ctx, read, after)
		if err != nil || len(found) == 0 {
			return done, err
		}
		for _, row := range found {
			after = row.id
			if ring.Current(row.text) {
				continue
			}
			text, err := ring.Open(row.text)
			if err != nil {
				return done, fmt.Errorf("%s.%s of %s: %w", table, column, row.id, err)
			}
			if _, err := s.Client.ExecContext(ctx, write, ring.Seal(text), row.id, row.text); err != nil {
				return done, err
			}
			done++
		}
	}
}

type keptText struct{ id, text string }

func (s *Store) texts(ctx context.Context, query, after string) ([]keptText, error) {
	rows, err := s.Client.QueryContext(ctx, query, after)
	if err != nil {
		return nil, err
	}
	defer rows.Close() //nolint:errcheck // Err says what is to be said
	var all []keptText
	for rows.Next() {
		var one keptText
		if err := rows.Scan(&one.id, &one.text); err != nil {
			return nil, err
		}
		all = append(all, one)
	}
	return all, rows.Err()
}
