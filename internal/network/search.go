package network

import (
	"context"
	"strings"
	"time"

	"entgo.io/ent/dialect/sql"

	"erikti/ent/gen"
	"erikti/ent/gen/event"
	"erikti/ent/gen/organization"
	"erikti/ent/gen/predicate"
	"erikti/ent/gen/project"
	"erikti/ent/gen/shift"
	"erikti/ent/gen/signup"
	"erikti/ent/gen/study"
	"erikti/ent/gen/waitlistentry"
	"erikti/internal/fault"
	"erikti/internal/lang"
	"erikti/internal/viewer"
)

// maxSearch is the longest search, in bytes.
const maxSearch = 200

// found is the condition that every word of a search stands in a row's texts, in
// any language. Words are letters and digits only, so nothing in them means
// anything to LIKE.
func found(column, search string) (func(*sql.Selector), error) {
	if len(search) > maxSearch {
		return nil, fault.Fail(fault.BadUserInput, "search").With("most", maxSearch)
	}
	terms := lang.SearchTerms(search)
	if len(terms) == 0 && strings.TrimSpace(search) != "" {
		return func(s *sql.Selector) { s.Where(sql.False()) }, nil
	}
	return func(s *sql.Selector) {
		for _, term := range terms {
			s.Where(sql.Like(s.C(column), "%"+term+"%"))
		}
	}, nil
}

// Organizations are those of the public list: verified ones, and the viewer's own
// whatever their status.
func Organizations(v *viewer.Viewer, search *string) ([]predicate.Organization, error) {
	listed := organization.StatusEQ(organization.StatusVERIFIED)
	if own := v.MemberOf(); len(own) > 0 {
		listed = organization.Or(listed, organization.IDIn(own...))
	}
	where := []predicate.Organization{listed}
	if search != nil {
		match, err := found(organization.FieldSearchText, *search)
		if err != nil {
			return nil, err
		}
		where = append(where, match)
	}
	return where, nil
}

// Projects are those in whose texts every word of a search stands.
func Projects(search string) (predicate.Project, error) {
	return found(project.FieldSearchText, search)
}

// Studies are those in whose question or method every word of a search stands.
func Studies(search string) (predicate.Study, error) {
	return found(study.FieldSearchText, search)
}

// EventSearch is what can be asked of the list of events beside its filter.
type EventSearch struct {
	Text          *string
	HasFreePlaces *bool
	EligibleForMe *bool
	// Qualification is the code of one that a shift which is not over asks for.
	Qualification *string
	// AnyKind: the filter says which kinds of events it wants; else they are those that
	// volunteers work at.
	AnyKind bool
}

// Events are those that a search of the viewer finds.
func Events(ctx context.Context, client *gen.Client, q EventSearch, now time.Time) ([]predicate.Event, error) {
	var where []predicate.Event
	if !q.AnyKind {
		where = append(where, event.KindEQ(event.KindVOLUNTEERING))
	}
	if q.Text != nil {
		match, err := found(event.FieldSearchText, *q.Text)
		if err != nil {
			return nil, err
		}
		where = append(where, match)
	}
	if q.HasFreePlaces != nil {
		where = append(where, is(*q.HasFreePlaces, event.HasShiftsWith(free)))
	}
	if q.EligibleForMe != nil {
		me, err := ReadMe(ctx, client, now)
		if err != nil {
			return nil, err
		}
		where = append(where, is(*q.EligibleForMe, eligible(me, now)))
	}
	if q.Qualification != nil {
		where = append(where, event.HasShiftsWith(shift.StateNotIn(shift.StateENDED, shift.StateCANCELLED), func(s *sql.Selector) { asks(s, *q.Qualification) }))
	}
	return where, nil
}

func is(wanted bool, p predicate.Event) predicate.Event {
	if wanted {
		return p
	}
	return event.Not(p)
}

// free is a shift that is open and has a place that is neither confirmed nor held.
func free(s *sql.Selector) {
	s.Where(sql.And(
		sql.EQ(s.C(shift.FieldState), shift.StateOPEN),
		sql.ExprP(s.C(shift.FieldCapacity)+" > "+s.C(shift.FieldConfirmed)+" + "+s.C(shift.FieldHeld)),
	))
}

// eligible is an event with a shift that takes sign-ups now and that the viewer,
// by what the database can compare, may take a place on or wait for: none for somebody
// whose birth date nobody knows, and for a child without a guardian's consent.
func eligible(me *Me, now time.Time) predicate.Event {
	if me == nil || me.Age < 0 || me.Age < consentAge && !me.Consent {
		return func(s *sql.Selector) { s.Where(sql.False()) }
	}
	return event.And(
		event.StateEQ(event.StatePUBLISHED),
		func(s *sql.Selector) { oldEnough(s, me.Age) },
		event.HasShiftsWith(
			shift.StateEQ(shift.StateOPEN),
			shift.StartsAtGT(now),
			shift.MinAgeLTE(me.Age),
			func(s *sql.Selector) { notBusy(s, me.VolunteerID) },
			shift.Not(shift.HasWaitlistEntriesWith(
				waitlistentry.VolunteerID(me.VolunteerID), waitlistentry.StateEQ(waitlistentry.StateWAITING))),
			func(s *sql.Selector) { qualified(s, me.Qualifications) },
		),
	)
}

// notBusy leaves out shifts at whose time the person has a place.
func notBusy(s *sql.Selector, volunteerID string) {
	t := sql.Table(signup.Table)
	busy := sql.Dialect(s.Dialect()).Select(t.C(signup.FieldID)).From(t).Where(sql.And(
		sql.EQ(t.C(signup.FieldVolunteerID), volunteerID),
		sql.EQ(t.C(signup.FieldTakesTime), true),
		sql.In(t.C(signup.FieldState), string(signup.StateCONFIRMED), string(signup.StateCHECKED_IN), string(signup.StateCOMPLETED)),
		sql.ColumnsLT(t.C(signup.FieldStartsAt), s.C(shift.FieldEndsAt)),
		sql.ColumnsGT(t.C(signup.FieldEndsAt), s.C(shift.FieldStartsAt)),
	))
	s.Where(sql.NotExists(busy))
}
