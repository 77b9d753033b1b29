package information

import (
	"context"
	"encoding/xml"
	"net/url"
	"strings"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/article"
	"erikti/internal/lang"
	"erikti/internal/viewer"
)

// inFeed is how many articles a feed has, the latest.
const inFeed = 50

// Format is what a feed is written in.
type Format struct {
	// Path is the address of the feed, with ?lang= and ?kind=.
	Path string
	// ContentType is the media type of its file.
	ContentType string

	write func(*feed) any
}

// The formats of feeds: Atom (RFC 4287) tells the language of each text and when it
// changed; RSS 2.0 is for readers that know nothing else.
var (
	Atom = Format{"/news.xml", "application/atom+xml", writeAtom}
	RSS  = Format{"/news.rss", "application/rss+xml", writeRSS}
)

// Feed is the file of a feed, and when it changed last.
type Feed struct {
	XML     []byte
	Changed time.Time
}

// feed is what a feed tells, in whatever format.
type feed struct {
	lang             lang.Locale
	title, self, web string
	contentType      string
	changed          time.Time
	items            []feedItem
}

type feedItem struct {
	id, link, author, kind string
	title, summary         string
	titleLang              lang.Locale
	published, updated     time.Time
}

// Feed writes the latest published articles for a reader of a language, of one kind or
// all; base is the address of the network. It is as for a visitor, whoever asks.
func (s *Service) Feed(ctx context.Context, l lang.Locale, kind article.Kind, base string, format Format) (*Feed, error) {
	q := s.client.Article.Query().Where(article.StateEQ(article.StatePUBLISHED))
	if kind != "" {
		q.Where(article.KindEQ(kind))
	}
	all, err := q.Order(gen.Desc(article.FieldListedAt, article.FieldID)).Limit(inFeed).WithOrganization().All(viewer.With(ctx, nil))
	if err != nil {
		return nil, err
	}
	f := &feed{lang: l, contentType: format.ContentType, title: lang.Message(l, "feed.title", nil), self: base + format.Path + "?" + url.Values{"lang": {string(l)}}.Encode(), web: base + "/news"}
	if kind != "" {
		f.self += "&kind=" + string(kind)
	}
	for _, a := range all {
		if a.UpdatedAt.After(f.changed) {
			f.changed = a.UpdatedAt
		}
		f.items = append(f.items, itemOf(a, l, f))
	}
	if f.changed.IsZero() {
		f.changed = time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC) // nothing has been published yet
	}
	out, err := xml.MarshalIndent(format.write(f), "", " ")
	if err != nil {
		return nil, err
	}
	return &Feed{append([]byte(xml.Header), append(out, '\n')...), f.changed}, nil
}

func itemOf(a *gen.Article, l lang.Locale, f *feed) feedItem {
	title, in := Title(a).For(l)
	item := feedItem{
		id: "urn:uuid:" + strings.TrimPrefix(a.ID, "art_"), link: f.web + "/" + a.ID, author: f.title, kind: string(a.Kind),
		title: title, titleLang: in, published: value(a.PublishedAt), updated: a.UpdatedAt,
	}
	item.summary, _ = Summary(a).For(in)
	if o := a.Edges.Organization; o != nil {
		item.author, _ = (lang.Text{Kk: o.NameKk, Ru: o.NameRu, En: o.NameEn}).For(l)
	}
	return item
}
