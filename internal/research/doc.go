// Package research is what support centers find out about their regions: studies, expert
// interviews, figures of the network, and findings that point at both.
//
// # Who sees what
//
// A published study everybody sees, with its findings and figures. Before, its center's
// RESEARCHERs, COORDINATORs and ADMINs. Interviews (who was asked, what was said, what it
// was about) only RESEARCHERs and ADMINs read, here, with a look at the table of rights;
// these texts are sealed. Of an interview everybody else sees its number in a finding.
//
// # Invariants
//
//   - States are one table (States). A study is returned and published by another person
//     than who planned it or handed it in; the database holds the latter, too.
//   - An interview stands with the consent to a text of a version. Withdrawn, it is for
//     ever: what it said is deleted in the same transaction. A finding of a study that is
//     not published is held as long as it points at such an interview, and a study with
//     such a finding is neither handed in nor published. In a published one the interview
//     is marked. That a finding is held follows from the rows, so that it also holds for
//     who erased their account.
//   - Figures are sums of cells (internal/figure) and fixed with their hash; they never
//     change.
//   - What a published study says does not change: all that is written needs FIELDWORK.
//
// # Locks
//
// What changes a study or what is in it locks the row of the study first. On SQLite the
// only writer is the lock.
package research
