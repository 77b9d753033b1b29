package demo

import (
	"fmt"
	"time"

	"erikti/ent/gen/direction"
	"erikti/ent/gen/event"
	"erikti/ent/gen/hourentry"
	"erikti/ent/gen/membership"
	"erikti/ent/gen/organization"
	"erikti/ent/gen/shift"
	"erikti/ent/gen/signup"
	"erikti/internal/civil"
	"erikti/internal/demo/content"
	"erikti/internal/lang"
)

// network is the demo in memory, before it is written.
type network struct {
	today civil.Date // the day it is made for
	dawn  time.Time  // when that day begins
	now   time.Time
	texts *content.Content

	regions       []*region
	organizations []*org
	centers       []*center
	people        []*person // the generated ones
	cast          *cast
	memberships   []*member
	events        []*activity
	hours         []*hours
	declared      []*declared
	courses       []*course
	cohorts       []*cohort
	credit        *social
	projects      []*undertaking
	mentorships   []*help
	year2020      string // the campaign
	assemblies    []*assembly
	articles      []*piece
	mistakes      []*remark
	cover         string // the id of the picture of an article
	prepared      *assembly
	pictures      string // the folder of the files of pictures
	studies       []*inquiry
	figureMonths  []fixedMonth
}

// region is a region with its part of the network.
type region struct {
	iso    string
	id     string
	town   content.Text // its administrative center
	zone   *time.Location
	weight int // people, in thousands
	orgs   []*org
	people []*person
}

type org struct {
	id          string
	name        content.Text
	description content.Text
	address     content.Text
	email       string
	form        organization.LegalForm
	home        *region
	regions     []*region
	directions  []direction.Code
	parent      *org
	invented    bool // a school that there is not
	made        time.Time
}

// center is a support center's mandate.
type center struct {
	id    string
	org   *org
	since civil.Date
}

type person struct {
	id, privateID string
	publicNumber  string
	no            int64
	given, family string
	locale        lang.Locale
	home          *region
	directions    []direction.Code
	born          civil.Date // "" when unknown
	email         string     // of the cast only
	made          time.Time
	calendar      []span // places and queues; no two overlap (invariant 10)
}

type member struct {
	id     string
	person *person
	org    *org
	role   membership.Role
	since  civil.Date
}

// activity is an event; the name keeps it apart from ent's package.
type activity struct {
	id          string
	org         *org
	region      *region // nil when it is remote
	zone        *time.Location
	direction   direction.Code
	title       content.Text
	description content.Text
	venue       content.Text
	state       event.State
	reason      string // why it was cancelled
	made        time.Time
	shifts      []*turn
	project     *undertaking
}

// turn is a shift.
type turn struct {
	id                     string
	of                     *activity
	title                  content.Text
	when                   span
	opens, closes, cutoff  *time.Time
	capacity               int
	minAge                 int
	qualifications         []string // codes that it asks for
	state                  shift.State
	next                   *time.Time
	places                 []*seat
	queue                  []*wait
	situation              situation
	confirmed, lastInQueue int
}

// seat is a sign-up: a place that a person has, had, or gave up.
type seat struct {
	id     string
	person *person
	state  signup.State
	source signup.Source
	by     *signup.CancelledBy
	made   time.Time
}

// wait is a waiting entry; its number in the queue is its index + 1.
type wait struct {
	id         string
	person     *person
	autoAccept bool
	made       time.Time
}

type hours struct {
	id       string
	person   *person
	of       *activity
	shift    *turn
	place    *seat
	when     span
	marks    [2]string // ids of the arrival and the departure
	date     civil.Date
	evidence int
	state    hourentry.State
	made     time.Time
}

// span is [start, end): spans that touch do not overlap.
type span struct{ start, end time.Time }

func (s span) overlaps(o span) bool { return s.start.Before(o.end) && o.start.Before(s.end) }

// home is the zone of the demo's own day. The whole country has been on it since
// 1 March 2024.
const home = "Asia/Almaty"

// dayOf returns the day of an instant where the demo lives.
func dayOf(now time.Time) (civil.Date, error) {
	zone, err := time.LoadLocation(home)
	if err != nil {
		return "", err
	}
	return civil.Of(now, zone), nil
}

// at returns an hour of a day in a zone; 25 is one o'clock of the next day.
func at(day civil.Date, hour int, zone *time.Location) time.Time {
	d := day.Time()
	return time.Date(d.Year(), d.Month(), d.Day(), hour, 0, 0, 0, zone).UTC()
}

// build makes the whole network.
func build(seed uint64, now time.Time) (*network, error) {
	texts, err := content.Load()
	if err != nil {
		return nil, err
	}
	n := &network{now: now.UTC(), texts: texts}
	if n.today, err = dayOf(now); err != nil {
		return nil, err
	}
	if n.regions, err = makeRegions(); err != nil {
		return nil, err
	}
	n.dawn = at(n.today, 0, n.regions[0].zone)
	steps := []struct {
		what string
		do   func(random) error
		with stream
	}{
		{"organizations", n.makeOrganizations, forOrganizations},
		{"people", n.makePeople, forPeople},
		{"the cast", n.makeCast, forCast},
		{"memberships", n.makeMemberships, forMemberships},
		{"events", n.makeEvents, forEvents},
		{"places", n.makePlaces, forPlaces},
		{"student credit", n.makeCredit, forCredit},
		{"projects", n.makeProjects, forProjects},
		{"mentorships", n.makeMentorships, forMentorships},
		{"information", n.makeInformation, forInformation},
		{"studies", n.makeStudies, forStudies},
		{"schools", n.makeSchool, forSchool},
		{"an emergency", n.makeResponders, forResponders},
		{"declared hours", n.makeDeclared, forDeclared},
	}
	for _, s := range steps {
		if err := s.do(newRandom(seed, s.with)); err != nil {
			return nil, fmt.Errorf("making %s: %w", s.what, err)
		}
	}
	return n, nil
}
