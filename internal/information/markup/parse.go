package markup

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// The bounds of a body, as graph/schema/information.graphql tells them.
const (
	MaxLength = 20_000 // characters
	MaxBlocks = 200
	MaxSpans  = 40 // a block
)

// deepest is how deep lists and quotations stand in each other. Deeper ones are flat.
const deepest = 6

// reader knows no HTML: neither as blocks nor in lines.
var reader = parser.NewParser(
	parser.WithBlockParsers(
		util.Prioritized(parser.NewSetextHeadingParser(), 100),
		util.Prioritized(parser.NewThematicBreakParser(), 200),
		util.Prioritized(parser.NewListParser(), 300),
		util.Prioritized(parser.NewListItemParser(), 400),
		util.Prioritized(parser.NewCodeBlockParser(), 500),
		util.Prioritized(parser.NewATXHeadingParser(), 600),
		util.Prioritized(parser.NewFencedCodeBlockParser(), 700),
		util.Prioritized(parser.NewBlockquoteParser(), 800),
		util.Prioritized(parser.NewParagraphParser(), 1000),
	),
	parser.WithInlineParsers(
		util.Prioritized(parser.NewCodeSpanParser(), 100),
		util.Prioritized(parser.NewLinkParser(), 200),
		util.Prioritized(parser.NewAutoLinkParser(), 300),
		util.Prioritized(parser.NewEmphasisParser(), 500),
	),
)

// pictureID is how an uploaded picture is named in a body: ![what it shows](pic_…).
var pictureID = regexp.MustCompile(`^pic_[0-9a-f-]{36}$`)

// Parse reads a body. It gives at most MaxBlocks blocks of MaxSpans spans: what is
// beyond is left out, and refused by Check before it is kept.
func Parse(source string) []*Block {
	w, _ := read(source)
	return w
}

// Check says whether a body is within its bounds.
func Check(source string) bool {
	if utf8.RuneCountInString(source) > MaxLength {
		return false
	}
	_, all := read(source)
	return all
}

// Pictures are the ids of those that a body shows, each once.
func Pictures(source string) []string {
	var ids []string
	for _, b := range Parse(source) {
		if b.Kind == Picture {
			ids = append(ids, b.PictureID)
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// Plain is the text of blocks as it is shown, one after the other without anything
// between: what a selection of a page says it holds. What pictures show is no text.
func Plain(blocks []*Block) string { return strings.Join(Texts(blocks), "") }

// Texts are the pieces of Plain: the text of each block that has some.
func Texts(blocks []*Block) []string {
	var texts []string
	for _, one := range blocks {
		if one.Kind == Picture {
			continue
		}
		var b strings.Builder
		for _, s := range one.Spans {
			b.WriteString(s.Text)
		}
		if b.Len() > 0 {
			texts = append(texts, b.String())
		}
	}
	return texts
}

func read(source string) (blocks []*Block, all bool) {
	if nesting(source) {
		return []*Block{{Kind: Paragraph, Spans: []*Span{{Text: first(source)}}}}, false
	}
	w := &walk{source: []byte(source)}
	w.blocks(reader.Parse(text.NewReader(w.source)), Block{Kind: Paragraph}, 0)
	return w.out, !w.over
}

// nesting says whether a line opens more quotations and lists than anybody reads: each
// costs the parser a look at every line.
func nesting(source string) bool {
	for line := range strings.Lines(source) {
		marks := 0
		for _, r := range line {
			if !strings.ContainsRune(" \t>-*+", r) {
				break
			}
			if r != ' ' && r != '\t' {
				marks++
			}
		}
		if marks > 20 && strings.Contains(line[:min(len(line), 200)], ">") {
			return true
		}
	}
	return false
}

func first(source string) string {
	r := []rune(source)
	return string(r[:min(len(r), 200)])
}

// walk turns a tree into blocks.
type walk struct {
	source []byte
	out    []*Block
	over   bool
	spans  []*Span
}

// blocks reads what stands below each other in n. Like is what its paragraphs are.
func (w *walk) blocks(n ast.Node, like Block, depth int) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Heading:
			w.lines(c, Block{Kind: Heading, Level: min(max(c.Level, 2), 3)})
		case *ast.Paragraph, *ast.TextBlock:
			w.lines(c, like)
			if like.Kind == Item { // what follows in an item is a part of it without a mark
				like = Block{Kind: Paragraph}
			}
		case *ast.List:
			w.list(c, depth+1)
		case *ast.Blockquote:
			if depth < deepest {
				w.blocks(c, Block{Kind: Quote}, depth+1)
			} else {
				w.over = true
			}
		case *ast.FencedCodeBlock, *ast.CodeBlock:
			var b strings.Builder
			for i := range c.Lines().Len() {
				s := c.Lines().At(i)
				b.Write(s.Value(w.source))
			}
			w.add(&Block{Kind: Code, Spans: []*Span{{Text: strings.TrimRight(b.String(), "\n"), Code: true}}})
		case *ast.ThematicBreak:
			w.add(&Block{Kind: Rule, Spans: []*Span{}})
		}
	}
}

func (w *walk) list(l *ast.List, depth int) {
	if depth > deepest {
		w.over = true
		return
	}
	number := l.Start
	for item := l.FirstChild(); item != nil; item = item.NextSibling() {
		like := Block{Kind: Item, Level: depth}
		if l.IsOrdered() {
			n := number
			like.Number = &n
			number++
		}
		w.blocks(item, like, depth)
	}
}

// lines reads the text of a block; a picture in it stands between what is before and after.
func (w *walk) lines(n ast.Node, like Block) {
	w.spans = nil
	w.inline(n, Span{}, like, 0)
	w.flush(like)
}

func (w *walk) flush(like Block) {
	if n := len(w.spans); n > 0 {
		w.spans[n-1].Text = strings.TrimRight(w.spans[n-1].Text, " \n")
		w.spans = slices.DeleteFunc(w.spans, func(s *Span) bool { return s.Text == "" })
	}
	if len(w.spans) > 0 {
		b := like
		b.Spans = w.spans
		w.add(&b)
	}
	w.spans = nil
}

func (w *walk) add(b *Block) {
	if len(b.Spans) > MaxSpans {
		b.Spans, w.over = b.Spans[:MaxSpans], true
	}
	if len(w.out) == MaxBlocks {
		w.over = true
		return
	}
	w.out = append(w.out, b)
}
