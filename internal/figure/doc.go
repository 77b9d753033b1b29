// Package figure has the figures that the network publishes about what people did, so
// that no figure, no sum and no difference of any of them tells of a few people.
//
// # The scheme
//
// A month is fixed once (Fix), ten days after its end, and never again. What was worked
// in it is divided into cells along one tree: region, then direction, then age. A part
// that fewer than so many people worked in (MIN_CELL_SIZE) is put together with the other
// small ones of its parent; where these are still too few, with the smallest part that
// is not (complementary suppression). A part is divided further only where it is shown
// by itself. So every cell has at least so many different people, and cells of a month
// share no line of the ledger (Divide).
//
// Everything that is published is the sum of whole cells: rows of open figures, figures
// of studies, whatever filter asks for them. What somebody computes from published
// figures, by adding and subtracting, is then a combination of cells too: a group of
// fewer people is in none. The months are never fixed anew, so neither a day more, nor
// a person who left, nor a correction makes two figures of the same cell. The property
// test solves for every part of random months, over the rationals.
//
// People are counted once in each cell, and sums add these counts. How many different
// people there are in several cells is published nowhere: with it, differences would
// tell how many are in both.
//
// Events and their places are public one by one; they are counted as they are.
//
// # What it is not
//
// The verified minutes of the dashboard (internal/stats) and of the sums of hours
// (internal/hours) are live, and to everybody of whole months and whole hours. They tell
// how much was worked, not by how many or whom, and are no part of the scheme; nothing
// here rests on their being unknown.
package figure
