package place

import (
	"slices"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/event"
	"erikti/ent/gen/guardianconsent"
	"erikti/ent/gen/shift"
	"erikti/internal/civil"
	"erikti/internal/fault"
)

// GateCode names a thing that a person must fulfil to take a place.
type GateCode string

// The gates, in the order in which they are told.
const (
	GateSignIn          GateCode = "SIGN_IN"
	GateSignupWindow    GateCode = "SIGNUP_WINDOW"
	GateNotSignedUp     GateCode = "NOT_SIGNED_UP"
	GateAge             GateCode = "AGE"
	GateGuardianConsent GateCode = "GUARDIAN_CONSENT"
	GateQualification   GateCode = "QUALIFICATION"
	GateMembership      GateCode = "MEMBERSHIP"
	GateEnrollment      GateCode = "ENROLLMENT"
	GateAgreement       GateCode = "AGREEMENT"
	GateNoOverlap       GateCode = "NO_OVERLAP"
)

// adult is the age from which a person decides alone; consentAge is the one from
// which a minor needs no guardian's consent to take part (invariant 11).
const (
	adult      = 18
	consentAge = 14
)

// Gate is one thing that was looked at; Refusal is nil when it is passed.
type Gate struct {
	Code    GateCode
	Refusal *fault.Refusal
}

// window refuses a sign-up outside its time. It looks at the times themselves: a
// state that the clock has yet to move decides nothing.
func window(s *gen.Shift, now time.Time) *fault.Refusal {
	switch {
	case s.State == shift.StateCANCELLED || s.Edges.Event.State == event.StateCANCELLED:
		return fault.RefuseFor(fault.ShiftClosed, "cancelled")
	case s.Edges.Event.State == event.StateDRAFT:
		return fault.RefuseFor(fault.NotOpenYet, "draft")
	case !now.Before(s.EndsAt):
		return fault.RefuseFor(fault.ShiftClosed, "ended")
	case s.Edges.Event.State != event.StatePUBLISHED || !now.Before(closing(s)):
		return fault.Refuse(fault.ShiftClosed)
	case s.OpensAt != nil && now.Before(*s.OpensAt):
		return fault.Refuse(fault.NotOpenYet)
	}
	return nil
}

// closing is when a shift takes no more sign-ups.
func closing(s *gen.Shift) time.Time {
	if s.ClosesAt != nil && s.ClosesAt.Before(s.StartsAt) {
		return *s.ClosesAt
	}
	return s.StartsAt
}

// personal judges what a person must fulfil, on the day of the shift.
func personal(s *gen.Shift, p *person) []Gate {
	day := dayOf(s)
	gates := []Gate{
		{GateAge, age(s, p, day)},
		{GateGuardianConsent, consent(s, p, day)},
		{GateQualification, qualified(s, p, day)},
		{GateMembership, member(s, p, day)},
		{GateNoOverlap, overlap(s, p)},
	}
	if s.Edges.Event.Kind == event.KindCREDIT {
		gates = append(gates, Gate{GateEnrollment, enrolled(s, p)}, Gate{GateAgreement, agreed(p)})
	}
	return gates
}

// firstRefusal returns the first gate that is not passed.
func firstRefusal(gates []Gate) (Gate, bool) {
	i := slices.IndexFunc(gates, func(g Gate) bool { return g.Refusal != nil })
	if i < 0 {
		return Gate{}, false
	}
	return gates[i], true
}

func dayOf(s *gen.Shift) civil.Date { return civil.Of(s.StartsAt, civil.Zone(s.Edges.Event.TimeZone)) }

// MinAge returns the youngest age on a shift: its own, that of the event's
// directions, and adult where the work is heavy or a direction allows no minors.
func MinAge(s *gen.Shift) int {
	least := s.MinAge
	if s.HeavyWork {
		least = max(least, adult)
	}
	for _, d := range s.Edges.Event.Edges.Directions {
		least = max(least, d.MinAge)
		if !d.AllowsMinors {
			least = max(least, adult)
		}
	}
	return least
}

func age(s *gen.Shift, p *person, day civil.Date) *fault.Refusal {
	least := MinAge(s)
	switch {
	case least == 0:
		return nil
	case p.birthDate == "":
		return fault.Refuse(fault.BirthDateMissing).With("age", least)
	case p.birthDate.Age(day) < least:
		return fault.Refuse(fault.TooYoung).With("age", least)
	}
	return nil
}

// consent refuses a child without a guardian's consent. Of whom no birth date is known it
// is not known either whether they are a child, so where children may be they are asked
// for it; elsewhere the age has asked already.
func consent(s *gen.Shift, p *person, day civil.Date) *fault.Refusal {
	switch {
	case s.Edges.Event.Kind == event.KindCREDIT:
		return nil // a seat of a university's: nobody works there
	case p.birthDate == "" && MinAge(s) > 0:
		return nil // the age has asked already
	case p.birthDate == "":
		return fault.RefuseFor(fault.BirthDateMissing, "consent")
	case p.birthDate.Age(day) >= consentAge:
		return nil
	}
	for _, c := range p.consents {
		if c.Status == guardianconsent.StatusGIVEN && (c.EventID == nil || *c.EventID == s.EventID) && c.ValidFrom <= day && (c.ValidTo == "" || day < c.ValidTo) {
			return nil
		}
	}
	return fault.Refuse(fault.ConsentMissing)
}

func qualified(s *gen.Shift, p *person, day civil.Date) *fault.Refusal {
	for _, kind := range s.Qualifications {
		if !slices.ContainsFunc(p.qualifications, func(q *gen.Qualification) bool {
			return q.Kind == kind && q.IssuedAt <= day && (q.ExpiresAt == "" || day < q.ExpiresAt)
		}) {
			return fault.Refuse(fault.QualificationMissing)
		}
	}
	return nil
}

func member(s *gen.Shift, p *person, day civil.Date) *fault.Refusal {
	if !s.MembersOnly || slices.ContainsFunc(p.memberships, func(m *gen.Membership) bool {
		return m.OrganizationID == s.Edges.Event.OrganizationID && m.ValidFrom <= day && (m.ValidTo == "" || day < m.ValidTo)
	}) {
		return nil
	}
	return fault.Refuse(fault.MembershipMissing)
}

// takesTime says whether somebody with a place on a shift is busy from its start to its
// end. A seat for student credit is a right, not an hour of anybody's day; a course lasts
// for weeks, and is an evening of some of its days.
func takesTime(s *gen.Shift) bool {
	return s.Edges.Event.Kind != event.KindCREDIT && s.Edges.Event.Kind != event.KindCOURSE
}

// enrolled asks of a seat for student credit that the person is a student of the
// university whose seat it is, today, as the university confirmed.
func enrolled(s *gen.Shift, p *person) *fault.Refusal {
	if slices.Contains(p.enrolled, s.Edges.Event.OrganizationID) {
		return nil
	}
	return fault.Refuse(fault.EnrollmentMissing)
}

// agreed asks of a seat that the person accepted the agreement, as its text is now.
func agreed(p *person) *fault.Refusal {
	if p.agreed {
		return nil
	}
	return fault.Refuse(fault.AgreementMissing)
}

func overlap(s *gen.Shift, p *person) *fault.Refusal {
	if p.overlapping(s) != nil {
		return fault.Refuse(fault.Overlaps)
	}
	return nil
}
