// Package report takes what people say is wrong with an event, and what became of it.
//
// Anybody reports a published event, with an account or without; who did is told to
// nobody, also not to those who look at it. The support center of the region looks: of
// the event's region, for a remote event of its organization's home. Where there is no
// center, or no region, the administrators of the platform do. Nobody resolves a report
// on an event of an organization of which they are a member.
//
// Those who look are told of the first open report of an event only: a crowd that
// reports one event fills a list, and no inbox.
package report
