package event

import (
	"time"

	"erikti/ent/gen/direction"
	"erikti/ent/gen/event"
	"erikti/ent/gen/shift"
	"erikti/internal/lang"
)

// Draft is a new event.
type Draft struct {
	OrganizationID string
	Kind           event.Kind `json:",omitempty"` // "": VOLUNTEERING
	Title          lang.Text
	Description    lang.Text
	Venue          lang.Text
	Directions     []direction.Code
	RegionID       *string
	StartsAt       time.Time
	EndsAt         time.Time
	TimeZone       string
	Remote         bool
	Shifts         []ShiftDraft
}

// ShiftDraft is a new shift.
type ShiftDraft struct {
	Title          lang.Text
	StartsAt       time.Time
	EndsAt         time.Time
	Capacity       int
	OpensAt        *time.Time
	ClosesAt       *time.Time
	CancelCutoff   *time.Time
	MinAge         int
	Qualifications []string
	MembersOnly    bool
	GuestSignup    bool
	HeavyWork      bool
	SignupPolicy   shift.SignupPolicy // "": INSTANT
	OfferMinutes   *int               // how long an offer stands; nil: by the time left
	NoShowMinutes  *int               // after the start the places of no-shows go to who waits; 0: never, nil: 30
}

// Optional is a part of a patch that can be absent, null, or a value.
type Optional[T any] struct {
	Set   bool
	Value *T
}

// Patch changes an event; what is nil or not set stays.
type Patch struct {
	EventID         string
	Title           *lang.Text
	Description     *lang.Text
	Venue           *lang.Text
	Directions      []direction.Code
	RegionID        Optional[string]
	StartsAt        *time.Time
	EndsAt          *time.Time
	TimeZone        *string
	Remote          *bool
	ExpectedVersion *int
}

// ShiftPatch changes a shift; what is nil or not set stays.
type ShiftPatch struct {
	ShiftID       string
	Title         *lang.Text
	StartsAt      *time.Time
	EndsAt        *time.Time
	Capacity      *int
	OpensAt       Optional[time.Time]
	ClosesAt      Optional[time.Time]
	CancelCutoff  Optional[time.Time]
	MinAge        *int
	MembersOnly   *bool
	GuestSignup   *bool
	HeavyWork     *bool
	SignupPolicy  *shift.SignupPolicy
	OfferMinutes  Optional[int]
	NoShowMinutes *int
	// ReleaseConflicting frees the places of people who have another one at the new
	// time.
	ReleaseConflicting bool
	ExpectedVersion    *int
}
