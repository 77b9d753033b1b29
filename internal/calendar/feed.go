package calendar

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"strings"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/calendarfeed"
	"erikti/ent/gen/shift"
	"erikti/ent/gen/signup"
	"erikti/ent/rule"
	"erikti/internal/act"
	"erikti/internal/lang"
	"erikti/internal/store"
	"erikti/internal/viewer"
)

// A feed stands at Path + its token + File.
const (
	Path = "/calendar/"
	File = ".ics"
)

const (
	// tokenPrefix makes a token recognizable where secrets are scanned for.
	tokenPrefix = "erc_"
	// longestToken bounds what is taken for a token, in bytes, before it is looked at.
	longestToken = 128
	// past is how long a feed has the places of shifts that are over.
	past = 90 * 24 * time.Hour
	// mostPlaces bounds a feed: the latest are left.
	mostPlaces = 500
)

// Feeds keeps the addresses at which calendars read people's places. Many goroutines use one.
type Feeds struct{ office *act.Office }

// NewFeeds makes the service.
func NewFeeds(st *store.Store, now func() time.Time) *Feeds {
	return &Feeds{&act.Office{Store: st, Publish: func([]string) {}, Now: now}}
}

// Feed is an address that was made. Its token is told once, never for a call that comes again.
type Feed struct {
	MadeAt time.Time
	Token  string `json:"-"`
}

// Make makes the address of the person who asks; one that there was works no more.
func (f *Feeds) Make(ctx context.Context, key string) (Feed, error) {
	return act.Do(ctx, f.office, "makeCalendarFeed", key, nil, func(ctx context.Context, c *act.Change) (Feed, error) {
		if _, err := c.CalendarFeed.Delete().Where(calendarfeed.VolunteerID(c.Who.ID())).Exec(ctx); err != nil {
			return Feed{}, err
		}
		token := newToken()
		err := c.CalendarFeed.Create().SetVolunteerID(c.Who.ID()).SetTokenHash(hash(token)).SetCreatedAt(c.Now).Exec(ctx)
		return Feed{c.Now, token}, err
	})
}

// End ends the address of the person who asks; without one it changes nothing.
func (f *Feeds) End(ctx context.Context, key string) error {
	_, err := act.Do(ctx, f.office, "endCalendarFeed", key, nil, func(ctx context.Context, c *act.Change) (struct{}, error) {
		_, err := c.CalendarFeed.Delete().Where(calendarfeed.VolunteerID(c.Who.ID())).Exec(ctx)
		return struct{}{}, err
	})
	return err
}

// MadeAt says when the address of the viewer was made, nil when there is none.
func (f *Feeds) MadeAt(ctx context.Context) (*time.Time, error) {
	v := viewer.From(ctx)
	if v.Account() == "" {
		return nil, nil
	}
	found, err := f.office.Store.Client.CalendarFeed.Query().Where(calendarfeed.VolunteerID(v.VolunteerID)).Only(rule.System(ctx))
	if gen.IsNotFound(err) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return &found.CreatedAt, nil
}

// Read writes the places that the person of a token has, in their language; false for a
// token that is none. It says what is public of the shifts, and of nobody anything: the
// file ends up with whoever keeps the person's calendar.
func (f *Feeds) Read(ctx context.Context, token, address string) (string, bool, error) {
	if !strings.HasPrefix(token, tokenPrefix) || len(token) > longestToken {
		return "", false, nil
	}
	ctx = rule.System(ctx)
	now := f.office.Now().UTC()
	found, err := f.office.Store.Client.CalendarFeed.Query().Where(calendarfeed.TokenHash(hash(token))).WithVolunteer().Only(ctx)
	if gen.IsNotFound(err) {
		return "", false, nil
	}
	if err != nil {
		return "", false, err
	}
	shifts, err := f.office.Store.Client.Shift.Query().
		Where(shift.EndsAtGT(now.Add(-past)), shift.HasSignupsWith(signup.VolunteerID(found.VolunteerID),
			signup.StateIn(signup.StateCONFIRMED, signup.StateCHECKED_IN, signup.StateCOMPLETED))).
		WithEvent().Order(gen.Desc(shift.FieldStartsAt, shift.FieldID)).Limit(mostPlaces).All(ctx)
	if err != nil {
		return "", false, err
	}
	return Of(locale(found.Edges.Volunteer), address, shifts, now), true, nil
}

func locale(v *gen.Volunteer) lang.Locale {
	if v == nil {
		return lang.KK
	}
	return v.Locale
}

func newToken() string {
	secret := make([]byte, 32)
	_, _ = rand.Read(secret) // never fails
	return tokenPrefix + base64.RawURLEncoding.EncodeToString(secret)
}

func hash(token string) []byte {
	sum := sha256.Sum256([]byte(token))
	return sum[:]
}
