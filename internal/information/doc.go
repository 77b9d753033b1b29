// Package information has what the network tells: news, guides and announcements, and
// campaigns with the programmes of their forums.
//
// # Who writes what
//
// An article or campaign is of a support center, whose EDITORs and ADMINs write it, or of
// the network itself, which administrators of the platform write. A center writes while
// it has a mandate, about its regions or all of them. Readers see what is PUBLISHED.
//
// # Texts
//
// Title, summary and body stand in up to three languages. A body is a part of Markdown
// (package markup) and stands in no language without a title, so that what a list shows
// can be read. Who reads in a language that is missing gets the first of kk, ru, en that
// is there, and is told which one it is (invariant 23).
//
// # The clock
//
// A SCHEDULED article is published by the clock (Run), in each server: the one whose
// UPDATE finds it SCHEDULED does it, so it is published, and written into the audit, once.
// Nothing shows it before.
//
// # Places
//
// A session with places is a shift of the forum's event, of kind FORUM (ADR 14): sign-up,
// queue and live numbers are the engine's. Rows of sessions say only where they stand in
// the programme.
//
// # Pictures
//
// They are drawn anew (package picture) and stand as files in a folder, under their
// random ids; rows say whose they are. One that no article shows is deleted a day later.
package information
