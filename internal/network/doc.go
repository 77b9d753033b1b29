// Package network reads the network as lists: which organizations and events a
// search finds, which regions and districts there were on a date. What a viewer
// may see is decided by the policies of the rows, not here.
package network
