package information

import (
	"encoding/xml"
	"time"
)

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

func writeAtom(f *feed) any {
	out := &atomFeed{
		Lang: string(f.lang), ID: f.self, Title: atomText{Type: "text", Text: f.title}, Updated: f.changed.UTC().Format(time.RFC3339),
		Links: []atomLink{{"self", f.contentType, f.self}, {"alternate", "text/html", f.web}},
	}
	for _, i := range f.items {
		e := atomEntry{
			ID: i.id, Title: atomText{string(i.titleLang), "text", i.title},
			Updated: i.updated.UTC().Format(time.RFC3339), Published: i.published.UTC().Format(time.RFC3339),
			Author: atomName{i.author}, Links: []atomLink{{"alternate", "text/html", i.link}}, Categories: []atomCategory{{i.kind}},
		}
		if i.summary != "" {
			e.Summary = &atomText{string(i.titleLang), "text", i.summary}
		}
		out.Entries = append(out.Entries, e)
	}
	return out
}
