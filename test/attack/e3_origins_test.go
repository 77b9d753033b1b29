package attack

import (
	"net/http"
	"strings"
	"testing"

	"github.com/gorilla/websocket"

	"erikti/internal/apptest"
)

// Only pages of this server and of the allowed sites open sockets; a browser cannot
// be made to leave its origin out, what is no browser says none.
func TestE3_PagesOfOtherSites(t *testing.T) {
	s := apptest.Start(t, apptest.SQLite(t), "ALLOWED_ORIGINS=https://friend.example", "PUBLIC_URL=https://erikti.example")
	for origin, opens := range map[string]bool{
		"":                               true,
		s.URL:                            true,
		"https://friend.example":         true,
		"https://erikti.example":         true,
		"https://elsewhere.example":      false,
		"https://friend.example.evil.kz": false,
		"http://friend.example":          false,
		"null":                           false,
		"file://":                        false,
	} {
		h := http.Header{}
		if origin != "" {
			h.Set("Origin", origin)
		}
		dialer := websocket.Dialer{Subprotocols: []string{"graphql-transport-ws"}}
		conn, response, err := dialer.Dial("ws"+strings.TrimPrefix(s.URL, "http")+"/graphql", h)
		if opens != (err == nil) || !opens && response.StatusCode != http.StatusForbidden {
			t.Errorf("%q: %v, %v", origin, response, err)
		}
		if conn != nil {
			_ = conn.Close()
		}
	}
}
