// Package markup reads the bodies of articles: a part of Markdown (CommonMark) that
// becomes a flat list of blocks with spans of text. There is no HTML in it, neither read
// nor made: what looks like a tag is text, and who shows a body draws blocks and spans.
//
// A link leads to an address of http, https or mailto; one that leads anywhere else is
// its text. A picture is one that was uploaded, by its id; any other is its description.
//
// A body is bounded when it is kept (Check), so that what is read later is too.
package markup
