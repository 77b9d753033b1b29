// Package membership is who belongs to an organization, and in which role: invited by
// a link, or by asking; changed and ended by its ADMINs, ended by the person too.
//
// An organization that has an ADMIN keeps one: every change of its members locks its
// row first (organization.Lock) and counts the others under the lock, so of two ADMINs
// who leave at once the second is refused.
package membership
