// Package organization is how an organization comes aboard and stands: founded by
// anybody, verified by the support center of its region, suspended, closed.
//
// # Who decides
//
// States are one table (States). What its members do asks for their role; what is
// decided about it asks for the role of a COORDINATOR or ADMIN in an organization that
// holds the mandate of its home region today and is VERIFIED itself, or for an
// administrator of the platform; and nobody decides on an organization of which they
// are a member. Universities and mandates are the platform's.
//
// # Locks
//
// A change of an organization, of its members (package membership) or of a mandate
// locks the row of the organization first, so of two at once the second sees the first.
// Rights are judged under the lock, by the rows of then.
package organization
