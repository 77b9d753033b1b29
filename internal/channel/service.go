package channel

import (
	"context"
	"slices"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/notice"
	"erikti/ent/gen/noticedelivery"
	"erikti/ent/gen/noticemute"
	"erikti/ent/rule"
	"erikti/internal/act"
	"erikti/internal/fault"
	"erikti/internal/lang"
	inbox "erikti/internal/notice"
	"erikti/internal/store"
	"erikti/internal/viewer"
)

// mostChoices bounds how many choices one call makes.
const mostChoices = 200

// Options of the channels.
type Options struct {
	// PushKey is the public key that browsers subscribe with, "" where no Web Push is sent.
	PushKey string
	// PushPrivate lets push services stand on this machine, also by http.
	PushPrivate bool
}

// Service keeps how people want to be told. Many goroutines use one.
type Service struct {
	office *act.Office
	opts   Options
}

// New makes the service.
func New(st *store.Store, publish func([]string), now func() time.Time, opts Options) *Service {
	return &Service{&act.Office{Store: st, Publish: publish, Now: now}, opts}
}

// PushKey is the public key that browsers subscribe with, "" where no Web Push is sent.
func (s *Service) PushKey() string { return s.opts.PushKey }

// Choice is whether a person wants a kind of notice through a channel.
type Choice struct {
	Kind    notice.Kind
	Channel noticedelivery.Channel
	Wanted  bool
}

// Name is what notices of the kind say, in a language.
func (c *Choice) Name(l lang.Locale) string { return inbox.KindName(l, c.Kind) }

var channels = []noticedelivery.Channel{noticedelivery.ChannelMAIL, noticedelivery.ChannelSMS, noticedelivery.ChannelPUSH}

// Of are all choices of the viewer, in the order of the kinds.
func (s *Service) Of(ctx context.Context, v *viewer.Viewer) ([]*Choice, error) {
	muted, err := s.office.Store.Client.NoticeMute.Query().Where(noticemute.VolunteerID(v.ID())).All(rule.System(ctx))
	if err != nil {
		return nil, err
	}
	var all []*Choice
	for _, kind := range inbox.Kinds {
		for _, channel := range channels {
			wanted := !slices.ContainsFunc(muted, func(m *gen.NoticeMute) bool { return m.Kind == string(kind) && m.Channel == string(channel) })
			all = append(all, &Choice{kind, channel, wanted})
		}
	}
	return all, nil
}

// Choose changes choices of the viewer; the rest stays.
func (s *Service) Choose(ctx context.Context, choices []Choice, key string) error {
	if len(choices) > mostChoices {
		return fault.Invalid("too_many_choices", "choices").With("most", mostChoices)
	}
	_, err := act.Do(ctx, s.office, "setNoticeChoices", key, choices, func(ctx context.Context, c *act.Change) (struct{}, error) {
		for _, choice := range choices {
			_, err := c.NoticeMute.Delete().Where(noticemute.VolunteerID(c.Who.VolunteerID), noticemute.Kind(string(choice.Kind)),
				noticemute.Channel(string(choice.Channel))).Exec(ctx)
			if err == nil && !choice.Wanted {
				err = c.NoticeMute.Create().SetVolunteerID(c.Who.VolunteerID).SetKind(string(choice.Kind)).
					SetChannel(string(choice.Channel)).Exec(ctx)
			}
			if err != nil {
				return struct{}{}, err
			}
		}
		return struct{}{}, nil
	})
	return err
}
