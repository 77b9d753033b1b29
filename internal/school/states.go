package school

import (
	"io"
	"strconv"

	"erikti/ent/gen/course"
	"erikti/ent/gen/signup"
	"erikti/ent/gen/waitlistentry"
	"erikti/internal/civil"
	"erikti/internal/fault"
	"erikti/internal/state"
)

// The changes of where something of a school stands.
const (
	opening  = "open"
	retiring = "retire"
	passing  = "pass"
	failing  = "fail"
	revoking = "revoke"
)

// Courses are where a course stands, and what leads where.
var Courses = state.Table[course.State]{Kind: "course", Moves: map[string]state.Move[course.State]{
	opening:  {From: []course.State{course.StateDRAFT}, To: course.StateOPEN},
	retiring: {From: []course.State{course.StateOPEN}, To: course.StateRETIRED},
}}

// refuseIn refuses what cannot be done to a course in its state.
func refuseIn(in course.State, allowed ...course.State) error {
	return state.Refuse(Courses.Kind, in, allowed...)
}

// State is where somebody stands in a cohort.
type State string

// The states of an enrollment. All but the results are read from the engine of places.
const (
	Applied    State = "APPLIED"
	Admitted   State = "ADMITTED"
	Waitlisted State = "WAITLISTED"
	Passed     State = "PASSED"
	Failed     State = "FAILED"
	Withdrawn  State = "WITHDRAWN"
)

// Enrollments are where somebody stands in a cohort, and what a school does with it: a
// result is what is stored, and asked of this table. The others are stored nowhere but
// read from the engine of places (ofSignup, ofEntry), which alone leads from APPLIED to
// ADMITTED or WAITLISTED, from WAITLISTED to ADMITTED, and from each of them to WITHDRAWN
// (internal/place has these rules, as for every shift): so they are no changes here.
var Enrollments = state.Table[State]{Kind: "course_enrollment", Moves: map[string]state.Move[State]{
	passing: {From: []State{Admitted}, To: Passed},
	failing: {From: []State{Admitted}, To: Failed},
}}

// CertificateState is where a certificate stands on a day.
type CertificateState string

// The states of a certificate. EXPIRED follows from the date.
const (
	Issued  CertificateState = "ISSUED"
	Expired CertificateState = "EXPIRED"
	Revoked CertificateState = "REVOKED"
)

// Certificates are where a certificate stands, and what leads where. From ISSUED to EXPIRED
// nothing leads but the day: it is stored nowhere, certificateOn reads it from the date
// until which the certificate holds, so that it is no change here.
var Certificates = state.Table[CertificateState]{Kind: "certificate", Moves: map[string]state.Move[CertificateState]{
	revoking: {From: []CertificateState{Issued}, To: Revoked},
}}

// ofSignup is where somebody stands by their sign-up. That nobody noted who came, as
// where people work, is nothing here: lessons have their own notes.
func ofSignup(s signup.State) State {
	switch s {
	case signup.StateREQUESTED:
		return Applied
	case signup.StateCONFIRMED, signup.StateCHECKED_IN, signup.StateCOMPLETED, signup.StateNO_SHOW, signup.StateUNRECORDED, signup.StateEXCUSED:
		return Admitted
	}
	return Withdrawn
}

// ofEntry is where somebody stands by their waiting entry. Whoever got a place has a
// sign-up.
func ofEntry(s waitlistentry.State) State {
	if s == waitlistentry.StateWAITING || s == waitlistentry.StateOFFERED {
		return Waitlisted
	}
	return Withdrawn
}

// certificateOn is where a certificate stands on a day.
func certificateOn(revoked bool, expires, day civil.Date) CertificateState {
	switch {
	case revoked:
		return Revoked
	case expires != "" && expires <= day:
		return Expired
	}
	return Issued
}

// IsValid and the rest make the state one of the API's.
func (s State) IsValid() bool {
	switch s {
	case Applied, Admitted, Waitlisted, Passed, Failed, Withdrawn:
		return true
	}
	return false
}

// MarshalGQL writes a state.
func (s State) MarshalGQL(w io.Writer) { _, _ = io.WriteString(w, strconv.Quote(string(s))) }

// UnmarshalGQL reads a state; no input has one.
func (s *State) UnmarshalGQL(v any) error {
	name, _ := v.(string)
	if *s = State(name); !s.IsValid() {
		return fault.Fail(fault.BadUserInput, "value")
	}
	return nil
}

// IsValid and the rest make the state one of the API's.
func (s CertificateState) IsValid() bool { return s == Issued || s == Expired || s == Revoked }

// MarshalGQL writes a state.
func (s CertificateState) MarshalGQL(w io.Writer) { _, _ = io.WriteString(w, strconv.Quote(string(s))) }

// UnmarshalGQL reads a state; no input has one.
func (s *CertificateState) UnmarshalGQL(v any) error {
	name, _ := v.(string)
	if *s = CertificateState(name); !s.IsValid() {
		return fault.Fail(fault.BadUserInput, "value")
	}
	return nil
}
