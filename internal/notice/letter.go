package notice

import (
	"context"
	"strings"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/event"
	"erikti/ent/gen/notice"
	"erikti/ent/gen/noticedelivery"
	"erikti/ent/gen/rostermessage"
	"erikti/ent/gen/shift"
	"erikti/ent/gen/signup"
	"erikti/ent/gen/volunteer"
	"erikti/internal/lang"
)

// letter is a message, or why there is none.
type letter struct {
	Message
	failure   *failure
	notBefore time.Time
}

// write makes the messages of deliveries, in their order: the same statements
// whatever their number.
func (d *Dispatcher) write(ctx context.Context, deliveries []*gen.NoticeDelivery) ([]*letter, error) {
	ids := make([]string, 0, len(deliveries))
	for _, one := range deliveries {
		if one.NoticeID != nil {
			ids = append(ids, *one.NoticeID)
		}
	}
	messages, err := d.messages(ctx, deliveries)
	if err != nil {
		return nil, err
	}
	notices, err := d.store.Client.Notice.Query().Where(notice.IDIn(ids...)).
		WithShift(func(q *gen.ShiftQuery) {
			q.WithEvent(func(q *gen.EventQuery) { q.WithOrganization().WithRegion() })
		}).WithOrganization(func(q *gen.OrganizationQuery) { q.WithReason() }).All(ctx)
	if err != nil {
		return nil, err
	}
	byID := map[string]*gen.Notice{}
	var people, subjects []string
	for _, n := range notices {
		byID[n.ID] = n
		people, subjects = append(people, n.VolunteerID), append(subjects, n.SubjectID)
	}
	readers, err := d.store.Client.Volunteer.Query().Where(volunteer.IDIn(people...)).WithPrivate().All(ctx)
	if err != nil {
		return nil, err
	}
	of := map[string]*gen.Volunteer{}
	for _, v := range readers {
		of[v.ID] = v
	}
	signups, err := d.store.Client.Signup.Query().Where(signup.IDIn(subjects...)).WithReason().All(ctx)
	if err != nil {
		return nil, err
	}
	places := map[string]*gen.Signup{}
	for _, s := range signups {
		places[s.ID] = s
	}
	written, err := d.store.Client.RosterMessage.Query().Where(rostermessage.IDIn(subjects...)).All(ctx)
	if err != nil {
		return nil, err
	}
	texts := map[string]string{}
	for _, m := range written {
		texts[m.ID] = m.Text
	}
	guardians, err := d.guardians(ctx, d.store.Client, notices)
	if err != nil {
		return nil, err
	}
	browsers, err := d.browsers(ctx, deliveries)
	if err != nil {
		return nil, err
	}
	letters := make([]*letter, len(deliveries))
	for i, one := range deliveries {
		if one.MessageID != nil {
			letters[i] = d.composed(ctx, one, messages[*one.MessageID])
			continue
		}
		n := byID[*one.NoticeID]
		if of := of[n.VolunteerID]; n.Kind == notice.KindGUARDIAN_ASKED && of != nil {
			letters[i] = &letter{Message: Message{ID: one.ID}}
			d.toGuardian(letters[i], guardians[n.SubjectID], of)
			continue
		}
		to := address{channel: one.Channel}
		if one.SubscriptionID != nil {
			to.browser = browsers[*one.SubscriptionID]
		}
		letters[i] = d.letter(one, to, n, of[n.VolunteerID], places[n.SubjectID], texts[n.SubjectID])
	}
	return letters, nil
}

// address is where a letter goes: through a channel, by PUSH to a browser.
type address struct {
	channel noticedelivery.Channel
	browser *gen.PushSubscription
}

// of returns where the channel reaches a person, "" when it does not (any more).
func (a address) of(p *gen.VolunteerPrivate, now time.Time) string {
	if a.channel != noticedelivery.ChannelPUSH {
		return addressOf(p, a.channel)
	}
	if a.browser == nil || a.browser.Edges.Session == nil || a.browser.Edges.Session.EndedAt != nil || !now.Before(a.browser.Edges.Session.ExpiresAt) {
		return ""
	}
	return a.browser.Endpoint
}

