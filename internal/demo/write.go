package demo

import (
	"context"
	"fmt"
	"slices"

	"erikti/ent/gen"
	"erikti/ent/gen/checkin"
	"erikti/ent/gen/event"
	"erikti/ent/gen/organization"
	"erikti/internal/id"
)

// rowsPerStatement keeps a statement under the parameters that a database takes
// (32,766 in SQLite, 65,535 in PostgreSQL): no table here has 30 columns.
const rowsPerStatement = 1000

// write puts the network into the database, parents first.
func (n *network) write(ctx context.Context, tx *gen.Tx, passwordHash string) error {
	for _, table := range []struct {
		name string
		do   func(context.Context, *gen.Tx) error
	}{
		{"organizations", n.writeOrganizations},
		{"support centers", n.writeCenters},
		{"volunteers", n.writePeople},
		{"accounts", func(ctx context.Context, tx *gen.Tx) error { return n.writeAccounts(ctx, tx, passwordHash) }},
		{"memberships", n.writeMemberships},
		{"mentorships", n.writeMentorships},
		{"projects", n.writeProjects},
		{"events", n.writeEvents},
		{"shifts", n.writeShifts},
		{"sign-ups", n.writePlaces},
		{"queues", n.writeQueues},
		{"hours", n.writeHours},
		{"declared hours", n.writeDeclared},
		{"schools", n.writeSchool},
		{"students", n.writeStudents},
		{"seats", n.writeSeats},
		{"work of students", n.writeWork},
		{"awards", n.writeAwards},
		{"information", n.writeInformation},
		{"figures", n.writeFigures},
		{"studies", n.writeStudies},
	} {
		if err := table.do(ctx, tx); err != nil {
			return fmt.Errorf("writing %s: %w", table.name, err)
		}
	}
	return nil
}

// bulk writes rows, many in a statement.
func bulk[Row, Builder any, Create interface{ Exec(context.Context) error }](
	ctx context.Context, rows []Row, builder func(Row) Builder, create func(...Builder) Create,
) error {
	for part := range slices.Chunk(rows, rowsPerStatement) {
		builders := make([]Builder, len(part))
		for i, row := range part {
			builders[i] = builder(row)
		}
		if err := create(builders...).Exec(ctx); err != nil {
			return err
		}
	}
	return nil
}

// writeOrganizations writes those first to which others belong.
func (n *network) writeOrganizations(ctx context.Context, tx *gen.Tx) error {
	rows := slices.Clone(n.organizations)
	parents := map[*org]bool{}
	for _, o := range rows {
		parents[o.parent] = true
	}
	slices.SortStableFunc(rows, func(a, b *org) int {
		switch {
		case parents[a] == parents[b]:
			return 0
		case parents[a]:
			return -1
		}
		return 1
	})
	return bulk(ctx, rows, func(o *org) *gen.OrganizationCreate {
		c := tx.Organization.Create().SetID(o.id).SetCreatedAt(o.made).SetUpdatedAt(o.made).
			SetNameKk(o.name.Kk).SetNameRu(o.name.Ru).SetNameEn(o.name.En).
			SetDescriptionKk(o.description.Kk).SetDescriptionRu(o.description.Ru).SetDescriptionEn(o.description.En).
			SetAddressKk(o.address.Kk).SetAddressRu(o.address.Ru).SetAddressEn(o.address.En).
			SetLegalForm(o.form).SetNetwork(parents[o]).SetStatus(organization.StatusVERIFIED).SetHomeRegionID(o.home.id).
			AddRegionIDs(regionIDs(o.regions)...).AddDirectionIDs(directionIDs(o.directions)...)
		if o.parent != nil {
			c.SetParentID(o.parent.id)
		}
		if o.email != "" {
			c.SetContactEmail(o.email)
		}
		return c
	}, tx.Organization.CreateBulk)
}

func regionIDs(regions []*region) []string {
	var ids []string
	for _, x := range regions {
		ids = append(ids, x.id)
	}
	return ids
}

func directionIDs[Code ~string](codes []Code) []string {
	var ids []string
	for _, c := range codes {
		ids = append(ids, id.Direction.Of(string(c)))
	}
	return ids
}

func (n *network) writeCenters(ctx context.Context, tx *gen.Tx) error {
	return bulk(ctx, n.centers, func(c *center) *gen.SupportCenterCreate {
		return tx.SupportCenter.Create().SetID(c.id).
			SetOrganizationID(c.org.id).SetRegionID(c.org.home.id).SetValidFrom(c.since)
	}, tx.SupportCenter.CreateBulk)
}

func (n *network) writeMemberships(ctx context.Context, tx *gen.Tx) error {
	return bulk(ctx, n.memberships, func(m *member) *gen.MembershipCreate {
		made := m.since.Time()
		return tx.Membership.Create().SetID(m.id).SetCreatedAt(made).SetUpdatedAt(made).
			SetVolunteerID(m.person.id).SetOrganizationID(m.org.id).SetRole(m.role).SetValidFrom(m.since)
	}, tx.Membership.CreateBulk)
}

