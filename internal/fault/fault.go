// Package fault has the errors of the product: refusals that a person is
// expected to meet, and failures of a request as a whole.
package fault

import (
	"context"
	"errors"
	"fmt"
)

// Code names a refusal for programs; graph/schema/common.graphql lists them.
type Code string

// The refusals.
const (
	ShiftFull               Code = "SHIFT_FULL"
	ShiftClosed             Code = "SHIFT_CLOSED"
	NotOpenYet              Code = "NOT_OPEN_YET"
	AlreadySignedUp         Code = "ALREADY_SIGNED_UP"
	Overlaps                Code = "OVERLAPS"
	TooYoung                Code = "TOO_YOUNG"
	BirthDateMissing        Code = "BIRTH_DATE_MISSING"
	ConsentMissing          Code = "CONSENT_MISSING"
	QualificationMissing    Code = "QUALIFICATION_MISSING"
	MembershipMissing       Code = "MEMBERSHIP_MISSING"
	EnrollmentMissing       Code = "ENROLLMENT_MISSING"
	AgreementMissing        Code = "AGREEMENT_MISSING"
	NotEnoughHours          Code = "NOT_ENOUGH_HOURS"
	CreditCapReached        Code = "CREDIT_CAP_REACHED"
	BudgetSpent             Code = "BUDGET_SPENT"
	OwnAward                Code = "OWN_AWARD"
	OwnResult               Code = "OWN_RESULT"
	OfferExpired            Code = "OFFER_EXPIRED"
	NotOffered              Code = "NOT_OFFERED"
	NotWaiting              Code = "NOT_WAITING"
	NotSignedUp             Code = "NOT_SIGNED_UP"
	TooLateToCancel         Code = "TOO_LATE_TO_CANCEL"
	CapacityBelowTaken      Code = "CAPACITY_BELOW_TAKEN"
	WouldOverlap            Code = "WOULD_OVERLAP"
	OrganizationNotVerified Code = "ORGANIZATION_NOT_VERIFIED"
	OwnOrganization         Code = "OWN_ORGANIZATION"
	BINTaken                Code = "BIN_TAKEN"
	MandateTaken            Code = "MANDATE_TAKEN"
	AlreadyMember           Code = "ALREADY_MEMBER"
	LastAdmin               Code = "LAST_ADMIN"
	LinkExpired             Code = "LINK_EXPIRED"
	GuestsNotAllowed        Code = "GUESTS_NOT_ALLOWED"
	NotAChild               Code = "NOT_A_CHILD"
	EventWithoutShifts      Code = "EVENT_WITHOUT_SHIFTS"
	CodeInvalid             Code = "CODE_INVALID"
	CodeExpired             Code = "CODE_EXPIRED"
	WrongClock              Code = "WRONG_CLOCK"
	CheckInClosed           Code = "CHECK_IN_CLOSED"
	OwnHours                Code = "OWN_HOURS"
	HoursTaken              Code = "HOURS_TAKEN"
	WrongState              Code = "WRONG_STATE"
	NotFound                Code = "NOT_FOUND"
	InvalidInput            Code = "INVALID_INPUT"
	EmailTaken              Code = "EMAIL_TAKEN"
	PhoneTaken              Code = "PHONE_TAKEN"
	WrongCredentials        Code = "WRONG_CREDENTIALS"
	ChannelMissing          Code = "CHANNEL_MISSING"
	ProviderRefused         Code = "PROVIDER_REFUSED"
	RateLimited             Code = "RATE_LIMITED"
	StaleVersion            Code = "STALE_VERSION"
	IdempotencyKeyReused    Code = "IDEMPOTENCY_KEY_REUSED"
)

// Refusal is an expected answer "no". Its words are in locales/ under
// refusal.<CODE> and next.<CODE>, or under its Detail where one code is refused
// for several reasons. It never holds what a person typed.
type Refusal struct {
	Code   Code
	Detail string         // picks words of its own: refusal.<CODE>.<detail>
	Path   []string       // the part of the input that it is about
	Args   map[string]any // numbers and times that the words contain
}

// Error names the refusal for logs.
func (r *Refusal) Error() string {
	if r.Detail == "" {
		return "refused: " + string(r.Code)
	}
	return fmt.Sprintf("refused: %s (%s)", r.Code, r.Detail)
}

// Refuse makes a refusal.
func Refuse(code Code) *Refusal { return &Refusal{Code: code} }

// RefuseFor makes a refusal with words of its own for one reason of several.
func RefuseFor(code Code, detail string) *Refusal { return &Refusal{Code: code, Detail: detail} }

// Invalid refuses a part of the input: detail picks the words, path names the part.
func Invalid(detail string, path ...string) *Refusal {
	return &Refusal{Code: InvalidInput, Detail: detail, Path: path}
}

// With adds a number or a time for the words.
func (r *Refusal) With(name string, value any) *Refusal {
	if r.Args == nil {
		r.Args = map[string]any{}
	}
	r.Args[name] = value
	return r
}

// At names the part of the input that the refusal is about.
func (r *Refusal) At(path ...string) *Refusal {
	r.Path = path
	return r
}

// AsRefusal returns the refusal in err.
func AsRefusal(err error) (*Refusal, bool) {
	var r *Refusal
	ok := errors.As(err, &r)
	return r, ok
}

// Class names a failure of a request for programs: extensions.code of a
// top-level error.
type Class string

// The failures, complete.
const (
	Unauthenticated Class = "UNAUTHENTICATED"
	Forbidden       Class = "FORBIDDEN"
	Missing         Class = "NOT_FOUND"
	BadRequest      Class = "BAD_REQUEST"
	BadUserInput    Class = "BAD_USER_INPUT"
	BadCursor       Class = "BAD_CURSOR"
	TooComplex      Class = "TOO_COMPLEX"
	TooBroad        Class = "TOO_BROAD"
	Limited         Class = "RATE_LIMITED"
	TryAgain        Class = "TRY_AGAIN"
	Internal        Class = "INTERNAL"
)

// Failure fails a request, or a field of it. Its words are in locales/ under
// failure.<CLASS> or failure.<CLASS>.<detail>.
type Failure struct {
	Class  Class
	Detail string
	Args   map[string]any
	cause  error // for the log only
}

// Error names the failure for logs.
func (f *Failure) Error() string {
	if f.cause != nil {
		return fmt.Sprintf("%s: %v", f.Class, f.cause)
	}
	return string(f.Class)
}

// Unwrap returns what caused the failure.
func (f *Failure) Unwrap() error { return f.cause }

// Fail makes a failure; detail picks the words.
func Fail(class Class, detail string) *Failure { return &Failure{Class: class, Detail: detail} }

// Because keeps the cause for the log.
func (f *Failure) Because(err error) *Failure {
	f.cause = err
	return f
}

// With adds a number for the words.
func (f *Failure) With(name string, value any) *Failure {
	if f.Args == nil {
		f.Args = map[string]any{}
	}
	f.Args[name] = value
	return f
}

// Canceled says whether the request ended because nobody waits for it any more.
func Canceled(err error) bool {
	return errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded)
}
