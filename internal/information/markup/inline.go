package markup

import (
	"bufio"
	"html"
	"net/mail"
	"net/url"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
	render "github.com/yuin/goldmark/renderer/html"
)

// longestLink is how long an address is, in bytes.
const longestLink = 2000

// deepestInline is how deep emphasis and links stand in each other.
const deepestInline = 20

// inline reads the text in n, all of it like a span.
func (w *walk) inline(n ast.Node, like Span, block Block, depth int) {
	if depth > deepestInline {
		w.over = true
		return
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			w.text(c, like)
		case *ast.String:
			w.span(string(c.Value), like)
		case *ast.CodeSpan:
			s := like
			s.Code = true
			w.span(w.raw(c), s)
		case *ast.Emphasis:
			s := like
			s.Strong, s.Emphasis = s.Strong || c.Level == 2, s.Emphasis || c.Level == 1
			w.inline(c, s, block, depth+1)
		case *ast.Link:
			s := like
			s.Href = Link(string(c.Destination))
			w.inline(c, s, block, depth+1)
		case *ast.AutoLink:
			s := like
			to := string(c.URL(w.source))
			if c.AutoLinkType == ast.AutoLinkEmail && !strings.HasPrefix(to, "mailto:") {
				to = "mailto:" + to
			}
			s.Href = Link(to)
			w.span(string(c.Label(w.source)), s)
		case *ast.Image:
			w.image(c, block)
		}
	}
}

func (w *walk) image(c *ast.Image, block Block) {
	alt := w.raw(c)
	id := string(c.Destination)
	if !pictureID.MatchString(id) {
		w.span(alt, Span{})
		return
	}
	w.flush(block)
	w.add(&Block{Kind: Picture, PictureID: id, Spans: []*Span{{Text: alt}}})
}

// raw is the text below a node, as it stands.
func (w *walk) raw(n ast.Node) string {
	var b strings.Builder
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			b.Write(c.Segment.Value(w.source))
			if c.SoftLineBreak() || c.HardLineBreak() {
				b.WriteByte(' ')
			}
		case *ast.String:
			b.Write(c.Value)
		default:
			b.WriteString(w.raw(c))
		}
	}
	return b.String()
}

func (w *walk) text(c *ast.Text, like Span) {
	segment := c.Segment.Value(w.source)
	said := string(segment)
	if !c.IsRaw() {
		// The writer knows escapes and entities; it writes HTML, which is read back as text.
		var b strings.Builder
		out := bufio.NewWriter(&b)
		render.DefaultWriter.Write(out, segment)
		_ = out.Flush() // a Builder takes all
		said = html.UnescapeString(b.String())
	}
	switch {
	case c.HardLineBreak():
		said += "\n"
	case c.SoftLineBreak():
		said += " "
	}
	w.span(said, like)
}

// span adds text to what is there when it is like that.
func (w *walk) span(said string, like Span) {
	if said == "" {
		return
	}
	if n := len(w.spans); n > 0 && same(w.spans[n-1], &like) {
		w.spans[n-1].Text += said
		return
	}
	like.Text = said
	w.spans = append(w.spans, &like)
}

func same(a, b *Span) bool {
	if a.Strong != b.Strong || a.Emphasis != b.Emphasis || a.Code != b.Code || (a.Href == nil) != (b.Href == nil) {
		return false
	}
	return a.Href == nil || *a.Href == *b.Href
}

// Link is an address that a link may lead to, nil for any other.
func Link(to string) *string {
	if len(to) > longestLink || strings.ContainsFunc(to, func(r rune) bool {
		return unicode.IsControl(r) || unicode.IsSpace(r) || r == '\\' || unicode.Is(unicode.Cf, r)
	}) {
		return nil
	}
	u, err := url.Parse(to)
	if err != nil || u.User != nil {
		return nil
	}
	switch strings.ToLower(u.Scheme) {
	case "http", "https":
		if u.Hostname() == "" || u.Opaque != "" {
			return nil
		}
	case "mailto":
		address, err := url.PathUnescape(u.Opaque)
		if a, bad := mail.ParseAddress(address); err != nil || bad != nil || a.Address != address || u.RawQuery != "" {
			return nil
		}
	default:
		return nil
	}
	out := u.String()
	return &out
}
