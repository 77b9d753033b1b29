//go:build !linux

package uring

import "errors"

// Ring is there on Linux alone.
type Ring struct{}

// New fails: io_uring is Linux's.
func New(int) (*Ring, error) { return nil, errors.ErrUnsupported }

func (*Ring) Room() bool         { return false }
func (*Ring) Send(int32, []byte) {}
func (*Ring) Know(int32)         {}
func (*Ring) Forget(int32)       {}
func (*Ring) Flush() []int32     { return nil }
func (*Ring) Err() error         { return errors.ErrUnsupported }
func (*Ring) Close()             {}