func (n *network) writeEvents(ctx context.Context, tx *gen.Tx) error {
	return bulk(ctx, n.events, func(e *activity) *gen.EventCreate {
		c := tx.Event.Create().SetID(e.id).SetCreatedAt(e.made).SetUpdatedAt(e.made).
			SetTitleKk(e.title.Kk).SetTitleRu(e.title.Ru).SetTitleEn(e.title.En).
			SetDescriptionKk(e.description.Kk).SetDescriptionRu(e.description.Ru).SetDescriptionEn(e.description.En).
			SetVenueKk(e.venue.Kk).SetVenueRu(e.venue.Ru).SetVenueEn(e.venue.En).
			SetOrganizationID(e.org.id).SetStartsAt(e.start()).SetEndsAt(e.end()).SetTimeZone(e.zone.String()).
			SetRemote(e.region == nil).SetState(e.state).
			AddDirectionIDs(directionIDs([]string{string(e.direction)})...)
		if e.region != nil {
			c.SetRegionID(e.region.id)
		}
		if e.project != nil {
			c.SetProjectID(e.project.id)
		}
		if e.state != event.StateDRAFT {
			c.SetPublishedAt(e.made)
		}
		if e.reason != "" {
			c.SetCancellationReason(e.reason)
		}
		return c
	}, tx.Event.CreateBulk)
}

func (n *network) writeShifts(ctx context.Context, tx *gen.Tx) error {
	return bulk(ctx, n.turns(), func(t *turn) *gen.ShiftCreate {
		made := t.of.made
		c := tx.Shift.Create().SetID(t.id).SetCreatedAt(made).SetUpdatedAt(made).
			SetTitleKk(t.title.Kk).SetTitleRu(t.title.Ru).SetTitleEn(t.title.En).
			SetEventID(t.of.id).SetStartsAt(t.when.start).SetEndsAt(t.when.end).
			SetNillableOpensAt(t.opens).SetNillableClosesAt(t.closes).SetNillableCancelCutoff(t.cutoff).
			SetCapacity(t.capacity).SetConfirmed(t.confirmed).SetWaitlisted(len(t.queue)).
			SetLastSeq(int64(t.lastInQueue)).SetMinAge(t.minAge).
			SetState(t.state).SetNillableNextTransitionAt(t.next)
		if len(t.qualifications) > 0 {
			c.SetQualifications(t.qualifications)
		}
		return c
	}, tx.Shift.CreateBulk)
}

func (n *network) turns() []*turn {
	var all []*turn
	for _, e := range n.events {
		all = append(all, e.shifts...)
	}
	return all
}

func (n *network) writePlaces(ctx context.Context, tx *gen.Tx) error {
	var rows []*gen.SignupCreate
	for _, t := range n.turns() {
		for _, s := range t.places {
			rows = append(rows, tx.Signup.Create().SetID(s.id).SetCreatedAt(s.made).SetUpdatedAt(s.made).
				SetShiftID(t.id).SetVolunteerID(s.person.id).SetPersonNo(s.person.no).
				SetStartsAt(t.when.start).SetEndsAt(t.when.end).
				SetState(s.state).SetSource(s.source).SetNillableCancelledBy(s.by))
		}
	}
	return bulk(ctx, rows, same, tx.Signup.CreateBulk)
}

func (n *network) writeQueues(ctx context.Context, tx *gen.Tx) error {
	var rows []*gen.WaitlistEntryCreate
	for _, t := range n.turns() {
		for i, w := range t.queue {
			rows = append(rows, tx.WaitlistEntry.Create().SetID(w.id).SetCreatedAt(w.made).SetUpdatedAt(w.made).
				SetShiftID(t.id).SetVolunteerID(w.person.id).SetPersonNo(w.person.no).
				SetSeq(int64(i+1)).SetAutoAccept(w.autoAccept))
		}
	}
	return bulk(ctx, rows, same, tx.WaitlistEntry.CreateBulk)
}

func same[T any](x T) T { return x }

// writeHours writes the ledger, and the arrivals and departures that its lines follow
// from, as strong as their evidence says (internal/hours).
func (n *network) writeHours(ctx context.Context, tx *gen.Tx) error {
	var rows []*gen.CheckInCreate
	for _, h := range n.hours {
		for i, m := range methods[h.evidence] {
			kind, at := checkin.KindIN, h.when.start
			if i == 1 {
				kind, at = checkin.KindOUT, h.when.end
			}
			rows = append(rows, tx.CheckIn.Create().SetID(h.marks[i]).SetCreatedAt(at).SetUpdatedAt(at).SetSignupID(h.place.id).SetKind(kind).
				SetMethod(m).SetAt(at).SetClientEventID(string(kind)+" "+h.place.id).SetRecordedBy(h.person.id))
		}
	}
	if err := bulk(ctx, rows, same, tx.CheckIn.CreateBulk); err != nil {
		return err
	}
	return bulk(ctx, n.hours, func(h *hours) *gen.HourEntryCreate {
		c := tx.HourEntry.Create().SetID(h.id).SetCreatedAt(h.made).SetUpdatedAt(h.made).
			SetVolunteerID(h.person.id).SetOrganizationID(h.of.org.id).SetEventID(h.of.id).
			SetShiftID(h.shift.id).SetSignupID(h.place.id).SetDirectionID(id.Direction.Of(string(h.of.direction))).
			SetStartsAt(h.when.start).SetEndsAt(h.when.end).SetMinutes(int(h.when.end.Sub(h.when.start).Minutes())).
			SetDate(h.date).SetEvidence(h.evidence).SetState(h.state)
		if h.of.region != nil {
			c.SetRegionID(h.of.region.id)
		}
		return c
	}, tx.HourEntry.CreateBulk)
}

// methods are how an arrival and a departure were recorded, by the evidence they make.
var methods = map[int][2]checkin.Method{
	1: {checkin.MethodHAND, checkin.MethodHAND},
	2: {checkin.MethodCODE, checkin.MethodHAND},
	3: {checkin.MethodCODE, checkin.MethodCODE},
	4: {checkin.MethodSCAN, checkin.MethodCODE},
}
