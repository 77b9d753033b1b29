// Package chain chains the lines of a log by hash: each line's hash covers the
// hash of the line before and every column of its own, so that nothing before a
// known hash can be changed, left out or put in without being found.
//
// What a person typed stands beside the log in a row that can be erased; a line
// has its salted hash (Salted), so that the chain still holds afterwards.
package chain

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"hash"
	"time"
)

// Line is the hash of a line that is being written: SHA-256 over the hash of the
// line before and the columns in their order, each text with its length before it.
type Line struct{ h hash.Hash }

// After begins a line after the one with a hash; nil: the first.
func After(before []byte) *Line {
	l := &Line{sha256.New()}
	return l.Bytes(before)
}

// Bytes adds a column of bytes.
func (l *Line) Bytes(b []byte) *Line {
	l.Number(int64(len(b)))
	l.h.Write(b)
	return l
}

// Text adds a column of text.
func (l *Line) Text(s string) *Line { return l.Bytes([]byte(s)) }

// Number adds a column of a number.
func (l *Line) Number(n int64) *Line {
	var b [8]byte
	binary.BigEndian.PutUint64(b[:], uint64(n))
	l.h.Write(b[:])
	return l
}

// Maybe adds a number that may be absent, told from 0.
func (l *Line) Maybe(n *int64) *Line {
	if n == nil {
		return l.Number(0)
	}
	return l.Number(1).Number(*n)
}

// MaybeText adds a text that may be absent, told from an empty one.
func (l *Line) MaybeText(s *string) *Line {
	if s == nil {
		return l.Number(0)
	}
	return l.Number(1).Text(*s)
}

// Time adds a moment, in nanoseconds since 1970.
func (l *Line) Time(t time.Time) *Line { return l.Number(t.UnixNano()) }

// Sum returns the hash of the line.
func (l *Line) Sum() []byte { return l.h.Sum(nil) }

// NewSalt makes 16 random bytes.
func NewSalt() []byte {
	salt := make([]byte, 16)
	_, _ = rand.Read(salt) // never fails
	return salt
}

// Salted is what a line has of a text that can be erased: SHA-256 of salt and text.
func Salted(salt []byte, text string) []byte {
	h := sha256.New()
	h.Write(salt)
	h.Write([]byte(text))
	return h.Sum(nil)
}
