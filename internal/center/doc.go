// Package center follows the desk of a support center: it tells when something that the
// desk counts of its region has changed, so that who has it open asks for the numbers
// again.
//
// Whoever changes something of an organization or a region publishes its id (package act
// does it with what the audit is told). A desk watches the region, the support centers
// that have its mandate, and the organizations whose home it is; so a change wakes the
// desks of its region alone. A desk that is woken counts, at most twice a second, and
// tells only numbers that differ.
//
// What was not published, because a server ended before it could or the bus was cut, and
// what becomes late by the clock is found when desks are reminded (Remind): they count
// again then.
package center
