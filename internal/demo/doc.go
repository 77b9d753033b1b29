// Package demo makes the demo network: shaped like the real one, invented in its
// people and its events, the same for the same seed and day.
//
// # What is in it
//
// 287 verified organizations (the well-known ones by name, a support center for
// each of the 20 regions, real universities, the rest made up), 4,000 volunteers,
// and some 430 events: the past year, the next three weeks in full, the five weeks
// after them thinly. Shifts are in every situation: free, nearly full, full, with a
// queue, not yet open, closed. Twelve universities and colleges take part in student
// credit, with claims in every state. Seven people have an account, see Accounts; nobody
// else has, so nobody else can sign in.
//
// Twenty mentorships are in every state, and some ninety projects: 68 of 2019, as many as
// were carried out under the state social order that year (which ones they were is not
// known to us: they are invented, and the title of each says that it is an example), and
// twenty of these months in all other states. What the ones of 2019 reached is declared
// only, since no network counted hours then.
//
// The news are at every stage: published, planned for the clock with a picture that the
// demo paints itself, a draft; a forum is prepared. Readers reported three mistakes: a new
// one, one that is accepted, one that is mended. Three centers have a School of Volunteers;
// Pavlodar's has certificates that are valid, expired and revoked, and an exercise of its
// emergency response team asks for what its course gives. The volunteer may take part.
//
// # Marks
//
// Every row made here has an identifier whose UUID is of version 8, "made by a rule
// of one's own" (RFC 9562); rows that people make have version 4 or 7. So the
// demo's rows can be told from theirs without a column for it.
//
// # Dates
//
// The demo is made for a day, kept in the setting demo.day. Roll, at each start,
// moves it forward by whole weeks, so that the next two weeks are always full, a
// Saturday's clean-up stays on a Saturday, and an event does come when one waits for
// it. See Roll for what people did in the meantime.
//
// # Life cycle
//
// Fill once, on an Empty database; Roll at each start; Traffic while the server
// runs; Reset, then Fill, to start over. Two programs may do each of them at once.
package demo
