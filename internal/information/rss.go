package information

import (
	"encoding/xml"
	"strings"
	"time"
)

// rss is the file of a feed as the RSS Advisory Board specifies 2.0
// (https://www.rssboard.org/rss-specification), with the author's name of Dublin Core,
// since RSS's own is an e-mail address.
type rss struct {
	XMLName xml.Name   `xml:"rss"`
	Version string     `xml:"version,attr"`
	Atom    string     `xml:"xmlns:atom,attr"`
	DC      string     `xml:"xmlns:dc,attr"`
	Channel rssChannel `xml:"channel"`
}

type rssChannel struct {
	Title       string    `xml:"title"`
	Link        string    `xml:"link"`
	Description string    `xml:"description"`
	Language    string    `xml:"language"`
	Built       string    `xml:"lastBuildDate"`
	Self        atomLink  `xml:"atom:link"`
	Items       []rssItem `xml:"item"`
}

type rssItem struct {
	Title       string  `xml:"title"`
	Link        string  `xml:"link"`
	GUID        rssGUID `xml:"guid"`
	Published   string  `xml:"pubDate"`
	Creator     string  `xml:"dc:creator"`
	Category    string  `xml:"category"`
	Description string  `xml:"description,omitempty"`
}

type rssGUID struct {
	IsLink bool   `xml:"isPermaLink,attr"`
	ID     string `xml:",chardata"`
}

func writeRSS(f *feed) any {
	c := rssChannel{
		Title: f.title, Link: f.web, Description: f.title, Language: string(f.lang), Built: rssTime(f.changed),
		Self: atomLink{"self", f.contentType, f.self},
	}
	for _, i := range f.items {
		c.Items = append(c.Items, rssItem{
			Title: asHTML(i.title), Link: i.link, GUID: rssGUID{ID: i.id}, Published: rssTime(i.published),
			Creator: i.author, Category: i.kind, Description: asHTML(i.summary),
		})
	}
	return rss{Version: "2.0", Atom: "http://www.w3.org/2005/Atom", DC: "http://purl.org/dc/elements/1.1/", Channel: c}
}

// asHTML writes plain text for readers that take titles and descriptions for HTML, as
// RSS says of the latter and many do of both. Quotation marks stay as they are: there
// are readers that take a title as it stands.
func asHTML(text string) string { return htmlText.Replace(text) }

var htmlText = strings.NewReplacer("&", "&amp;", "<", "&lt;")

// rssTime writes a time as RFC 822 has it, with four digits of the year.
func rssTime(t time.Time) string { return t.UTC().Format(time.RFC1123Z) }
