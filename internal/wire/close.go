package wire

import "github.com/gorilla/websocket"

// The codes with which a socket is closed; docs/protocol.md says what a client
// does with each.
const (
	closeInvalid     = 4400 // not a message of the protocol
	closeTooEarly    = 4401 // an operation before the acknowledgement
	closeForbidden   = 4403 // the init was refused
	closeInitTimeout = 4408 // no init in time
	closeDuplicate   = 4409 // an operation with the id of one that runs
	closeTwoInits    = 4429 // a second init
	closeRestart     = websocket.CloseServiceRestart
	closeTooLarge    = websocket.CloseMessageTooBig
	closePolicy      = websocket.ClosePolicyViolation
)

// reasons are told with the codes.
var reasons = map[int]string{
	closeInvalid:     "Invalid message",
	closeTooEarly:    "Unauthorized",
	closeForbidden:   "Forbidden",
	closeInitTimeout: "Connection initialisation timeout",
	closeDuplicate:   "Subscriber already exists",
	closeTwoInits:    "Too many initialisation requests",
	closeRestart:     "Service restart",
	closeTooLarge:    "Message too large",
	closePolicy:      "Too many operations",
}
