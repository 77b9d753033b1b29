package demo

import (
	"context"
	"fmt"

	"erikti/ent/gen"
	"erikti/ent/gen/creditbudget"
	"erikti/ent/gen/creditpolicy"
	"erikti/ent/gen/hostaccreditation"
	"erikti/ent/gen/platformgrant"
	"erikti/ent/rule"
	"erikti/internal/credit"
	"erikti/internal/store"
	"erikti/internal/viewer"
)

// credit are the statements that keep student credit as old as it was made: what is
// overdue stays overdue, by as much, and a seat that was taken lately was. Rules and
// budgets belong to a fiscal year and stay.
func (r *roll) credit() []statement {
	at := func(columns ...string) string {
		set := ""
		for _, c := range columns {
			set += c + " = " + r.sql.moment(c, r.days) + ", "
		}
		return set
	}
	now := []any{r.Now}
	all := []statement{
		{"moving awards", "UPDATE credit_awards SET " + at("created_at", "due_by", "confirmed_at", "approved_at", "paid_at") +
			"updated_at = $1 WHERE " + mark("id"), now},
		{"moving steps", "UPDATE credit_steps SET " + at("created_at") + "updated_at = $1 WHERE " + mark("id"), now},
		{"moving payouts", "UPDATE credit_payouts SET " + at("created_at", "confirmed_at") + "updated_at = $1 WHERE " + mark("id"), now},
		{"moving seats", "UPDATE signups SET " + at("created_at") + "updated_at = $1 WHERE " + mark("id") +
			" AND shift_id IN (SELECT shift_id FROM credit_budgets)", now},
		{"moving enrollments", "UPDATE enrollments SET valid_to = " + r.sql.day("valid_to", r.days) + ", updated_at = $1 WHERE " + mark("id") +
			" AND valid_to <> ''", now},
		{"moving the work of students and what was declared", "UPDATE hour_entries SET " + at("starts_at", "ends_at") + "date = " + r.sql.day("date", r.days) +
			", updated_at = $1 WHERE " + mark("id") + " AND event_id IS NULL", now},
	}
	return append(all, forgetAwards("SELECT h.id FROM hour_entries h JOIN shifts x ON x.event_id = h.event_id WHERE x.id IN ("+again+")", r.Now)...)
}

// forgetAwards deletes the awards that were claimed for hours which are to be deleted,
// and counts anew what awards take of the money. Hours is SQL that picks them.
func forgetAwards(hours string, args ...any) []statement {
	awards := "(SELECT award_id FROM credit_allocations WHERE hour_entry_id IN (" + hours + "))"
	payers := "SELECT coalesce(sum(from_free), 0) FROM credit_awards a WHERE a.organization_id = credit_budgets.organization_id AND a.fiscal_year = credit_budgets.fiscal_year"
	return []statement{
		{"forgetting payouts", "DELETE FROM credit_payouts WHERE award_id IN " + awards, args},
		{"forgetting steps", "DELETE FROM credit_steps WHERE award_id IN " + awards, args},
		{"forgetting what awards take", "UPDATE credit_awards SET from_free = 0, from_seat = 0 WHERE id IN " + awards, args},
		{"counting the money of budgets", "UPDATE credit_budgets SET free_committed = (" + payers + ") WHERE free_committed <> (" + payers + ")", nil},
		{"forgetting what was given to awards", "DELETE FROM credit_allocations WHERE award_id IN " + awards, args},
		{"forgetting awards", "DELETE FROM credit_awards WHERE NOT EXISTS (SELECT 1 FROM credit_allocations x WHERE x.award_id = credit_awards.id)", nil},
	}
}

// openYear gives a fiscal year without rules those of the year before, its hosts and its
// budgets, as the programme would: a demo that is started in January has student credit.
func openYear(ctx context.Context, st *store.Store, service *credit.Service, year int) error {
	system, client := rule.System(ctx), st.Client
	has, err := client.CreditPolicy.Query().Where(creditpolicy.FiscalYear(year)).Exist(system)
	if err != nil || has {
		return err
	}
	last, err := client.CreditPolicy.Query().Where(creditpolicy.FiscalYear(year - 1)).Order(gen.Desc(creditpolicy.FieldNumber)).First(system)
	if gen.IsNotFound(err) {
		return nil // a demo without student credit
	}
	if err != nil {
		return err
	}
	who, err := client.PlatformGrant.Query().Where(platformgrant.RoleEQ(platformgrant.RoleCREDIT_ADMIN)).First(system)
	if err != nil {
		return gen.MaskNotFound(err)
	}
	ctx = viewer.With(ctx, &viewer.Viewer{VolunteerID: who.VolunteerID, AccountID: "demo", SessionID: "demo", Platform: []string{viewer.CreditAdmin}})
	first := firstDay(year)
	if _, err := service.SetPolicy(ctx, credit.Rules{
		FiscalYear: year, AppliesFrom: first, Tiers: last.Tiers, CapMinutes: last.CapMinutes, CapCredits: last.CapCredits, MinEvidence: last.MinEvidence,
		ClaimDays: last.ClaimDays, SeatDays: last.SeatDays, ConfirmDays: last.ConfirmDays, ApproveDays: last.ApproveDays, PayDays: last.PayDays,
	}, ""); err != nil {
		return fmt.Errorf("its rules: %w", err)
	}
	hosts, err := client.HostAccreditation.Query().Where(hostaccreditation.FiscalYear(year-1), hostaccreditation.Or(hostaccreditation.ValidToIsNil(), hostaccreditation.ValidTo(""))).All(system)
	if err != nil {
		return err
	}
	for _, h := range hosts {
		if _, err := service.Accredit(ctx, h.OrganizationID, first, ""); err != nil {
			return fmt.Errorf("its hosts: %w", err)
		}
	}
	budgets, err := client.CreditBudget.Query().Where(creditbudget.FiscalYear(year - 1)).WithShift().All(system)
	if err != nil {
		return err
	}
	for _, b := range budgets {
		if _, err := service.SetBudget(ctx, credit.Budget{OrganizationID: b.OrganizationID, FiscalYear: year, Seats: b.Edges.Shift.Capacity, Money: b.Money}, ""); err != nil {
			return fmt.Errorf("its budgets: %w", err)
		}
	}
	return nil
}
