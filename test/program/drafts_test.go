package program

import (
	"strings"
	"testing"

	"erikti/ent/gen"
	"erikti/ent/gen/membership"
	"erikti/internal/apptest"
	"erikti/internal/id"
	"erikti/internal/lang"
)

// secret is a network with a draft, and everybody who may look for it.
type secret struct {
	s                 *apptest.Server
	org, event, shift string
	people            map[string]*apptest.Client
	seesDrafts        map[string]bool
}

// whispering makes it; the title of the draft is a word that stands nowhere else.
func whispering(t *testing.T, s *apptest.Server) *secret {
	t.Helper()
	organizer, org := s.Organizer(t, "own")
	foreign, _ := s.Organizer(t, "foreign")
	member := s.Register(t, "member")
	joins(t, s, member, org, membership.RoleMEMBER, membership.StatusACTIVE)
	former := s.Register(t, "former")
	joins(t, s, former, org, membership.RoleADMIN, membership.StatusENDED)
	parent, parentOrg := s.Organizer(t, "parent")
	rows(s).Organization.UpdateOneID(org).SetParentID(parentOrg).ExecX(system)
	region := rows(s).Region.Query().FirstIDX(system)
	e := eventOf(s, org, lang.Text{En: "Whisper"}, 3)
	rows(s).Event.UpdateOne(e).SetState("DRAFT").SetRegionID(region).AddDirectionIDs(id.Direction.Of("CULTURE")).ExecX(system)
	sh := shiftOf(s, e, 5, func(c *gen.ShiftCreate) { c.SetState("SCHEDULED") })
	rows(s).Organization.UpdateOneID(org).AddRegionIDs(region).AddDirectionIDs(id.Direction.Of("CULTURE")).ExecX(system)
	return &secret{
		s: s, org: org, event: e.ID, shift: sh.ID,
		people: map[string]*apptest.Client{
			"a visitor": s.As(""), "a volunteer": s.Register(t, "somebody"), "an organizer of another": foreign,
			"one of its network": parent, "a former admin": former, "a member": member, "its organizer": organizer,
		},
		seesDrafts: map[string]bool{"a member": true, "its organizer": true},
	}
}

func joins(t testing.TB, s *apptest.Server, c *apptest.Client, org string, role membership.Role, status membership.Status) {
	t.Helper()
	rows(s).Membership.Create().SetVolunteerID(me(t, c)).SetOrganizationID(org).SetRole(role).SetStatus(status).
		SetValidFrom("2020-01-01").ExecX(system)
}

func me(t testing.TB, c *apptest.Client) string {
	t.Helper()
	return c.Do(t, `{ viewer { volunteer { id } } }`, nil).Text("viewer", "volunteer", "id")
}

// A draft is seen by its organization's members, and by nobody else: on no way
// that leads to it, by no count, filter, order or search (invariant 20).
func TestDrafts(t *testing.T) {
	each(t, func(t *testing.T, s *apptest.Server) {
		w := whispering(t, s)
		ways := map[string]string{ // each answers something that holds "Whisper" or a count of 1 when it is seen
			"node":                   `{ at: node(id: "EVENT") { ... on Event { title } } }`,
			"nodes":                  `{ at: nodes(ids: ["EVENT"]) { ... on Event { title } } }`,
			"its shift":              `{ at: node(id: "SHIFT") { ... on Shift { event { title } } } }`,
			"events":                 `{ at: events { edges { node { title } } } }`,
			"their count":            `{ at: events { totalCount } }`,
			"search":                 `{ at: events(search: "whisper") { totalCount } }`,
			"by id":                  `{ at: events(where: {id: "EVENT"}) { totalCount } }`,
			"by state":               `{ at: events(where: {state: DRAFT}) { totalCount } }`,
			"by organization":        `{ at: events(where: {organizationID: "ORG"}) { totalCount } }`,
			"or":                     `{ at: events(where: {or: [{state: DRAFT}, {id: "EVENT"}]}) { totalCount } }`,
			"with free places":       `{ at: events(hasFreePlaces: false, where: {hasDirections: true}) { totalCount } }`,
			"not eligible":           `{ at: events(eligibleForMe: false) { totalCount } }`,
			"of its organization":    `{ at: node(id: "ORG") { ... on Organization { events { totalCount edges { node { title } } } } } }`,
			"of its region":          `{ at: regions { events { edges { node { title shifts { title } } } } } }`,
			"count of its region":    `{ at: regions { events(where: {state: DRAFT}) { totalCount } } }`,
			"of its direction":       `{ at: directions { events(orderBy: [{field: TITLE}]) { edges { node { title } } } } }`,
			"count of its direction": `{ at: directions { events { totalCount } } }`,
			"its organization's":     `{ at: organizations { edges { node { events { totalCount } } } } }`,
			"last":                   `{ at: events(last: 1) { edges { node { title } } pageInfo { hasNextPage } } }`,
			"none of a page":         `{ at: events(first: 0) { pageInfo { hasNextPage } totalCount } }`,
		}
		for name, c := range w.people {
			for way, query := range ways {
				a := c.Do(t, w.fill(query), nil)
				if got := tells(a.Data["at"]); got != w.seesDrafts[name] {
					t.Errorf("%s sees the draft as %q: %v: %s", name, way, got, a.Body)
				}
			}
			// What is public says nothing of it to anybody.
			a := c.Do(t, numbers, nil)
			if n := a.Number("networkStats", "totals", "events") + a.Number("networkStats", "totals", "places"); n != 0 {
				t.Errorf("the numbers tell %s of the draft", name)
			}
			// Nobody signs up, and who may not see it is told the same as of nothing.
			if name == "a visitor" {
				continue
			}
			refused(t, c.Ask(t, signUp, apptest.Input("shiftId", w.shift)), "signUpForShift", "NOT_FOUND")
			for mutation, in := range map[string]string{
				"publishEvent": `{eventId: "EVENT"}`, "updateEvent": `{eventId: "EVENT", remote: true}`, "cancelEvent": `{eventId: "EVENT", reason: "r"}`,
				"updateShift": `{shiftId: "SHIFT", capacity: 9}`, "cancelShift": `{shiftId: "SHIFT"}`,
			} {
				if name == "its organizer" {
					continue
				}
				a := c.Ask(t, w.fill(`mutation { `+mutation+`(input: `+in+`) { userErrors { code message } } }`), nil)
				refused(t, a, mutation, "NOT_FOUND")
				nothing := c.Ask(t, `mutation { cancelShift(input: {shiftId: "shf_0"}) { userErrors { code message } } }`, nil)
				if a.Text(mutation, "userErrors", 0, "message") != nothing.Text("cancelShift", "userErrors", 0, "message") {
					t.Errorf("%s: %s tells the draft from nothing", name, mutation)
				}
			}
		}
	})
}

func (w *secret) fill(query string) string {
	for name, value := range map[string]string{"EVENT": w.event, "SHIFT": w.shift, "ORG": w.org} {
		query = strings.ReplaceAll(query, `"`+name+`"`, `"`+value+`"`)
	}
	return query
}

// tells says whether an answer holds the secret word, or any count above 0, or a
// page with more.
func tells(v any) bool {
	switch v := v.(type) {
	case map[string]any:
		for _, part := range v {
			if tells(part) {
				return true
			}
		}
	case []any:
		for _, part := range v {
			if tells(part) {
				return true
			}
		}
	case string:
		return v == "Whisper"
	case float64:
		return v > 0
	case bool:
		return v
	}
	return false
}
