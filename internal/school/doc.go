// Package school is the School of Volunteers of a support center: courses, cohorts that
// learn together, lessons with who was there, results, and certificates whose
// qualifications open the shifts that ask for them.
//
// A cohort has no places of its own: it is a COURSE event with one shift, and whoever
// wants to learn signs up there. What a prerequisite asks is a qualification that the
// shift asks for. So places, queue, gates and live numbers are the engine's
// (internal/place), and publishing, changing and cancelling are the event's
// (internal/event).
//
// # Invariants
//
//   - A course leads to itself by no way of prerequisites, all of which are of its own
//     school.
//   - One result for each person of a cohort, by somebody else; it does not change.
//   - A certificate, its qualification and its signed credential (internal/passport) are
//     written together, and end together. A revoked one is revoked for ever.
//   - Nobody notes or decides anything of themselves.
//
// # Locks
//
// Prerequisites change under the row of their organization. A result, and the end of a
// certificate, lock the shifts of the person (and the cohort's) by ascending id, as the
// engine does, then the certificate.
package school
