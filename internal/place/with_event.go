package place

import (
	"encoding/json"

	"entgo.io/ent/dialect/sql"

	"erikti/ent/gen"
	"erikti/ent/gen/event"
	"erikti/ent/gen/shift"
	"erikti/internal/store"
)

// withEvent makes the statement that reads shifts read with each what is decided by
// of its event, so that a transaction asks once and not once a table.
func (t *Tx) withEvent(s *sql.Selector) {
	e := sql.Table(event.Table).As("e")
	s.Join(e).On(s.C(shift.FieldEventID), e.C(event.FieldID))
	s.AppendSelect(
		sql.As(e.C(event.FieldOrganizationID), "event_organization_id"),
		sql.As(e.C(event.FieldState), "event_state"),
		sql.As(e.C(event.FieldKind), "event_kind"),
		sql.As(e.C(event.FieldTimeZone), "event_time_zone"),
		sql.As(e.C(event.FieldStartsAt), "event_starts_at"),
		sql.As(e.C(event.FieldEndsAt), "event_ends_at"),
	)
	list := "json_group_array(json_array(d.min_age, d.allows_minors))"
	if t.postgres {
		list = "coalesce(json_agg(json_build_array(d.min_age, d.allows_minors::int)), '[]')::text"
	}
	s.AppendSelectExprAs(sql.Raw("(SELECT "+list+
		` FROM event_directions ed JOIN directions d ON d.id = ed.direction_id WHERE ed.event_id = e.id)`), "event_directions")
}

// eventOf is the event of a shift that was read withEvent: what decides, no texts.
func eventOf(s *gen.Shift) (*gen.Event, error) {
	e := &gen.Event{ID: s.EventID}
	var state, kind, directions string
	if err := store.Joined(s, map[string]any{
		"event_organization_id": &e.OrganizationID, "event_state": &state, "event_kind": &kind, "event_time_zone": &e.TimeZone,
		"event_directions": &directions, "event_starts_at": &e.StartsAt, "event_ends_at": &e.EndsAt,
	}); err != nil {
		return nil, err
	}
	e.State, e.Kind = event.State(state), event.Kind(kind)
	var all [][2]int
	if err := json.Unmarshal([]byte(directions), &all); err != nil {
		return nil, err
	}
	e.Edges.Directions = make([]*gen.Direction, len(all))
	for i, d := range all {
		e.Edges.Directions[i] = &gen.Direction{MinAge: d[0], AllowsMinors: d[1] != 0}
	}
	return e, nil
}
