package demo

import (
	"context"

	"erikti/ent/gen"
	"erikti/ent/gen/creditpayout"
	"erikti/ent/gen/event"
	"erikti/ent/gen/hourentry"
	"erikti/ent/gen/shift"
	"erikti/internal/consent"
	"erikti/internal/id"
	"erikti/internal/lang"
)

// writeStudents writes the rules, where work counts, and who studies where.
func (n *network) writeStudents(ctx context.Context, tx *gen.Tx) error {
	err := bulk(ctx, n.credit.rules, func(p *rules) *gen.CreditPolicyCreate {
		made := p.from.Time().AddDate(0, 0, -20)
		if made.After(n.dawn) {
			made = n.dawn
		}
		return tx.CreditPolicy.Create().SetID(p.id).SetCreatedAt(made).SetUpdatedAt(made).SetFiscalYear(p.year).SetNumber(p.number).
			SetAppliesFrom(p.from).SetTiers(p.tiers).SetCapMinutes(4200).SetCapCredits(7).SetMinEvidence(1).SetDirections([]string{}).
			SetClaimDays(120).SetSeatDays(30).SetConfirmDays(confirmDays).SetApproveDays(approveDays).SetPayDays(payDays).SetSetByID(n.cast.program.id)
	}, tx.CreditPolicy.CreateBulk)
	if err != nil {
		return err
	}
	err = bulk(ctx, n.credit.hosts, func(a *accredited) *gen.HostAccreditationCreate {
		return tx.HostAccreditation.Create().SetID(a.id).SetCreatedAt(n.dawn).SetUpdatedAt(n.dawn).SetOrganizationID(a.org.id).SetFiscalYear(a.year).SetValidFrom(firstDay(a.year))
	}, tx.HostAccreditation.CreateBulk)
	if err != nil {
		return err
	}
	var students []*student
	var agreements []*gen.ConsentCreate
	for _, s := range n.credit.schools {
		students = append(students, s.students...)
	}
	for _, st := range students {
		if st.agreed != "" {
			agreements = append(agreements, tx.Consent.Create().SetID(st.agreed).SetCreatedAt(st.made).SetUpdatedAt(st.made).SetVolunteerID(st.person.id).SetKind(consent.CreditSeat).SetTextVersion(consent.Version))
		}
	}
	if err := bulk(ctx, agreements, same, tx.Consent.CreateBulk); err != nil {
		return err
	}
	return bulk(ctx, students, func(st *student) *gen.EnrollmentCreate {
		c := tx.Enrollment.Create().SetID(st.id).SetCreatedAt(st.made).SetUpdatedAt(st.made).SetVolunteerID(st.person.id).
			SetOrganizationID(st.of.org.id).SetStudentNo(st.number).SetState(st.state).SetNillableVia(st.via)
		if st.via != nil {
			c.SetVerifiedAt(st.made).SetValidFrom(st.from).SetValidTo(st.to)
		}
		return c
	}, tx.Enrollment.CreateBulk)
}

// seatings are the seats of all schools and years.
func (n *network) seatings() []*seating {
	var all []*seating
	for _, s := range n.credit.schools {
		for _, year := range []int{n.year() - 1, n.year()} {
			if y := s.seats[year]; y != nil {
				all = append(all, y)
			}
		}
	}
	return all
}

