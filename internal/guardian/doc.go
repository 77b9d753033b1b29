// Package guardian is the consent of guardians, without which nobody under 14 takes
// part: asked for by a link to the guardian, who has no account, or signed on paper that
// a coordinator records. It is for one event or for a year, and can be taken back by the
// same link; places that need it then become free in the same transaction, by the
// engine's own function (place.Tx.ConsentChanged).
//
// The link is signed by the key of this installation, as those of reminders are: it is
// made when the message is written and kept nowhere. It is told to the guardian alone:
// a child that had it could consent for itself.
package guardian