func (d *Dispatcher) letter(one *gen.NoticeDelivery, to address, n *gen.Notice, reader *gen.Volunteer, place *gen.Signup, text string) *letter {
	l := &letter{Message: Message{ID: one.ID}}
	if reader == nil {
		l.failure = &failure{code: badAddress, final: true}
		return l
	}
	s, now := n.Edges.Shift, d.clock()
	if outOfDate(n, place, now) {
		l.failure = &failure{code: outdated, final: true}
		return l
	}
	if n.Kind == notice.KindREMINDER {
		if zone := zoneOf(s.Edges.Event); night(now, zone) {
			l.notBefore = nextMorning(now, zone)
			return l
		}
	}
	l.To, l.Browser = to.of(reader.Edges.Private, now), to.browser
	if l.To == "" {
		l.failure = &failure{code: badAddress, final: true}
		return l
	}
	l.Locale = reader.Locale
	if n.Edges.Shift == nil {
		d.aboutOrganization(l, n, one.Channel)
		return l
	}
	w := words{l.Locale, n, s}
	l.Subject = w.subject()
	reason := text
	if place != nil && place.Edges.Reason != nil {
		reason = place.Edges.Reason.Text
	}
	if reason == "" && n.Kind == notice.KindCANCELLED && s.Edges.Event.CancellationReason != nil {
		reason = *s.Edges.Event.CancellationReason
	}
	home, cannotCome := d.opts.PublicURL()+"/", ""
	if n.Kind == notice.KindREMINDER {
		cannotCome = d.links.cannotCome(d.opts.PublicURL(), n.SubjectID)
	}
	switch one.Channel {
	case noticedelivery.ChannelSMS:
		l.Text = w.short(text, home, cannotCome)
	case noticedelivery.ChannelPUSH:
		l.Text, l.Link = w.pushed(), "/events/"+s.EventID
	default:
		l.Text = w.long(reason, home, cannotCome)
	}
	return l
}

// aboutOrganization writes what a notice says that is about no shift.
func (d *Dispatcher) aboutOrganization(l *letter, n *gen.Notice, channel noticedelivery.Channel) {
	w, o := words{locale: l.Locale, notice: n}, n.Edges.Organization
	name := "Erikti"
	if o != nil {
		name = nameOf(l.Locale, o)
	}
	l.Subject = clip(w.part("subject")+": "+name, longestSubject)
	home := d.opts.PublicURL() + "/"
	if channel == noticedelivery.ChannelPUSH {
		l.Text, l.Link = w.part("message"), "/me"
		return
	}
	if channel == noticedelivery.ChannelSMS {
		l.Text = clip(name, longestTitle) + ": " + w.part("message") + " " + home
		return
	}
	reason := ""
	if o != nil && o.Edges.Reason != nil && tellsReason[n.Kind] {
		reason = o.Edges.Reason.Text
	}
	l.Text = w.news(name, reason, home)
}

// tellsReason are the notices about an organization that was decided on for a reason.
var tellsReason = map[notice.Kind]bool{
	notice.KindORGANIZATION_RETURNED: true, notice.KindORGANIZATION_SUSPENDED: true, notice.KindORGANIZATION_CLOSED: true,
}

// outOfDate says whether what a notice tells holds no more, so that sending it late
// would mislead: a reminder of a place that was given up, of a time that is past or
// was changed; an offer that has expired.
func outOfDate(n *gen.Notice, place *gen.Signup, now time.Time) bool {
	d := DetailOf(n)
	switch n.Kind {
	case notice.KindREMINDER:
		s := n.Edges.Shift
		return place == nil || place.State != signup.StateCONFIRMED && place.State != signup.StateCHECKED_IN ||
			s.State == shift.StateCANCELLED || s.Edges.Event.State == event.StateCANCELLED ||
			s.StartsAt.Unix() != d.From || !now.Before(s.StartsAt)
	case notice.KindOFFERED:
		return !now.Before(at(d.Until))
	case notice.KindEVENT_PUBLISHED:
		s := n.Edges.Shift
		return s == nil || s.Edges.Event.State == event.StateCANCELLED || !now.Before(s.StartsAt)
	}
	return false
}

// titlesOf are what a shift and its event are called.
func titlesOf(l lang.Locale, s *gen.Shift) (ofEvent, ofShift string) {
	e := s.Edges.Event
	ofEvent, _ = lang.Text{Kk: e.TitleKk, Ru: e.TitleRu, En: e.TitleEn}.For(l)
	ofShift, _ = lang.Text{Kk: s.TitleKk, Ru: s.TitleRu, En: s.TitleEn}.For(l)
	return line(ofEvent), line(ofShift)
}

// placeOf is where an event is.
func placeOf(l lang.Locale, e *gen.Event) string {
	venue, _ := lang.Text{Kk: e.VenueKk, Ru: e.VenueRu, En: e.VenueEn}.For(l)
	parts := []string{line(venue)}
	if r := e.Edges.Region; r != nil {
		region, _ := lang.Text{Kk: r.NameKk, Ru: r.NameRu, En: r.NameEn}.For(l)
		parts = append(parts, line(region))
	}
	return strings.Trim(strings.Join(parts, ", "), ", ")
}

// organizerOf is who runs an event, and how to reach them.
func organizerOf(l lang.Locale, e *gen.Event) string {
	o := e.Edges.Organization
	if o == nil {
		return ""
	}
	if o.Website != nil {
		return nameOf(l, o) + ", " + line(*o.Website)
	}
	return nameOf(l, o)
}

// nameOf is what an organization is called.
func nameOf(l lang.Locale, o *gen.Organization) string {
	name, _ := lang.Text{Kk: o.NameKk, Ru: o.NameRu, En: o.NameEn}.For(l)
	return line(name)
}
