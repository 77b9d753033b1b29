package credit

import (
	"time"

	"erikti/ent/gen"
	"erikti/internal/act"
	"erikti/internal/civil"
	"erikti/internal/fault"
	"erikti/internal/network"
	"erikti/internal/place"
	"erikti/internal/right"
	"erikti/internal/store"
	"erikti/internal/university"
)

// Service changes and reads student credit. Many goroutines use one.
type Service struct {
	office *act.Office
	places *place.Engine
	store  *store.Store
	now    func() time.Time
	// shifts finds the shift of a budget for all who ask for a seat at the same time.
	shifts *store.Gather[string, string]
}

// New makes the service over the engine that gives the seats. Publish is called after
// each commit with the topics of what changed; it must not block.
func New(st *store.Store, places *place.Engine, publish func([]string), now func() time.Time) *Service {
	s := &Service{office: &act.Office{Store: st, Publish: publish, Now: now}, places: places, store: st, now: now}
	s.shifts = store.NewGather(mostBudgets, s.shiftsOf)
	return s
}

// mostBudgets is how many budgets are looked up together.
const mostBudgets = 512

// National is the topic of what changes for the whole country.
const National = "credit_national"

// RulesTopic is told when rules are set.
const RulesTopic = "credit_rules"

// topics are told when something of a student's award changes.
func topics(volunteerID, organizationID string) []string {
	return []string{volunteerID, university.Topic(organizationID), National}
}

// FiscalYear is the one of a day: the calendar year.
func FiscalYear(day civil.Date) int { return day.Time().Year() }

// yearOf are the first day of a fiscal year and the first one after it.
func yearOf(year int) (from, to civil.Date) {
	first := time.Date(year, 1, 1, 0, 0, 0, 0, network.Home)
	return civil.Of(first, network.Home), civil.Of(first.AddDate(1, 0, 0), network.Home)
}

// program refuses who does not run the programme: to everyone else it is not there.
func program(c *act.Change, field string) error {
	if !right.May(c.Who, "Mutation."+field, "") {
		return fault.Refuse(fault.NotFound)
	}
	return nil
}

// reader reads as the system, of what the caller has the right to.
func (s *Service) reader() *gen.Client { return s.store.Client }

func (s *Service) today() civil.Date { return network.Today(s.now()) }

// yearOr is the year asked for, or the one of today.
func (s *Service) yearOr(year *int) int {
	if year != nil {
		return *year
	}
	return FiscalYear(s.today())
}

// Year is the fiscal year asked for, or the one of today.
func (s *Service) Year(year *int) int { return s.yearOr(year) }
