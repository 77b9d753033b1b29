// Package mentoring is the help of support centers to organizations: either side begins,
// the first meeting ends with a field to grow in and up to three goals, and maturity is
// assessed before and after.
//
// # Who sees what
//
// That a mentorship is ACTIVE or COMPLETED, and what changed, everybody sees (ent/rule).
// What the two sides say to each other only their COORDINATORs and ADMINs read: the
// private fields are read here, each with a look at the table of rights, never past it.
// A role counts in the center that was asked or in the organization that is helped; a new
// center of the region does not inherit the notes of the old one.
//
// # Invariants
//
//   - 19: no center mentors itself, and there are no circles: an organization that stands
//     above a center, as its mentor or as its network, however far, is not its mentee.
//     What begins is judged under one lock for all (organization.NoCircle), since a circle
//     is closed by rows of others.
//   - States are one table (States). An organization has one mentorship that is not over
//     (a unique index).
//
// # Locks
//
// What begins locks the organization that is helped, then the lock of circles. What goes
// on locks the row of the mentorship. On SQLite the only writer is the lock.
package mentoring
