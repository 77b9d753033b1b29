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

// FeedPath is the address of the feed of articles, with ?lang= and ?kind=.
const FeedPath = "/news.xml"

// inFeed is how many articles a feed has, the latest.
const inFeed = 50

// Feed is the file of a feed (Atom, RFC 4287), and when it changed last.
type Feed struct {
	XML     []byte
	Changed time.Time
}

type atomText struct {
	Lang string `xml:"xml:lang,attr,omitempty"`
	Type string `xml:"type,attr"`
	Text string `xml:",chardata"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr"`
	Type string `xml:"type,attr,omitempty"`
	Href string `xml:"href,attr"`
}

type atomName struct {
	Name string `xml:"name"`
}

type atomCategory struct {
	Term string `xml:"term,attr"`
}

type atomEntry struct {
	ID         string         `xml:"id"`
	Title      atomText       `xml:"title"`
	Updated    string         `xml:"updated"`
	Published  string         `xml:"published"`
	Author     atomName       `xml:"author"`
	Links      []atomLink     `xml:"link"`
	Categories []atomCategory `xml:"category"`
	Summary    *atomText      `xml:"summary,omitempty"`
}

type atomFeed struct {
	XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	Lang    string      `xml:"xml:lang,attr"`
	ID      string      `xml:"id"`
	Title   atomText    `xml:"title"`
	Updated string      `xml:"updated"`
	Links   []atomLink  `xml:"link"`
	Entries []atomEntry `xml:"entry"`
}

// Feed writes the latest published articles for a reader of a language, of one kind or
// all; base is the address of the network. It is as for a visitor, whoever asks.
func (s *Service) Feed(ctx context.Context, l lang.Locale, kind article.Kind, base string) (*Feed, error) {
	q := s.client.Article.Query().Where(article.StateEQ(article.StatePUBLISHED))
	if kind != "" {
		q.Where(article.KindEQ(kind))
	}
	all, err := q.Order(gen.Desc(article.FieldListedAt, article.FieldID)).Limit(inFeed).WithOrganization().All(viewer.With(ctx, nil))
	if err != nil {
		return nil, err
	}
	self := base + FeedPath + "?" + url.Values{"lang": {string(l)}}.Encode()
	if kind != "" {
		self += "&kind=" + string(kind)
	}
	name := lang.Message(l, "feed.title", nil)
	f := &atomFeed{
		Lang: string(l), ID: self, Title: atomText{Type: "text", Text: name},
		Links: []atomLink{{"self", "application/atom+xml", self}, {"alternate", "text/html", base + "/news"}},
	}
	var changed time.Time
	for _, a := range all {
		if a.UpdatedAt.After(changed) {
			changed = a.UpdatedAt
		}
		f.Entries = append(f.Entries, entry(a, l, base, name))
	}
	if changed.IsZero() {
		changed = time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC) // nothing has been published yet
	}
	f.Updated = moment(changed)
	out, err := xml.MarshalIndent(f, "", " ")
	if err != nil {
		return nil, err
	}
	return &Feed{append([]byte(xml.Header), append(out, '\n')...), changed}, nil
}

func entry(a *gen.Article, l lang.Locale, base, network string) atomEntry {
	title, in := Title(a).For(l)
	e := atomEntry{
		ID: "urn:uuid:" + strings.TrimPrefix(a.ID, "art_"), Title: atomText{string(in), "text", title}, Updated: moment(a.UpdatedAt), Published: moment(value(a.PublishedAt)),
		Author: atomName{network}, Links: []atomLink{{"alternate", "text/html", base + "/news/" + a.ID}}, Categories: []atomCategory{{string(a.Kind)}},
	}
	if o := a.Edges.Organization; o != nil {
		e.Author.Name, _ = (lang.Text{Kk: o.NameKk, Ru: o.NameRu, En: o.NameEn}).For(l)
	}
	if s, _ := Summary(a).For(in); s != "" {
		e.Summary = &atomText{string(in), "text", s}
	}
	return e
}

func moment(t time.Time) string { return t.UTC().Format(time.RFC3339) }