// writeSeats writes the budgets, and the events whose places the seats are, as
// internal/credit makes them.
func (n *network) writeSeats(ctx context.Context, tx *gen.Tx) error {
	all := n.seatings()
	title := func(y *seating, l lang.Locale) string {
		return lang.Message(l, "credit.seats", map[string]any{"year": firstDay(y.year)[:4]})
	}
	err := bulk(ctx, all, func(y *seating) *gen.EventCreate {
		state := event.StatePUBLISHED
		if at, _ := y.at(n.now); at == shift.StateENDED {
			state = event.StateDONE
		}
		return tx.Event.Create().SetID(y.event).SetCreatedAt(y.made).SetUpdatedAt(y.made).SetPublishedAt(y.made).SetKind(event.KindCREDIT).
			SetOrganizationID(y.of.org.id).SetRegionID(y.of.org.home.id).SetTitleKk(title(y, "kk")).SetTitleRu(title(y, "ru")).SetTitleEn(title(y, "en")).
			SetStartsAt(y.closes).SetEndsAt(y.ends).SetTimeZone(home).SetState(state)
	}, tx.Event.CreateBulk)
	if err != nil {
		return err
	}
	err = bulk(ctx, all, func(y *seating) *gen.ShiftCreate {
		state, next := y.at(n.now)
		return tx.Shift.Create().SetID(y.shift).SetCreatedAt(y.made).SetUpdatedAt(y.made).SetEventID(y.event).
			SetTitleKk(title(y, "kk")).SetTitleRu(title(y, "ru")).SetTitleEn(title(y, "en")).SetStartsAt(y.closes).SetEndsAt(y.ends).
			SetQualifications([]string{}).SetCapacity(y.capacity()).SetConfirmed(y.taken()).SetWaitlisted(len(y.queue)).SetLastSeq(int64(len(y.queue))).
			SetState(state).SetNillableNextTransitionAt(next)
	}, tx.Shift.CreateBulk)
	if err != nil {
		return err
	}
	var places []*gen.SignupCreate
	var queue []*gen.WaitlistEntryCreate
	for _, y := range all {
		for _, p := range y.places {
			places = append(places, tx.Signup.Create().SetID(p.id).SetCreatedAt(p.made).SetUpdatedAt(p.made).SetShiftID(y.shift).
				SetVolunteerID(p.person.id).SetPersonNo(p.person.no).SetStartsAt(y.closes).SetEndsAt(y.ends).SetTakesTime(false).
				SetState(p.state).SetSource(p.source).SetNillableCancelledBy(p.by))
		}
		for i, w := range y.queue {
			queue = append(queue, tx.WaitlistEntry.Create().SetID(w.id).SetCreatedAt(w.made).SetUpdatedAt(w.made).SetShiftID(y.shift).
				SetVolunteerID(w.person.id).SetPersonNo(w.person.no).SetSeq(int64(i+1)).SetAutoAccept(w.autoAccept))
		}
	}
	if err := bulk(ctx, places, same, tx.Signup.CreateBulk); err != nil {
		return err
	}
	if err := bulk(ctx, queue, same, tx.WaitlistEntry.CreateBulk); err != nil {
		return err
	}
	return bulk(ctx, all, func(y *seating) *gen.CreditBudgetCreate {
		return tx.CreditBudget.Create().SetID(y.id).SetCreatedAt(y.made).SetUpdatedAt(y.made).SetOrganizationID(y.of.org.id).SetFiscalYear(y.year).
			SetShiftID(y.shift).SetSeatAmount(seatAmount).SetMoney(int64(y.capacity())*seatAmount + y.money).SetFreeCommitted(y.committed)
	}, tx.CreditBudget.CreateBulk)
}

// writeWork writes the time that students worked, as an organizer noted it by hand.
func (n *network) writeWork(ctx context.Context, tx *gen.Tx) error {
	return bulk(ctx, n.credit.works, func(w *worked) *gen.HourEntryCreate {
		host := w.of.of.host
		return tx.HourEntry.Create().SetID(w.id).SetCreatedAt(w.when.end).SetUpdatedAt(w.when.end).SetVolunteerID(w.of.person.id).
			SetOrganizationID(host.id).SetRegionID(host.home.id).SetDirectionID(id.Direction.Of(string(host.directions[0]))).
			SetStartsAt(w.when.start).SetEndsAt(w.when.end).SetMinutes(lineMinutes).SetDate(w.date).SetEvidence(1).SetState(hourentry.StateVERIFIED)
	}, tx.HourEntry.CreateBulk)
}

