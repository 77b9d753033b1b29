package program

import (
	"testing"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/event"
	"erikti/ent/gen/organization"
	"erikti/ent/gen/shift"
	"erikti/internal/apptest"
	"erikti/internal/id"
	"erikti/internal/lang"
)

// organizationOf writes one that is verified and works in social help.
func organizationOf(s *apptest.Server, name lang.Text) *gen.Organization {
	return rows(s).Organization.Create().SetNameKk(name.Kk).SetNameRu(name.Ru).SetNameEn(name.En).
		SetLegalForm(organization.LegalFormNGO).SetStatus(organization.StatusVERIFIED).
		AddDirectionIDs(id.Direction.Of("SOCIAL")).SaveX(system)
}

// inDays is a full hour in so many days.
func inDays(n int) time.Time { return time.Now().UTC().Truncate(time.Hour).AddDate(0, 0, n) }

// eventOf writes a published one of eight hours in so many days.
func eventOf(s *apptest.Server, org string, title lang.Text, days int, more ...func(*gen.EventCreate)) *gen.Event {
	c := rows(s).Event.Create().SetOrganizationID(org).SetTitleKk(title.Kk).SetTitleRu(title.Ru).SetTitleEn(title.En).
		SetStartsAt(inDays(days)).SetEndsAt(inDays(days).Add(8 * time.Hour)).SetTimeZone("Asia/Almaty").
		SetState(event.StatePUBLISHED)
	for _, f := range more {
		f(c)
	}
	return c.SaveX(system)
}

// shiftOf writes an open one of three hours at the start of an event.
func shiftOf(s *apptest.Server, e *gen.Event, capacity int, more ...func(*gen.ShiftCreate)) *gen.Shift {
	c := rows(s).Shift.Create().SetEventID(e.ID).SetTitleEn("Morning").SetCapacity(capacity).
		SetStartsAt(e.StartsAt).SetEndsAt(e.StartsAt.Add(3 * time.Hour)).
		SetState(shift.StateOPEN).SetNextTransitionAt(e.StartsAt)
	for _, f := range more {
		f(c)
	}
	return c.SaveX(system)
}

// names lists a field of the nodes of a connection.
func names(a *apptest.Answer, connection, field string) []string {
	list, _ := a.At(connection, "edges").([]any)
	out := make([]string, len(list))
	for i := range list {
		out[i] = a.Text(connection, "edges", i, "node", field)
	}
	return out
}

func with(token *apptest.Client, l lang.Locale) *apptest.Client {
	return &apptest.Client{Server: token.Server, Token: token.Token, Locale: string(l)}
}

func named(t testing.TB, got, want []string) {
	t.Helper()
	if len(got) != len(want) {
		t.Errorf("got %q, want %q", got, want)
		return
	}
	for i := range got {
		if got[i] != want[i] {
			t.Errorf("got %q, want %q", got, want)
			return
		}
	}
}

func hours(n int) time.Duration { return time.Duration(n) * time.Hour }
