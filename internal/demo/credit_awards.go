package demo

import (
	"slices"
	"time"

	"erikti/ent/gen/creditaward"
	"erikti/ent/gen/creditpayout"
	"erikti/ent/gen/creditstep"
	"erikti/ent/gen/enrollment"
	"erikti/ent/gen/signup"
	"erikti/internal/civil"
	"erikti/internal/id"
)

// plan is what became of a claim.
type plan struct {
	state  creditaward.State
	late   bool // overdue where it is
	seat   bool
	long   bool // of 50 hours
	payout creditpayout.State
	short  bool // without money kept for it
}

// plans are the claims of a school.
var plans = []plan{
	{state: creditaward.StateCLAIMED, seat: true},
	{state: creditaward.StateCLAIMED, seat: true, long: true},
	{state: creditaward.StateCLAIMED},
	{state: creditaward.StateCLAIMED, short: true},
	{state: creditaward.StateCLAIMED, seat: true, late: true},
	{state: creditaward.StateCLAIMED, late: true},
	{state: creditaward.StateUNIVERSITY_CONFIRMED, seat: true},
	{state: creditaward.StateUNIVERSITY_CONFIRMED, seat: true},
	{state: creditaward.StateUNIVERSITY_CONFIRMED},
	{state: creditaward.StateUNIVERSITY_CONFIRMED, seat: true, late: true},
	{state: creditaward.StateUNIVERSITY_CONFIRMED, late: true},
	{state: creditaward.StateAPPROVED, seat: true},
	{state: creditaward.StateAPPROVED},
	{state: creditaward.StateAPPROVED, seat: true, long: true, payout: creditpayout.StateSENT},
	{state: creditaward.StateAPPROVED, seat: true, late: true, payout: creditpayout.StateSENT},
	{state: creditaward.StateAPPROVED, late: true, payout: creditpayout.StateFAILED},
	{state: creditaward.StatePAID, seat: true, payout: creditpayout.StateCONFIRMED},
	{state: creditaward.StatePAID, seat: true, payout: creditpayout.StateCONFIRMED},
	{state: creditaward.StatePAID, long: true, payout: creditpayout.StateCONFIRMED},
	{state: creditaward.StatePAID, payout: creditpayout.StateCONFIRMED},
	{state: creditaward.StateCLOSED, seat: true, payout: creditpayout.StateCONFIRMED},
	{state: creditaward.StateCLOSED, seat: true, long: true, payout: creditpayout.StateCONFIRMED},
	{state: creditaward.StateREJECTED},
	{state: creditaward.StateREVERSED, seat: true, payout: creditpayout.StateCONFIRMED},
}

// The hours at which students begin to work.
const (
	morning   = 9
	afternoon = 15
)

// The reasons that students read, as somebody typed them.
const (
	whyRejected = "Студент отчислен до начала этих работ."
	whyReversed = "Организация отозвала запись о часах: студент в тот день не работал."
)

