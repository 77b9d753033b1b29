// Package live carries a change from who made it to who follows it. It knows
// topics and states, not volunteers and not sockets: internal/wire sends what is
// made here.
//
// # Invariants
//
//   - A watcher keeps the set of topics that changed since it last took them,
//     never a queue: one that is slow gets fewer, newer states. Publish never
//     blocks.
//   - Who watches before it reads misses nothing: what changes in between is
//     signalled.
//   - A subscription tells its states in the order in which they came to be. Each
//     is whole, or what changed since the one before it; a whole one that was asked
//     for holds exactly what has been told so far.
//   - Who joins others gets a state that was read after they came: whoever changes
//     servers is told nothing older than they have seen.
//   - What a subscription could not read it reads again, until it can or until the
//     answer is final.
//
// # Locks
//
// One lock guards the hub's maps and the pending sets of its watchers; nothing is
// called and nothing waits while it is held. A feed has no lock, only channels
// that never block.
//
// # Life cycle
//
// A watcher lives until Close; a closed one gets no signal any more. Follow takes
// its watcher over: one goroutine makes the states of a subscription, until its
// context ends, its object is final, or reading it failed for good; then the
// channel and the watcher are closed. A panic ends that subscription alone.
package live
