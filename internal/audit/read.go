package audit

import (
	"context"
	"encoding/hex"
	"encoding/json"
	"maps"
	"slices"

	"erikti/ent/gen"
	"erikti/ent/gen/auditentry"
	"erikti/ent/gen/audittext"
	"erikti/ent/gen/organization"
	"erikti/ent/gen/predicate"
	"erikti/ent/gen/region"
	"erikti/ent/gen/volunteer"
	"erikti/ent/rule"
)

// Search is what of the audit is asked for; "" asks for all.
type Search struct{ Region, Organization, Object, Actor string }

// Found are the entries that a search finds; what of them a viewer sees is decided by
// the policy of the rows.
func Found(s Search) []predicate.AuditEntry {
	var found []predicate.AuditEntry
	if s.Region != "" {
		found = append(found, auditentry.Or(auditentry.RegionID(s.Region),
			auditentry.HasOrganizationWith(organization.HasRegionsWith(region.ID(s.Region)))))
	}
	if s.Organization != "" {
		found = append(found, auditentry.OrganizationID(s.Organization))
	}
	if s.Object != "" {
		found = append(found, auditentry.ObjectID(s.Object))
	}
	if s.Actor != "" {
		found = append(found, auditentry.ActorID(s.Actor))
	}
	return found
}

// Person is who did something.
type Person struct {
	VolunteerID           string
	CredentialID          *string
	PublicNumber          string
	GivenName, FamilyName string
}

// Code is a name and an id or code.
type Code struct{ Name, Value string }

// Told is what an entry tells beside its columns.
type Told struct {
	Who             *Person
	Address, Reason *string // nil: none, or erased
	Codes           []*Code
	Hash            string // as hexadecimal digits
}

// codes are the ids and codes of an entry, by name.
func codes(e *gen.AuditEntry) ([]*Code, error) {
	var d detail
	if err := json.Unmarshal([]byte(e.Detail), &d); err != nil {
		return nil, err
	}
	all := []*Code{}
	for _, name := range slices.Sorted(maps.Keys(d.Codes)) {
		all = append(all, &Code{name, d.Codes[name]})
	}
	return all, nil
}

// Tell reads what entries tell beside their columns; the caller has read the entries
// as the viewer, and who sees an entry sees who it was.
func Tell(ctx context.Context, client *gen.Client, ids []string) (map[string]*Told, error) {
	ctx = rule.System(ctx)
	entries, err := client.AuditEntry.Query().Where(auditentry.IDIn(ids...)).All(ctx)
	if err != nil {
		return nil, err
	}
	var actors []string
	for _, e := range entries {
		if e.ActorID != nil {
			actors = append(actors, *e.ActorID)
		}
	}
	people, err := client.Volunteer.Query().Where(volunteer.IDIn(actors...)).All(ctx)
	if err != nil {
		return nil, err
	}
	texts, err := client.AuditText.Query().Where(audittext.IDIn(ids...)).All(ctx)
	if err != nil {
		return nil, err
	}
	told := map[string]*Told{}
	for _, e := range entries {
		told[e.ID] = &Told{Hash: hex.EncodeToString(e.Hash)}
		if told[e.ID].Codes, err = codes(e); err != nil {
			return nil, err
		}
		for _, p := range people {
			if e.ActorID != nil && p.ID == *e.ActorID {
				told[e.ID].Who = &Person{p.ID, e.CredentialID, p.PublicNumber, p.GivenName, p.FamilyName}
			}
		}
	}
	for _, t := range texts {
		told[t.ID].Address, told[t.ID].Reason = maybe(t.Address), maybe(t.Reason)
	}
	return told, nil
}