// writeAwards writes the claims, what each took of the hours, its steps, and its money.
func (n *network) writeAwards(ctx context.Context, tx *gen.Tx) error {
	var reasons []*gen.ReasonCreate
	var steps []*gen.CreditStepCreate
	var given []*gen.CreditAllocationCreate
	for _, a := range n.credit.awards {
		if a.reason != "" {
			reasons = append(reasons, tx.Reason.Create().SetID(a.reasonID).SetCreatedAt(a.made).SetUpdatedAt(a.made).SetText(a.reason).SetSalt([]byte(a.id)))
		}
		for i, s := range a.steps {
			c := tx.CreditStep.Create().SetID(s.id).SetCreatedAt(s.at).SetUpdatedAt(s.at).SetAwardID(a.id).SetNumber(i + 1).
				SetFromState(string(s.from)).SetToState(string(s.to)).SetActor(s.by)
			if s.actor != nil {
				c.SetActorID(s.actor.id)
			}
			steps = append(steps, c)
		}
		for i, w := range a.works {
			one := func(id string, minutes int) *gen.CreditAllocationCreate {
				return tx.CreditAllocation.Create().SetID(id).SetCreatedAt(a.made).SetUpdatedAt(a.made).SetAwardID(a.id).
					SetHourEntryID(w.id).SetVolunteerID(a.of.person.id).SetMinutes(minutes)
			}
			given = append(given, one(a.given[2*i], lineMinutes))
			if a.over() {
				given = append(given, one(a.given[2*i+1], -lineMinutes))
			}
		}
	}
	if err := bulk(ctx, reasons, same, tx.Reason.CreateBulk); err != nil {
		return err
	}
	err := bulk(ctx, n.credit.awards, func(a *award) *gen.CreditAwardCreate {
		seat, free := a.from()
		last := a.steps[len(a.steps)-1].at
		c := tx.CreditAward.Create().SetID(a.id).SetCreatedAt(a.made).SetUpdatedAt(last).SetVolunteerID(a.of.person.id).SetEnrollmentID(a.of.id).
			SetOrganizationID(a.of.of.org.id).SetFiscalYear(a.year).SetPolicyID(a.rules.id).SetMinutes(a.worth.Minutes).SetCredits(a.worth.Credits).
			SetAmount(a.worth.Amount).SetWithSeat(a.seat).SetReserved(a.reserved).SetFromSeat(seat).SetFromFree(free).SetState(a.state).
			SetNillableDueBy(a.due).SetEscalated(a.escalated).SetNillableConfirmedAt(a.confirmed).SetNillableApprovedAt(a.approved).SetNillablePaidAt(a.paid).
			SetVersion(len(a.steps))
		if a.reason != "" {
			c.SetReasonID(a.reasonID)
		}
		return c
	}, tx.CreditAward.CreateBulk)
	if err != nil {
		return err
	}
	if err := bulk(ctx, steps, same, tx.CreditStep.CreateBulk); err != nil {
		return err
	}
	if err := bulk(ctx, given, same, tx.CreditAllocation.CreateBulk); err != nil {
		return err
	}
	return n.writePayouts(ctx, tx)
}

// writePayouts writes one file for the payer a fiscal year, and what became of its rows.
func (n *network) writePayouts(ctx context.Context, tx *gen.Tx) error {
	var rows []*gen.CreditPayoutCreate
	r := newRandom(uint64(len(n.credit.awards)), forCredit)
	for _, year := range []int{n.year() - 1, n.year()} {
		var count int
		var total int64
		made := n.dawn.AddDate(0, 0, -2)
		file := r.sorted(id.PayoutFile, made)
		for _, a := range n.credit.awards {
			if a.payout == nil || a.year != year {
				continue
			}
			count++
			total += a.worth.Amount
			one := func(id string, kind creditpayout.Kind, amount int64) *gen.CreditPayoutCreate {
				c := tx.CreditPayout.Create().SetID(id).SetCreatedAt(*a.approved).SetUpdatedAt(*a.approved).SetAwardID(a.id).SetKind(kind).
					SetAmount(amount).SetState(*a.payout)
				if *a.payout == creditpayout.StateCONFIRMED {
					c.SetConfirmedAt(*a.paid)
				}
				return c
			}
			rows = append(rows, one(a.payoutID, creditpayout.KindPAYMENT, a.worth.Amount).SetFileID(file))
			if a.over() {
				rows = append(rows, one(a.reversalID, creditpayout.KindREVERSAL, -a.worth.Amount))
			}
		}
		if count == 0 {
			continue
		}
		err := tx.PayoutFile.Create().SetID(file).SetCreatedAt(made).SetUpdatedAt(made).SetFiscalYear(year).SetPayouts(count).
			SetTotal(total).SetMadeByID(n.cast.program.id).Exec(ctx)
		if err != nil {
			return err
		}
	}
	return bulk(ctx, rows, same, tx.CreditPayout.CreateBulk)
}
