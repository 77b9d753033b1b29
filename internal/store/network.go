package store

import (
	"database/sql/driver"
	"errors"
	"io"
	"net"
)

// isNetwork recognizes a connection that broke or could not be made.
func isNetwork(err error) bool {
	var op *net.OpError
	return errors.As(err, &op) || errors.Is(err, driver.ErrBadConn) ||
		errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF)
}
