package markup

// Kind is what a block is.
type Kind string

// The kinds of blocks.
const (
	Paragraph Kind = "PARAGRAPH"
	Heading   Kind = "HEADING"
	Item      Kind = "ITEM"
	Quote     Kind = "QUOTE"
	Code      Kind = "CODE"
	Picture   Kind = "PICTURE"
	Rule      Kind = "RULE"
)

// Block is a part of a body that stands below the one before it.
type Block struct {
	Kind Kind
	// Level of a Heading (2 or 3), or how deep the list of an Item stands, from 1.
	Level int
	// Number of an Item of a numbered list.
	Number *int
	Spans  []*Span
	// PictureID of a Picture.
	PictureID string
}

// Span is a piece of text that is alike.
type Span struct {
	Text                   string
	Strong, Emphasis, Code bool
	// Href is where it leads; nil when it is no link.
	Href *string
}
