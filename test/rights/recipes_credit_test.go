package rights

import (
	"fmt"
	"maps"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/creditaward"
	"erikti/ent/gen/creditpolicy"
	"erikti/ent/gen/enrollment"
	"erikti/internal/civil"
	"erikti/internal/consent"
	"erikti/internal/credit/tier"
	"erikti/internal/network"
)

func init() { maps.Copy(recipes, creditRecipes) }

// university is a verified one of the side, with everybody who is something there.
func (o one) university() string {
	org := o.fresh(o, "VERIFIED")
	rows(o.Server).Organization.UpdateOneID(org).SetLegalForm("UNIVERSITY").ExecX(system)
	return org
}

// rules are those of a fiscal year.
func (w *world) rules(year int) *gen.CreditPolicy {
	db := rows(w.Server)
	if known := db.CreditPolicy.Query().Where(creditpolicy.FiscalYear(year)).AllX(system); len(known) > 0 {
		return known[0]
	}
	return db.CreditPolicy.Create().SetFiscalYear(year).SetNumber(1).SetAppliesFrom(civil.Date(fmt.Sprintf("%d-01-01", year))).
		SetTiers([]tier.Tier{{Minutes: 20 * 60, Amount: 2_000_000, Credits: 2}}).SetCapMinutes(70 * 60).SetCapCredits(7).SetMinEvidence(1).SetDirections([]string{}).
		SetClaimDays(120).SetSeatDays(30).SetConfirmDays(10).SetApproveDays(10).SetPayDays(20).SaveX(system)
}

func (w *world) enrolled(university, volunteer, number string, state enrollment.State) string {
	w.made++
	today := network.Today(time.Now())
	return rows(w.Server).Enrollment.Create().SetVolunteerID(volunteer).SetOrganizationID(university).SetStudentNo(fmt.Sprint(number, w.made)).
		SetState(state).SetValidFrom(today.AddDays(-30)).SetValidTo(today.AddDays(200)).SaveX(system).ID
}

// award is one of a student in a state, with money kept for it.
func (w *world) award(university, volunteer, number string, state creditaward.State) string {
	year := network.Today(time.Now()).Time().Year()
	return rows(w.Server).CreditAward.Create().SetVolunteerID(volunteer).SetEnrollmentID(w.enrolled(university, volunteer, number, "CONFIRMED")).
		SetOrganizationID(university).SetFiscalYear(year).SetPolicyID(w.rules(year).ID).SetMinutes(1200).SetCredits(2).SetAmount(2_000_000).
		SetReserved(true).SetState(state).SaveX(system).ID
}

// seats is a budget of a university, with seats that can be taken now.
func (w *world) seats(university string) string {
	db, soon := rows(w.Server), time.Now().UTC().AddDate(0, 0, 20)
	year := network.Today(time.Now()).Time().Year()
	w.rules(year)
	e := db.Event.Create().SetOrganizationID(university).SetKind("CREDIT").SetTitleEn("Seats").SetStartsAt(soon).SetEndsAt(soon.AddDate(0, 0, 9)).
		SetTimeZone("Asia/Almaty").SetState("PUBLISHED").SetRemote(true).SaveX(system)
	s := db.Shift.Create().SetEventID(e.ID).SetTitleEn("Seats").SetCapacity(10).SetStartsAt(e.StartsAt).SetEndsAt(e.EndsAt).SetState("OPEN").SaveX(system)
	return db.CreditBudget.Create().SetFiscalYear(year).SetOrganizationID(university).SetShiftID(s.ID).SetMoney(100_000_000).SetSeatAmount(2_000_000).SaveX(system).ID
}

func (o one) awardIn(state creditaward.State) []any {
	return []any{"awardId", o.award(o.university(), o.person().id, "S", state)}
}

