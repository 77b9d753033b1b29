package importer

import (
	"context"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/event"
	"erikti/ent/gen/organization"
	"erikti/ent/gen/shift"
	"erikti/internal/id"
	"erikti/internal/place"
)

// batch writes some rows inside one transaction.
type batch struct {
	*importer
	tx      *gen.Tx
	plans   []*plan
	results []result

	stored        map[string]*gen.Event // by key
	known         map[string]*gen.Organization
	named         map[hash]hash // names of organizations seen for the first time
	organizations int           // added, none of which an earlier batch added
}

// result is what became of a plan.
type result struct {
	plan     *plan
	outcome  Outcome
	findings []Finding
	added    bool
}

func newBatch(im *importer, tx *gen.Tx, plans []*plan) *batch {
	return &batch{importer: im, tx: tx, plans: plans, named: map[hash]hash{}}
}

func (b *batch) run(ctx context.Context) error {
	if err := b.read(ctx); err != nil {
		return err
	}
	var added []*plan
	for _, p := range b.plans {
		r := result{plan: p, outcome: Loaded, findings: p.notes}
		if was, ok := b.stored[p.key]; ok {
			r.outcome, r.findings = Unchanged, b.mapping.differences(p, was)
			if len(r.findings) > 0 {
				r.outcome = Differs
			}
		} else {
			r.added = true
			r.findings = append(r.findings[:len(r.findings):len(r.findings)], b.aboutOrganization(p)...)
			if len(r.findings) > 0 {
				r.outcome = Noted
			}
			added = append(added, p)
		}
		b.results = append(b.results, r)
	}
	if len(added) == 0 {
		return nil
	}
	if err := b.addOrganizations(ctx, added); err != nil {
		return err
	}
	return b.addEvents(ctx, added)
}

// read looks up what an earlier run stored of these rows.
func (b *batch) read(ctx context.Context) error {
	keys, organizations := make([]string, len(b.plans)), make([]string, len(b.plans))
	for i, p := range b.plans {
		keys[i], organizations[i] = p.key, p.organizationKey
	}
	events, err := b.tx.Event.Query().
		Where(event.ImportSource(b.mapping.Source), event.ImportKeyIn(keys...)).
		WithOrganization().WithDirections().
		WithShifts(func(q *gen.ShiftQuery) { q.Order(gen.Asc(shift.FieldID)) }).All(ctx)
	if err != nil {
		return err
	}
	b.stored = map[string]*gen.Event{}
	for _, e := range events {
		b.stored[*e.ImportKey] = e
	}
	runners, err := b.tx.Organization.Query().
		Where(organization.ImportSource(b.mapping.Source), organization.ImportKeyIn(organizations...)).
		WithDirections().All(ctx)
	if err != nil {
		return err
	}
	b.known = map[string]*gen.Organization{}
	for _, o := range runners {
		b.known[*o.ImportKey] = o
	}
	return nil
}

// aboutOrganization says what was decided about who runs a new event: the first
// name seen stays, and one that was suspended meanwhile publishes nothing.
func (b *batch) aboutOrganization(p *plan) []Finding {
	var found []Finding
	key, name := hashOf(p.organizationKey), nameHash(p.organizationName)
	o, stored := b.known[p.organizationKey]
	first, seen := b.importer.organizations[key]
	if !seen {
		first, seen = b.named[key]
	}
	if !seen {
		first = name
		if stored && len(b.mapping.Organization.Name.different(p.organizationName, nameOf(o))) > 0 {
			first = nameHash(nameOf(o))
		}
		b.named[key] = first
		if !stored {
			b.organizations++
		}
	}
	if first != name {
		text, _ := p.organizationName.For(b.mapping.Locale)
		found = append(found, note(b.mapping.Organization.Name.field(), OrganizationNameKept, text))
	}
	if stored && o.Status != b.mapping.Organization.Status && o.Status != organization.StatusVERIFIED {
		found = append(found, note(b.mapping.Organization.field(), OrganizationUnverified, p.organizationKey).with("status", string(o.Status)))
	}
	return found
}

