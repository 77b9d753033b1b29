// Package id makes the identifiers of the graph.
//
// An identifier is a type's prefix, an underscore and a UUID, so that node(id)
// knows the table without a look-up. Rows of the network, and places on its shifts,
// get UUIDv7, which sort by the time they were made and are written side by side in
// an index; people get random ones, because the order in which people registered is
// nobody's business. Reference data (regions,
// directions) gets a UUID computed from its public code, so that its address is
// the same in every installation.
package id

import (
	"math/rand/v2"
	"strings"

	"github.com/google/uuid"
)

// Prefix names a type of the graph inside an identifier.
type Prefix string

// The prefixes of the types that node(id) can return come first.
const (
	Region        Prefix = "reg"
	District      Prefix = "dst"
	Direction     Prefix = "dir"
	Organization  Prefix = "org"
	SupportCenter Prefix = "ctr"
	Membership    Prefix = "mem"
	Volunteer     Prefix = "vol"
	Event         Prefix = "evt"
	Shift         Prefix = "shf"
	Signup        Prefix = "sgn"
	WaitlistEntry Prefix = "wle"
	Offer         Prefix = "ofr"
	Notice        Prefix = "ntc"
	AuditEntry    Prefix = "aud"
	Report        Prefix = "rep"

	Mentorship       Prefix = "mnt"
	Project          Prefix = "prj"
	ProjectIndicator Prefix = "pin"
	ProjectReport    Prefix = "prr"
	Study            Prefix = "std"

	VolunteerPrivate Prefix = "vpr"
	Account          Prefix = "acc"
	Session          Prefix = "ses"
	PlatformGrant    Prefix = "pfg"
	Qualification    Prefix = "qua"
	GuardianConsent  Prefix = "gcn"
	Consent          Prefix = "cns"
	CheckIn          Prefix = "chk"
	HourEntry        Prefix = "hrs"
	HourDispute      Prefix = "hdp"
	EventRating      Prefix = "rtg"
	Kiosk            Prefix = "ksk"
	Passport         Prefix = "psp"
	SigningKey       Prefix = "key"
	OneTimeToken     Prefix = "ott"
	IdempotencyKey   Prefix = "idk"
	Reason           Prefix = "rsn"
	NoticeDelivery   Prefix = "ntd"
	Message          Prefix = "msg"
	Registration     Prefix = "rgn"
	Identity         Prefix = "idn"
	ProviderSignIn   Prefix = "psi"
	APIKey           Prefix = "apk"
	Invitation       Prefix = "inv"
	GuestPass        Prefix = "gst"
	ClaimCode        Prefix = "clm"
	CalendarFeed     Prefix = "cal"
	Follow           Prefix = "flw"
	RosterMessage    Prefix = "rms"
	OrganizationSite Prefix = "ste"
	PushSubscription Prefix = "psh"
	NoticeMute       Prefix = "ntm"

	Course           Prefix = "crc"
	Cohort           Prefix = "coh"
	Lesson           Prefix = "lsn"
	LessonAttendance Prefix = "lat"
	CourseResult     Prefix = "crr"
	Certificate      Prefix = "crt"

	Enrollment        Prefix = "enr"
	UniversityDomain  Prefix = "udm"
	CreditPolicy      Prefix = "crp"
	HostAccreditation Prefix = "hac"
	CreditBudget      Prefix = "crb"
	CreditAward       Prefix = "cra"
	CreditStep        Prefix = "crs"
	CreditAllocation  Prefix = "cll"
	PayoutFile        Prefix = "pof"
	CreditPayout      Prefix = "pay"

	MentorshipGoal    Prefix = "mgl"
	MentorshipMeeting Prefix = "mmt"

	Interview    Prefix = "itv"
	Finding      Prefix = "fnd"
	StudyFigures Prefix = "fig"
	FigureMonth  Prefix = "fgm"

	// Live marks the object that a subscription delivers; the rest of its
	// identifier is that of the event or the shift it describes.
	Live Prefix = "live"
)

// names is the space in which the identifiers of reference data are computed.
var names = uuid.MustParse("6f1d2c1e-3c0b-5d8e-9b1a-6572696b7469")

// New makes an identifier that sorts by time.
func (p Prefix) New() string { return string(p) + "_" + uuid.Must(uuid.NewV7()).String() }

// Random makes an identifier that tells nothing, for people and what is theirs.
func (p Prefix) Random() string { return string(p) + "_" + uuid.NewString() }

// Of makes the identifier of reference data from its public code.
func (p Prefix) Of(code string) string {
	return string(p) + "_" + uuid.NewSHA1(names, []byte(string(p)+"/"+code)).String()
}

// For makes the identifier of an object that belongs to the one identified by id.
func (p Prefix) For(id string) string { return string(p) + "_" + id }

// PrefixOf returns the prefix of an identifier, "" when it has none.
func PrefixOf(id string) Prefix {
	p, rest, ok := strings.Cut(id, "_")
	if !ok || rest == "" {
		return ""
	}
	return Prefix(p)
}

// PublicNumber draws a person's number of nine digits, which starts with no zero.
func PublicNumber() string {
	const digits = "0123456789"
	b := make([]byte, 9)
	b[0] = digits[1+rand.IntN(9)]
	for i := 1; i < len(b); i++ {
		b[i] = digits[rand.IntN(10)]
	}
	return string(b)
}