var creditRecipes = map[string]recipe{
	"Query.universities": {"nobody", ask(`{ at: universities { id } }`, func(o one) map[string]any {
		o.university()
		return nil
	}), listed},
	"Query.enrollments": {"organization", ask(`query($id: ID!) { at: enrollments(organizationId: $id) { id } }`, func(o one) map[string]any {
		u := o.university()
		o.enrolled(u, o.person().id, "S", "REQUESTED")
		return map[string]any{"id": u}
	}), listed},
	"Query.universityDomains": {"nobody", ask(`query($id: ID!) { at: universityDomains(organizationId: $id) }`, func(o one) map[string]any {
		o.made++
		u := o.university()
		rows(o.Server).UniversityDomain.Create().SetOrganizationID(u).SetDomain(fmt.Sprintf("v%d.edu.kz", o.made)).SaveX(system)
		return map[string]any{"id": u}
	}), listed},
	"Mutation.requestEnrollment": {"nobody", mutate("requestEnrollment", "RequestEnrollmentInput", func(o one) []any {
		o.made++
		return []any{"organizationId", o.university(), "studentNo", fmt.Sprint("R", o.made)}
	}), nil},
	"Mutation.decideEnrollment": {"organization", mutate("decideEnrollment", "DecideEnrollmentInput", func(o one) []any {
		return []any{"enrollmentId", o.enrolled(o.university(), o.person().id, "S", "REQUESTED"), "confirm", true}
	}), nil},
	"Mutation.endEnrollment": {"organization", mutate("endEnrollment", "EndEnrollmentInput", func(o one) []any {
		return []any{"enrollmentId", o.enrolled(o.university(), o.person().id, "S", "CONFIRMED")}
	}), nil},
	"Mutation.confirmEnrollmentsFromFile": {"organization", mutate("confirmEnrollmentsFromFile", "ConfirmEnrollmentsFromFileInput", func(o one) []any {
		return []any{"organizationId", o.university(), "csv", "student_no,family_name,given_name\n"}
	}), nil},
	"Mutation.setUniversityDomains": {"nobody", mutate("setUniversityDomains", "SetUniversityDomainsInput", func(o one) []any {
		o.made++
		return []any{"organizationId", o.university(), "domains", []string{fmt.Sprintf("u%d.edu.kz", o.made)}}
	}), nil},

	"Query.creditPolicies":        {"nobody", ask(`{ at: creditPolicies { id } }`, nil), present},
	"Query.creditBudgets":         {"nobody", ask(`{ at: creditBudgets { id } }`, nil), present},
	"Query.hostAccreditations":    {"nobody", ask(`{ at: hostAccreditations { id } }`, nil), present},
	"Query.nationalCredit":        {"nobody", ask(`{ at: nationalCredit { fiscalYear } }`, nil), present},
	"Subscription.nationalCredit": {"nobody", ask(`subscription { at: nationalCredit { fiscalYear } }`, nil), present},
	"Query.myCredit":              {"nobody", ask(`{ at: myCredit { fiscalYear } }`, nil), present},
	"Subscription.myCredit":       {"nobody", ask(`subscription { at: myCredit { fiscalYear } }`, nil), present},
	"Query.myCreditAwards":        {"nobody", ask(`{ at: myCreditAwards { id } }`, nil), present},
	"Query.creditPipeline": {"organization", ask(`query($id: ID!) { at: creditPipeline(organizationId: $id) { fiscalYear } }`, func(o one) map[string]any {
		return map[string]any{"id": o.university()}
	}), present},
	"Subscription.creditPipeline": {"organization", ask(`subscription($id: ID!) { at: creditPipeline(organizationId: $id) { fiscalYear } }`, func(o one) map[string]any {
		return map[string]any{"id": o.university()}
	}), present},
	"Query.payoutFile": {"nobody", ask(`query($id: ID!) { at: payoutFile(id: $id) { content } }`, func(o one) map[string]any {
		return map[string]any{"id": rows(o.Server).PayoutFile.Create().SetFiscalYear(2026).SetPayouts(0).SetTotal(0).SetMadeByID(o.somebody.id).SaveX(system).ID}
	}), present},
	"Query.payoutFiles": {"nobody", ask(`{ at: payoutFiles(fiscalYear: 2026) { id } }`, func(o one) map[string]any {
		rows(o.Server).PayoutFile.Create().SetFiscalYear(2026).SetPayouts(0).SetTotal(0).SetMadeByID(o.somebody.id).SaveX(system)
		return nil
	}), listed},
	"Mutation.setCreditPolicy": {"nobody", mutate("setCreditPolicy", "SetCreditPolicyInput", func(o one) []any {
		o.made++
		year := 2030 + o.made%70
		return []any{
			"fiscalYear", year, "appliesFrom", fmt.Sprintf("%d-01-01", year), "capHours", 70, "capCredits", 7,
			"tiers",
			[]map[string]any{{"hours": 20, "amount": "20000", "credits": 2}},
		}
	}), nil},
	"Mutation.accreditHost": {"nobody", mutate("accreditHost", "AccreditHostInput", func(o one) []any {
		return []any{"organizationId", o.fresh(o, "VERIFIED")}
	}), nil},
	"Mutation.endHostAccreditation": {"nobody", mutate("endHostAccreditation", "EndHostAccreditationInput", func(o one) []any {
		return []any{"accreditationId", rows(o.Server).HostAccreditation.Create().SetOrganizationID(o.fresh(o, "VERIFIED")).SetFiscalYear(2026).SetValidFrom("2026-01-01").SaveX(system).ID}
	}), nil},
	"Mutation.setCreditBudget": {"nobody", mutate("setCreditBudget", "SetCreditBudgetInput", func(o one) []any {
		year := time.Now().Year() + 1
		o.rules(year)
		return []any{"organizationId", o.university(), "fiscalYear", year, "seats", 10, "money", "1000000"}
	}), nil},
	"Mutation.takeCreditSeat": {"nobody", mutate("takeCreditSeat", "TakeCreditSeatInput", func(o one) []any {
		u := o.university()
		if o.asker.id != "" {
			o.enrolled(u, o.asker.id, "S", "CONFIRMED")
		}
		return []any{"budgetId", o.seats(u), "agreementVersion", consent.Version}
	}), nil},
	"Mutation.claimCredit": {"person", mutate("claimCredit", "ClaimCreditInput", func(o one) []any {
		db, today := rows(o.Server), network.Today(time.Now())
		o.rules(today.Time().Year())
		host := o.fresh(o, "VERIFIED")
		db.HostAccreditation.Create().SetOrganizationID(host).SetFiscalYear(today.Time().Year()).SetValidFrom(today.AddDays(-30)).ExecX(system)
		db.HourEntry.Create().SetVolunteerID(o.whose.id).SetOrganizationID(host).SetDate(today).SetMinutes(1200).SetEvidence(3).SetState("VERIFIED").ExecX(system)
		return []any{"enrollmentId", o.enrolled(o.university(), o.whose.id, "S", "CONFIRMED"), "hours", 20}
	}), nil},
	"Mutation.confirmCreditAward": {"organization", mutate("confirmCreditAward", "ConfirmCreditAwardInput", func(o one) []any {
		return o.awardIn("CLAIMED")
	}), nil},
	"Mutation.approveCreditAward": {"nobody", mutate("approveCreditAward", "ApproveCreditAwardInput", func(o one) []any {
		return o.awardIn("UNIVERSITY_CONFIRMED")
	}), nil},
	"Mutation.rejectCreditAward": {"organization", mutate("rejectCreditAward", "RejectCreditAwardInput", func(o one) []any {
		return append(o.awardIn("CLAIMED"), "reason", "r")
	}), nil},
	"Mutation.reverseCreditAward": {"nobody", mutate("reverseCreditAward", "ReverseCreditAwardInput", func(o one) []any {
		return append(o.awardIn("PAID"), "reason", "r")
	}), nil},
	"Mutation.offsetCredits": {"organization", mutate("offsetCredits", "OffsetCreditsInput", func(o one) []any {
		return append(o.awardIn("APPROVED"), "discipline", "Social work", "credits", 2)
	}), nil},
	"Mutation.exportPayouts": {"nobody", mutate("exportPayouts", "ExportPayoutsInput", func(o one) []any {
		o.award(o.university(), o.person().id, "S", "APPROVED")
		return []any{"fiscalYear", network.Today(time.Now()).Time().Year()}
	}), nil},
	"Mutation.importPayoutConfirmations": {"nobody", mutate("importPayoutConfirmations", "ImportPayoutConfirmationsInput", func(one) []any {
		return []any{"csv", "reference,amount,status\n"}
	}), nil},
}
