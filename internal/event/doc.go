// Package event is what organizers do: events and their shifts, from draft to
// cancelled. Rights, texts and times are checked here; everything about places is
// left to the engine (internal/place).
package event