// award makes a claim of a student and brings it to where its plan says.
func (c *social) award(r random, n *network, st *student, p plan, slow int) *award {
	var claimed, confirmed, approved, paid, ended time.Time
	days := func(low, high int) time.Duration {
		return time.Duration(r.between(low, high))*24*time.Hour + time.Duration(r.between(0, 600))*time.Minute
	}
	mostly := st.of.org != n.cast.campus           // elsewhere not all that could be is overdue
	since := func(late bool, most int) time.Time { // in a stage that may last so long
		if late && (!mostly || r.chance(65)) {
			return n.ago(r, most+1, most+9)
		}
		return n.ago(r, 0, most-2)
	}
	switch p.state {
	case creditaward.StateCLAIMED:
		claimed = since(p.late, confirmDays)
	case creditaward.StateUNIVERSITY_CONFIRMED:
		confirmed = since(p.late, approveDays)
	case creditaward.StateAPPROVED:
		approved = since(p.late, payDays)
	case creditaward.StatePAID:
		paid = n.ago(r, 1, 25)
	case creditaward.StateCLOSED:
		paid = n.ago(r, 31, 38)
		ended = paid.AddDate(0, 0, 30)
	case creditaward.StateREJECTED:
		ended = n.ago(r, 1, 20)
		claimed = ended.Add(-days(1, 6))
	case creditaward.StateREVERSED:
		ended = n.ago(r, 1, 6)
		paid = ended.Add(-days(3, 15))
	}
	if !paid.IsZero() {
		approved = paid.Add(-days(4, 17))
	}
	if !approved.IsZero() {
		confirmed = approved.Add(-days(2, 8))
	}
	if !confirmed.IsZero() {
		claimed = confirmed.Add(-days(1+slow, 4+slow))
	}
	lines := 4
	if p.long {
		lines = 10
	}
	a := &award{of: st, seat: p.seat, reserved: !p.short, state: p.state, made: claimed, id: r.sorted(id.CreditAward, claimed)}
	a.works = c.work(r, st, civil.Of(claimed, n.regions[0].zone).AddDays(-r.between(1, 4)), lines, morning)
	last := a.works[len(a.works)-1].date
	a.year = last.Time().Year()
	y := c.seating(r, n, st.of, a.year)
	a.rules = c.inForce(last)
	a.worth = a.rules.tiers[0]
	if p.long {
		a.worth = a.rules.tiers[1]
	}
	n.walk(r, a, confirmed, approved, paid, ended)
	if a.over() {
		a.reserved = false
		a.reasonID = r.personal(id.Reason)
	}
	_, free := a.from()
	y.committed += free
	for range a.works {
		a.given = append(a.given, r.personal(id.CreditAllocation), r.personal(id.CreditAllocation))
	}
	if p.payout != "" {
		a.payout, a.payoutID, a.reversalID = &p.payout, r.personal(id.CreditPayout), r.personal(id.CreditPayout)
	}
	if p.seat {
		y.places = append(y.places, &seat{
			id: r.personal(id.Signup), person: st.person, state: signup.StateCOMPLETED, source: signup.SourceSELF,
			made: a.works[0].when.start.AddDate(0, 0, -r.between(2, 9)),
		})
		st.agreed = r.personal(id.Consent)
	}
	c.awards = append(c.awards, a)
	return a
}

// walk notes the steps of a claim, who made them, and by when the next is due.
func (n *network) walk(r random, a *award, confirmed, approved, paid, ended time.Time) {
	at := a.made
	pass := func(to creditaward.State, when time.Time, by creditstep.Actor, who *person) {
		from := creditaward.StateELIGIBLE
		if len(a.steps) > 0 {
			from = a.steps[len(a.steps)-1].to
		}
		a.steps = append(a.steps, &step{r.personal(id.CreditStep), from, to, when, by, who})
		at = when
	}
	pass(creditaward.StateCLAIMED, a.made, creditstep.ActorSTUDENT, a.of.person)
	for _, s := range []struct {
		to   creditaward.State
		when time.Time
		into **time.Time
		by   creditstep.Actor
	}{
		{creditaward.StateUNIVERSITY_CONFIRMED, confirmed, &a.confirmed, creditstep.ActorUNIVERSITY},
		{creditaward.StateAPPROVED, approved, &a.approved, creditstep.ActorPROGRAM},
		{creditaward.StatePAID, paid, &a.paid, creditstep.ActorPROGRAM},
	} {
		if s.when.IsZero() {
			continue
		}
		who := n.cast.program
		if s.by == creditstep.ActorUNIVERSITY {
			who = nil
			if a.of.of.org == n.cast.campus {
				who = n.cast.university
			}
		}
		pass(s.to, s.when, s.by, who)
		*s.into = &s.when
	}
	switch a.state {
	case creditaward.StateCLOSED:
		pass(a.state, ended, creditstep.ActorSYSTEM, nil)
	case creditaward.StateREJECTED:
		a.reason = whyRejected
		pass(a.state, ended, creditstep.ActorUNIVERSITY, nil)
	case creditaward.StateREVERSED:
		a.reason = whyReversed
		pass(a.state, ended, creditstep.ActorPROGRAM, n.cast.program)
	}
	lasts := map[creditaward.State]int{
		creditaward.StateCLAIMED: confirmDays, creditaward.StateUNIVERSITY_CONFIRMED: approveDays, creditaward.StateAPPROVED: payDays,
	}[a.state]
	if lasts == 0 {
		return
	}
	due := at.AddDate(0, 0, lasts)
	a.due = &due
	// Those of the cast's university are told at the first start; elsewhere somebody was.
	if due.Before(n.dawn) && a.of.of.org != n.cast.campus {
		a.escalated = 1
		if due.AddDate(0, 0, 7).Before(n.dawn) {
			a.escalated = 2
		}
	}
}

