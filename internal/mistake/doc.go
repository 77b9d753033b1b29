// Package mistake takes what readers say is wrong in an article, and what became of it.
//
// Anybody reports, with an account or without; who did is told to nobody, also not to the
// editors. A reader who was signed in is told in their inbox when an editor answers; each
// gets a secret with which they see it, kept here as a hash.
//
// # The place in the text
//
// A report keeps the fragment that was selected with what stood before and after it, and
// how far into the text it was (the idea of a TextQuoteSelector, Web Annotation Data
// Model). Nothing of that is trusted: it is text from outside. Where the fragment is now
// is looked for each time (Locate), so it is found in a text that was edited since; where
// only what stood around it is there, it was CHANGED, else it is LOST.
package mistake
