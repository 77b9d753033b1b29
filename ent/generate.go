// Package ent is the graph of the network as data: schema/ has the entities,
// rule/ who may see and write them, gen/ the client generated from both.
package ent

//go:generate go run entc.go