// work is so many days of work until a day, all of one year, the oldest first: on days on
// which the student was nowhere else.
func (c *social) work(r random, st *student, until civil.Date, lines, hour int) []*worked {
	var all []*worked
	for day := until; len(all) < lines; day = day.AddDays(-1) {
		if day[:4] != until[:4] { // of the year before, then
			until, all = day, nil
		}
		start := at(day, hour, st.of.host.home.zone)
		when := span{start, start.Add(lineMinutes * time.Minute)}
		if !slices.ContainsFunc(st.person.calendar, when.overlaps) {
			all = append(all, &worked{r.personal(id.HourEntry), st, day, when})
		}
	}
	slices.Reverse(all)
	for _, w := range all {
		st.person.calendar = append(st.person.calendar, w.when)
	}
	c.works = append(c.works, all...)
	return all
}

// seat gives seats of this year to students without a claim, and lets others wait where
// none is free.
func (c *social) seat(r random, n *network, s *school, pool *[]*person, own bool) {
	y := s.seats[n.year()]
	for i := range 12 {
		st := c.enroll(r, n, s, pool, enrollment.StateCONFIRMED, 100+i)
		if st == nil {
			return
		}
		st.agreed = r.personal(id.Consent)
		taken := &seat{id: r.personal(id.Signup), person: st.person, state: signup.StateCONFIRMED, source: signup.SourceSELF, made: n.ago(r, 1, 20)}
		system, volunteer := signup.CancelledBySYSTEM, signup.CancelledByVOLUNTEER
		switch {
		case taken.made.Before(y.made):
			taken.made = y.made.Add(time.Minute)
		case i == 10: // lapsed
			taken.state, taken.by, taken.made = signup.StateCANCELLED, &system, n.ago(r, 35, 50)
		case i == 11: // given up
			taken.state, taken.by = signup.StateCANCELLED, &volunteer
		}
		y.places = append(y.places, taken)
	}
	if own || r.chance(40) {
		y.open = r.between(5, 9)
		return
	}
	for i := range waiting {
		st := c.enroll(r, n, s, pool, enrollment.StateCONFIRMED, 200+i)
		if st == nil {
			return
		}
		st.agreed = r.personal(id.Consent)
		y.queue = append(y.queue, &wait{id: r.personal(id.WaitlistEntry), person: st.person, autoAccept: true, made: n.ago(r, 1, 5)})
	}
	slices.SortFunc(y.queue, func(a, b *wait) int { return a.made.Compare(b.made) })
}

// castStudent is the student whom a visitor can be: with an award on its way, hours for
// another, and a seat free to take.
func (c *social) castStudent(r random, n *network) {
	s := c.schools[0]
	st := c.student(r, n, s, n.cast.student, enrollment.StateCONFIRMED, 300)
	c.award(r, n, st, plan{state: creditaward.StateUNIVERSITY_CONFIRMED}, 1)
	c.work(r, st, n.today.AddDays(-1), 5, afternoon)
}
