// Package reference puts into the database what every installation shares and
// nobody enters: the regions, their districts, and the directions of volunteering.
//
// Identifiers are computed from public codes (internal/id), so a row has the same
// address everywhere. The rows follow the program: a newer one corrects a name at
// its first start, and no row is ever deleted, because others point to it.
package reference
