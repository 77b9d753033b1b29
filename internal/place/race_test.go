//go:build race

package place_test

// slowed says that looking for races makes everything many times slower.
const slowed = true
