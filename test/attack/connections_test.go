package attack

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"

	"erikti/ent/gen/platformgrant"
	"erikti/ent/rule"
	"erikti/internal/apptest"
)

const liveConnections = `liveConnections { webSockets eventStreams accounts visitors subscriptions groups deliveries fields { field subscriptions groups } }`

type connected struct {
	WebSockets, EventStreams, Accounts, Visitors, Subscriptions, Groups, Deliveries int
	Fields                                                                          []struct {
		Field                 string
		Subscriptions, Groups int
	}
}

func connectionsOf(t testing.TB, data json.RawMessage) connected {
	t.Helper()
	var p struct {
		Data   struct{ LiveConnections connected }
		Errors json.RawMessage
	}
	if err := json.Unmarshal(data, &p); err != nil || p.Errors != nil {
		t.Fatalf("%s: %v", data, err)
	}
	return p.Data.LiveConnections
}

// Administrators of the platform see what is followed, as it is and as it changes, as
// long as they are; nobody else does.
func TestLiveConnectionsAreForAdministrators(t *testing.T) {
	apptest.EachDatabase(t, func(t *testing.T, url string) {
		s := apptest.Start(t, url)
		c, organization := organizer(s, "organizer")
		event, _ := c.Shift(t, organization, 5, 3)
		admin, me := person(s, "admin")
		ctx, db := rule.System(context.Background()), s.App.Store().Client
		db.PlatformGrant.Create().SetVolunteerID(me).SetRole(platformgrant.RolePLATFORM_ADMIN).ExecX(ctx)
		for _, other := range []struct {
			client *apptest.Client
			code   string
		}{{c, "FORBIDDEN"}, {s.As(""), "UNAUTHENTICATED"}} {
			if a := other.client.Ask(t, `{ `+liveConnections+` }`, nil); a.Code() != other.code {
				t.Errorf("to others: %s", a.Body)
			}
			sock := open(t, other.client, false)
			sock.subscribe("1", `subscription { `+liveConnections+` }`, nil)
			if code := refusedWith(t, sock.hear()); code != other.code {
				t.Errorf("to others: %s", code)
			}
			_ = sock.Close()
		}
		sock := open(t, admin, false)
		sock.subscribe("1", `subscription { `+liveConnections+` }`, nil)
		connectionsOf(t, sock.hear().Payload)
		const follow = `subscription($id: ID!) { eventCapacity(eventId: $id) { version } }`
		for _, one := range []*apptest.Client{c, s.As(""), s.As("")} {
			sock := open(t, one, false)
			sock.subscribe("1", follow, map[string]any{"id": event})
			sock.hear()
		}
		var seen connected
		for seen.Subscriptions != 4 || seen.WebSockets != 4 {
			seen = connectionsOf(t, sock.hear().Payload)
		}
		asked := connectionsOf(t, admin.Do(t, `{ `+liveConnections+` }`, nil).Body)
		for _, o := range []connected{seen, asked} {
			if o.Accounts != 2 || o.Visitors != 2 || o.Groups != 1 || len(o.Fields) != 2 || o.Deliveries < 3 ||
				o.Fields[0].Field != "eventCapacity" || o.Fields[0].Subscriptions != 3 || o.Fields[0].Groups != 1 || o.Fields[1].Groups != 0 {
				t.Errorf("%+v", o)
			}
		}
		db.PlatformGrant.Delete().Where(platformgrant.VolunteerID(me)).ExecX(ctx)
		m := sock.hear()
		if m.Type == "next" {
			m = sock.hear() // one could be on its way
		}
		if code := refusedWith(t, m); code != "FORBIDDEN" {
			t.Errorf("when they are no administrator any more: %s", code)
		}
	})
}

// What an operator wants to know of live connections is in the metrics.
func TestMetricsOfLiveConnections(t *testing.T) {
	s := apptest.Start(t, apptest.SQLite(t))
	response, err := http.Get(s.URL + "/metrics")
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close() //nolint:errcheck // only read
	raw, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{
		"erikti_live_connections", "erikti_live_groups", "erikti_live_members", "erikti_live_slow", "erikti_live_executions_total",
		"erikti_live_deliveries_total", "erikti_live_conflated_total", "erikti_live_went_slow_total", "erikti_live_dropped_slow_total",
		"erikti_live_write_errors_total", "erikti_live_spread_seconds_count", "erikti_bus_lag_seconds_count", "erikti_bus_missed_total",
	} {
		if !strings.Contains(string(raw), "\n"+name+" ") {
			t.Errorf("%s is not shown", name)
		}
	}
}
