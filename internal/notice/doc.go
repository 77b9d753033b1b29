// Package notice passes on what people are told: from the inbox, into which the
// engine of places writes in the transaction of the change, to mail, phones and browsers; it
// writes the reminders, and marks what was read.
//
// # Invariants
//
//   - A notice is made in the transaction of what it tells; nothing here makes one
//     but reminders.
//   - A notice goes through a channel once, by PUSH once to each browser: one delivery
//     per notice and channel, or browser (unique indexes), made in the transaction that
//     marks the notice passed on. What the person does not want is not made.
//   - Nothing is sent inside a transaction.
//   - A delivery is claimed before it is sent: its attempts are counted and its next
//     attempt is put off by a lease, in one transaction that skips what others hold
//     (FOR UPDATE SKIP LOCKED on PostgreSQL, the only writer on SQLite). So servers
//     share the work, and none sends what another one sends. Their clocks may differ
//     by less than what a lease is longer than a batch.
//   - A server that dies between sending and marking leaves a message that is sent
//     again after the lease, with the same Message-ID (mail) and id (phone), by which
//     a receiver recognizes it. That is the only way to get one twice, beside a
//     server at the other end that takes a message and does not say so.
//   - A delivery is tried at most mostAttempts times, with a pause that doubles, with
//     jitter, up to an hour: about a day. Then it is FAILED with the code of the last
//     attempt. What the other end refuses for good is not tried again.
//   - A reminder is made once per sign-up, kind and start (a unique index).
//
// # Reminders
//
// There is one 24 h and one 2 h before the start, for those who are CONFIRMED, on
// shifts where one has to be: a seat for student credit has none. One
// that would fall into the night (22 to 8 in the zone of the event) is put to 21:00
// of the evening before: earlier, since people have to plan. A server that was away
// makes it late, by day and before the start, the first only until the second is
// due. Who got the place, or was told of a new time, after that moment knows it, and
// is not reminded of it. A moved shift has its reminders at the new time: the start
// is a part of what makes one unique. Whether a reminder still holds (the place, the
// time, the day) is asked again right before it is sent.
//
// # Life cycle
//
// Jobs are loops that the program runs until it ends: one makes reminders and
// deliveries, one for each channel sends. At the end a loop finishes the message it
// is sending (some seconds at most) and gives back the rest of its batch. Without a
// channel there is nothing to pass on, and the inbox is all. A notice older than a
// day is not passed on any more: a channel that is set up later does not send the
// past.
//
// The jobs share no state but the database and the counters of the observer.
// Between two statements they hold no lock; a transaction locks either rows of one
// kind (notices, deliveries) or none.
package notice
