// Package rule says who may see and write the rows of the graph, one rule a
// file, named as a sentence. Rules decide rows, not columns: what is personal in
// a row stands in an entity of its own.
//
// Every type's policy reads the same: the rule that lets its rows be seen, then
// deny. Nobody writes through a policy: a capability checks the rights of the
// viewer and then writes as the system, see System.
package rule