// addOrganizations adds those that are not stored, and to all of them the
// directions of their new events.
func (b *batch) addOrganizations(ctx context.Context, plans []*plan) error {
	var (
		add   []*gen.OrganizationCreate
		fresh = map[string]*gen.OrganizationCreate{}
		has   = map[[2]string]bool{} // key and direction
	)
	for key, o := range b.known {
		for _, d := range o.Edges.Directions {
			has[[2]string{key, d.ID}] = true
		}
	}
	extra := map[string][]string{}
	for _, p := range plans {
		key, directionID := p.organizationKey, b.directions[p.direction]
		if _, stored := b.known[key]; !stored && fresh[key] == nil {
			fresh[key] = b.newOrganization(p)
			add = append(add, fresh[key])
		}
		if has[[2]string{key, directionID}] {
			continue
		}
		has[[2]string{key, directionID}] = true
		if c := fresh[key]; c != nil {
			c.AddDirectionIDs(directionID)
		} else {
			extra[key] = append(extra[key], directionID)
		}
	}
	for key, ids := range extra {
		if err := b.tx.Organization.UpdateOneID(b.known[key].ID).AddDirectionIDs(ids...).Exec(ctx); err != nil {
			return err
		}
	}
	if len(add) == 0 {
		return nil
	}
	made, err := b.tx.Organization.CreateBulk(add...).Save(ctx)
	if err != nil {
		return err
	}
	for _, o := range made {
		b.known[*o.ImportKey] = o
	}
	return nil
}

func (b *batch) newOrganization(p *plan) *gen.OrganizationCreate {
	name := p.organizationName
	return b.tx.Organization.Create().
		SetImportSource(b.mapping.Source).SetImportKey(p.organizationKey).
		SetNameKk(name.Kk).SetNameRu(name.Ru).SetNameEn(name.En).
		SetLegalForm(b.mapping.Organization.LegalForm).SetStatus(b.mapping.Organization.Status)
}

// addEvents adds an event and its one shift for each plan.
func (b *batch) addEvents(ctx context.Context, plans []*plan) error {
	events, shifts := make([]*gen.EventCreate, len(plans)), make([]*gen.ShiftCreate, len(plans))
	for i, p := range plans {
		o := b.known[p.organizationKey]
		eventID := id.Event.New()
		published := o.Status == organization.StatusVERIFIED
		events[i] = b.newEvent(p, published).SetID(eventID).SetOrganizationID(o.ID)
		shifts[i] = b.newShift(p, published).SetEventID(eventID)
	}
	if err := b.tx.Event.CreateBulk(events...).Exec(ctx); err != nil {
		return err
	}
	return b.tx.Shift.CreateBulk(shifts...).Exec(ctx)
}

func (b *batch) newEvent(p *plan, published bool) *gen.EventCreate {
	c := b.tx.Event.Create().
		SetImportSource(b.mapping.Source).SetImportKey(p.key).
		SetTitleKk(p.title.Kk).SetTitleRu(p.title.Ru).SetTitleEn(p.title.En).
		SetDescriptionKk(p.description.Kk).SetDescriptionRu(p.description.Ru).SetDescriptionEn(p.description.En).
		SetVenueKk(p.venue.Kk).SetVenueRu(p.venue.Ru).SetVenueEn(p.venue.En).
		SetStartsAt(p.starts).SetEndsAt(p.ends).SetTimeZone(b.mapping.TimeZone).
		SetRemote(p.remote).SetNillableRegionID(p.regionID).
		AddDirectionIDs(b.directions[p.direction])
	if !published {
		return c.SetState(event.StateDRAFT)
	}
	state := event.StatePUBLISHED
	if !b.opts.Now.Before(p.ends) {
		state = event.StateDONE
	}
	return c.SetState(state).SetPublishedAt(publishedAt(p, b.opts.Now))
}

// publishedAt is when the file says, else when the event began; never later than
// now.
func publishedAt(p *plan, now time.Time) time.Time {
	at := p.published
	if at.IsZero() {
		at = p.starts
	}
	if at.After(now) {
		return now
	}
	return at
}

func (b *batch) newShift(p *plan, published bool) *gen.ShiftCreate {
	state, next := place.StateAt(&gen.Shift{
		StartsAt: p.starts, EndsAt: p.ends, OpensAt: p.opens, ClosesAt: p.closes,
	}, published, b.opts.Now)
	return b.tx.Shift.Create().
		SetTitleKk(p.title.Kk).SetTitleRu(p.title.Ru).SetTitleEn(p.title.En).
		SetStartsAt(p.starts).SetEndsAt(p.ends).SetCapacity(p.capacity).
		SetNillableOpensAt(p.opens).SetNillableClosesAt(p.closes).
		SetState(state).SetNillableNextTransitionAt(next)
}
