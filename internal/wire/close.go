package wire

import "github.com/gorilla/websocket"

// closeCode says why a socket is closed; docs/protocol.md says what a client does
// with each. 4400 to 4429 are the protocol's own, 4440 and up ours.
type closeCode int

// The codes.
const (
	closeNormal      = closeCode(websocket.CloseNormalClosure)
	closeInvalid     = closeCode(4400) // not a message of the protocol
	closeTooEarly    = closeCode(4401) // an operation before the acknowledgement
	closeForbidden   = closeCode(4403) // the init was refused
	closeInitTimeout = closeCode(4408) // no init in time
	closeDuplicate   = closeCode(4409) // an operation with the id of one that runs
	closeTwoInits    = closeCode(4429) // a second init
	closeSessionOver = closeCode(4440) // the session that the init named has ended
	closeAddressFull = closeCode(4441) // too many connections from an address
	closeAccountFull = closeCode(4442) // too many connections of an account
	closeFlood       = closeCode(4443) // too many messages a second
	closePolicy      = closeCode(websocket.ClosePolicyViolation)
	closeTooLarge    = closeCode(websocket.CloseMessageTooBig)
	closeInternal    = closeCode(websocket.CloseInternalServerErr)
	closeRestart     = closeCode(websocket.CloseServiceRestart)
	closeTryLater    = closeCode(websocket.CloseTryAgainLater)
)

// closeReasons are told with the codes.
var closeReasons = map[closeCode]string{
	closeInvalid:     "Invalid message",
	closeTooEarly:    "Unauthorized",
	closeForbidden:   "Forbidden",
	closeInitTimeout: "Connection initialisation timeout",
	closeDuplicate:   "Subscriber already exists",
	closeTwoInits:    "Too many initialisation requests",
	closeSessionOver: "Session ended",
	closeAddressFull: "Too many connections from this address",
	closeAccountFull: "Too many connections of this account",
	closeFlood:       "Too many messages",
	closePolicy:      "Too many operations",
	closeTooLarge:    "Message too large",
	closeInternal:    "Internal error",
	closeRestart:     "Service restart",
	closeTryLater:    "Try again later",
}
