package mistake

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"strings"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/article"
	"erikti/ent/gen/membership"
	"erikti/ent/gen/mistakereport"
	"erikti/ent/gen/notice"
	"erikti/ent/rule"
	"erikti/internal/act"
	"erikti/internal/check"
	"erikti/internal/fault"
	"erikti/internal/idempotency"
	"erikti/internal/lang"
	"erikti/internal/network"
	inbox "erikti/internal/notice"
	"erikti/internal/organization"
	"erikti/internal/ratelimit"
	"erikti/internal/store"
	"erikti/internal/viewer"
)

// The bounds of the input in characters, as graph/schema/mistake.graphql tells them.
const (
	maxQuote   = 500
	maxAround  = 60
	maxComment = 1_000
	maxOffset  = 1_000_000
)

// TokenPrefix makes a reader's secret recognizable where secrets are scanned for.
const TokenPrefix = "erm_"

// Service takes reports of mistakes. Many goroutines use one.
type Service struct {
	office     *act.Office
	client     *gen.Client
	perAddress *ratelimit.Limit
}

// New makes the service. PerAddress is how many reports come from a network address a
// minute, 0 = off.
func New(st *store.Store, publish func([]string), now func() time.Time, perAddress int) *Service {
	return &Service{&act.Office{Store: st, Publish: publish, Now: now}, st.Client, ratelimit.PerMinute(perAddress)}
}

// Draft is what a reader reports.
type Draft struct {
	ArticleID string
	Kind      mistakereport.Kind
	Part      mistakereport.Part
	Locale    lang.Locale
	Fragment  Fragment
	Comment   string
	Website   string // filled in by what is no person
}

// reported is kept of a report that was made; the secret is not.
type reported struct {
	ReportID string
	token    string
	told     []string
}

// Report passes a report on and returns its reader's secret, "" when a call comes again.
// It is refused with NOT_FOUND, INVALID_INPUT and RATE_LIMITED.
func (s *Service) Report(ctx context.Context, d Draft, key string) (string, error) {
	call := idempotency.Call{Caller: "mistake " + viewer.From(ctx).Actor(), Operation: "reportMistake", Key: key, Input: d}
	if err := d.check(); err != nil {
		return "", err
	}
	now := s.office.Now().UTC().Truncate(time.Microsecond)
	if d.Website != "" || !s.perAddress.Allow(ratelimit.Source(viewer.Address(ctx)), now) {
		return "", fault.Refuse(fault.RateLimited)
	}
	out, err := idempotency.Once(rule.System(ctx), s.office.Store, now, call, func(ctx context.Context, tx *gen.Tx) (reported, error) {
		return write(ctx, tx, d, now)
	})
	if err == nil && len(out.told) > 0 {
		s.office.Publish(out.told)
	}
	return out.token, err
}

func (d *Draft) check() error {
	d.Comment = strings.TrimSpace(d.Comment)
	for _, text := range []struct {
		said    string
		longest int
		name    string
	}{
		{d.Fragment.Quote, maxQuote, "quote"}, {d.Fragment.Prefix, maxAround, "prefix"}, {d.Fragment.Suffix, maxAround, "suffix"}, {d.Comment, maxComment, "comment"},
	} {
		if err := check.String(text.said, text.longest, text.name); err != nil {
			return err
		}
	}
	if strings.TrimSpace(d.Fragment.Quote) == "" {
		if d.Comment == "" {
			return fault.Invalid("text_missing", "comment")
		}
		d.Fragment = Fragment{}
	}
	if d.Fragment.Offset < 0 || d.Fragment.Offset > maxOffset {
		return fault.Invalid("mistake_offset", "offset")
	}
	return nil
}

func write(ctx context.Context, tx *gen.Tx, d Draft, now time.Time) (reported, error) {
	a, err := tx.Article.Query().Where(article.ID(d.ArticleID), article.StateEQ(article.StatePUBLISHED)).Only(ctx)
	if gen.IsNotFound(err) {
		return reported{}, fault.Refuse(fault.NotFound).At("articleId")
	}
	if err != nil {
		return reported{}, err
	}
	known, err := tx.MistakeReport.Query().Where(mistakereport.ArticleID(a.ID), mistakereport.StateEQ(mistakereport.StateNEW)).Exist(ctx)
	if err != nil {
		return reported{}, err
	}
	token := newToken()
	create := tx.MistakeReport.Create().SetArticleID(a.ID).SetNillableOrganizationID(a.OrganizationID).SetTokenHash(hash(token)).
		SetKind(d.Kind).SetPart(d.Part).SetLocale(d.Locale).SetQuote(d.Fragment.Quote).SetPrefix(d.Fragment.Prefix).SetSuffix(d.Fragment.Suffix).
		SetCharactersBefore(d.Fragment.Offset).SetArticleVersion(a.Version).SetComment(d.Comment).SetCreatedAt(now).SetUpdatedAt(now)
	if v := viewer.From(ctx); v.SignedIn() {
		create.SetVolunteerID(v.Actor())
	}
	r, err := create.Save(ctx)
	if err != nil {
		return reported{}, err
	}
	out := reported{r.ID, token, []string{a.ID}}
	if a.OrganizationID != nil {
		out.told = append(out.told, *a.OrganizationID)
	}
	if known { // those who answer know that there is something to look at
		return out, nil
	}
	people, err := editors(ctx, tx, a.OrganizationID, now)
	if err != nil || len(people) == 0 {
		return out, err
	}
	out.told = append(out.told, people...)
	return out, inbox.Tell(ctx, tx, inbox.News{Kind: notice.KindMISTAKE_REPORTED, OrganizationID: value(a.OrganizationID), SubjectID: r.ID}, people...)
}

// editors are those who write the articles of an organization, or of the network.
func editors(ctx context.Context, tx *gen.Tx, organizationID *string, now time.Time) ([]string, error) {
	if organizationID == nil {
		return organization.Deciders(ctx, tx, "", now)
	}
	return network.MembersIn(ctx, tx.Membership, network.Today(now), *organizationID, membership.RoleEDITOR, membership.RoleADMIN)
}

func value(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

func newToken() string {
	secret := make([]byte, 32)
	_, _ = rand.Read(secret) // never fails
	return TokenPrefix + base64.RawURLEncoding.EncodeToString(secret)
}

func hash(token string) []byte {
	sum := sha256.Sum256([]byte(token))
	return sum[:]
}

// Look returns what a secret is of; nil for what is no secret.
func (s *Service) Look(ctx context.Context, token string) (*gen.MistakeReport, error) {
	if !strings.HasPrefix(token, TokenPrefix) {
		return nil, nil
	}
	r, err := s.client.MistakeReport.Query().Where(mistakereport.TokenHash(hash(token))).Only(rule.System(ctx))
	return r, gen.MaskNotFound(err)
}
