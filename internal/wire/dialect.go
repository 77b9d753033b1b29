package wire

import (
	"encoding/binary"

	"github.com/gorilla/websocket"
)

// dialect is how a connection is spoken to. Ids are JSON strings with their
// quotes; what is appended to b is one whole frame, or several.
type dialect interface {
	// next carries a result; at is where in the frame the id stands.
	next(b, id, payload []byte) (frame []byte, at int)
	// failed carries errors and ends an operation.
	failed(b, id, errors []byte) []byte
	// complete ends an operation.
	complete(b, id []byte) []byte
	// alive asks for, or is, a sign of life.
	alive() []byte
	// farewell says why the connection is closed, nil when there is no way to.
	farewell(code closeCode) []byte
	// single: the connection carries one operation and ends with it.
	single() bool
}

func dialectOf(event bool) dialect {
	if event {
		return eventDialect{}
	}
	return socketDialect{}
}

// socketDialect is graphql-transport-ws in frames of WebSocket.
type socketDialect struct{}

const (
	idBefore       = `{"id":`
	nextBefore     = `,"type":"next","payload":`
	errorBefore    = `,"type":"error","payload":`
	completeBefore = `,"type":"complete"`
)

func (socketDialect) next(b, id, payload []byte) ([]byte, int) {
	start := len(b)
	b = message(b, id, nextBefore, payload)
	return b, start + headerSize(len(b)-start) + len(idBefore)
}

func (socketDialect) failed(b, id, errors []byte) []byte { return message(b, id, errorBefore, errors) }

func (socketDialect) complete(b, id []byte) []byte { return message(b, id, completeBefore, nil) }

var ping = frame(nil, websocket.PingMessage, nil)

func (socketDialect) alive() []byte { return ping }

func (socketDialect) farewell(code closeCode) []byte {
	return frame(nil, websocket.CloseMessage, websocket.FormatCloseMessage(int(code), closeReasons[code]))
}

func (socketDialect) single() bool { return false }

// message appends the frame {"id":id…payload}.
func message(b, id []byte, kind string, payload []byte) []byte {
	b = header(b, websocket.TextMessage, len(idBefore)+len(id)+len(kind)+len(payload)+1)
	b = append(b, idBefore...)
	b = append(b, id...)
	b = append(b, kind...)
	b = append(b, payload...)
	return append(b, '}')
}

// frame appends a whole frame of WebSocket, as a server sends it: final, unmasked.
func frame(b []byte, opcode int, payload []byte) []byte {
	return append(header(b, opcode, len(payload)), payload...)
}

func header(b []byte, opcode, length int) []byte {
	b = append(b, 0x80|byte(opcode))
	switch {
	case length < 126:
		return append(b, byte(length))
	case length < 1<<16:
		return binary.BigEndian.AppendUint16(append(b, 126), uint16(length))
	default:
		return binary.BigEndian.AppendUint64(append(b, 127), uint64(length))
	}
}

// headerSize is the length of the header of a frame of so many bytes in all.
func headerSize(frame int) int {
	switch {
	case frame < 126+2:
		return 2
	case frame < 1<<16+4:
		return 4
	default:
		return 10
	}
}

// eventDialect is graphql-sse with distinct connections: one operation a
// connection, so that ids are not said. A payload is JSON, which has no line
// breaks.
type eventDialect struct{}

const eventComplete = "event: complete\ndata:\n\n"

func (eventDialect) next(b, _, payload []byte) ([]byte, int) {
	b = append(b, "event: next\ndata: "...)
	b = append(b, payload...)
	return append(b, "\n\n"...), 0
}

func (eventDialect) failed(b, _, errors []byte) []byte {
	b = append(b, "event: next\ndata: {\"errors\":"...)
	b = append(b, errors...)
	return append(b, "}\n\n"+eventComplete...)
}

func (eventDialect) complete(b, _ []byte) []byte { return append(b, eventComplete...) }

var keepAlive = []byte(":\n\n")

func (eventDialect) alive() []byte { return keepAlive }

func (eventDialect) farewell(closeCode) []byte { return nil }

func (eventDialect) single() bool { return true }
