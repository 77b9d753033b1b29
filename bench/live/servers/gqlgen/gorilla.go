package main

import (
	"errors"
	"io"
	"net/http"

	"github.com/99designs/gqlgen/graphql/handler/transport"
	"github.com/gorilla/websocket"
)

// gorilla lets gqlgen's WebSocket transport work on gorilla/websocket.
type gorilla struct{ websocket.Upgrader }

func (g gorilla) Accept(w http.ResponseWriter, r *http.Request, o transport.WebsocketAcceptOptions) (transport.WebsocketConn, error) {
	g.Subprotocols = o.Subprotocols
	conn, err := g.Upgrade(w, r, o.ResponseHeader)
	if err != nil {
		return nil, err
	}
	return gorillaConn{conn}, nil
}

type gorillaConn struct{ *websocket.Conn }

// NextReader tells gqlgen in its own words that the peer has closed.
func (c gorillaConn) NextReader() (int, io.Reader, error) {
	kind, reader, err := c.Conn.NextReader()
	if websocket.IsCloseError(err, websocket.CloseNormalClosure, websocket.CloseNoStatusReceived) {
		err = errors.Join(transport.ErrWebsocketClosed, err)
	}
	return kind, reader, err
}

func (c gorillaConn) WriteClose(code int, reason string) error {
	return c.WriteMessage(websocket.CloseMessage, websocket.FormatCloseMessage(code, reason))
}
