package load

import "encoding/binary"

// WebSocket opcodes (RFC 6455, section 5.2).
const (
	opText  = 1
	opClose = 8
	opPing  = 9
	opPong  = 10
)

// upgrade is the opening handshake, with headers of about the size that a browser
// sends.
func upgrade(path, subprotocol string) []byte {
	if subprotocol != "" {
		subprotocol = "Sec-WebSocket-Protocol: " + subprotocol + "\r\n"
	}
	return []byte("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n" +
		"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n" + subprotocol +
		"User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36\r\n" +
		"Accept-Language: en\r\nCache-Control: no-cache\r\n\r\n")
}

// frame is a whole message of a client. Its mask is zero, which is allowed and
// leaves the payload as it is.
func frame(opcode byte, payload []byte) []byte {
	b := []byte{0x80 | opcode}
	if len(payload) < 126 {
		b = append(b, 0x80|byte(len(payload)))
	} else {
		b = append(b, 0x80|126)
		b = binary.BigEndian.AppendUint16(b, uint16(len(payload)))
	}
	b = append(b, 0, 0, 0, 0)
	return append(b, payload...)
}

// split takes the first frame of a server off b; whole is false while the rest of
// it is to come.
func split(b []byte) (opcode byte, payload, rest []byte, whole bool) {
	if len(b) < 2 {
		return 0, nil, b, false
	}
	length, header := int(b[1]&0x7f), 2
	switch length {
	case 126:
		header = 4
		if len(b) >= header {
			length = int(binary.BigEndian.Uint16(b[2:]))
		}
	case 127:
		header = 10
		if len(b) >= header {
			length = int(binary.BigEndian.Uint64(b[2:]))
		}
	}
	if len(b) < header || len(b)-header < length {
		return 0, nil, b, false
	}
	return b[0] & 0x0f, b[header : header+length], b[header+length:], true
}
