package peer

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"erikti/bench/live/load"
	"erikti/bench/live/process"
	"erikti/bench/live/state"
)

// erikti is this product on SQLite with its demo network, whose organizer makes
// the event that is watched. Every limit that can be off is.
func erikti(at Places) (*Peer, error) {
	options, err := lifted(at.Product)
	if err != nil {
		return nil, err
	}
	options = append(options, "DEMO=true", "DEMO_TRAFFIC=off", "LOG_LEVEL=error",
		"DATABASE_URL=sqlite:"+filepath.Join(at.Scratch, "erikti.db"), "PICTURES_FOLDER="+filepath.Join(at.Scratch, "pictures"))
	who := &organizer{}
	return &Peer{
		Name: "erikti", Title: "Erikti", Prepare: true,
		Command: process.Command{Path: at.Product, Env: append(options, at.Options...)},
		Attach:  who.attach,
	}, nil
}

// Product is the product with further options, as one of several servers.
func Product(at Places, name string, more ...string) (*Peer, error) {
	at.Options = append(slices.Clone(at.Options), more...)
	p, err := erikti(at)
	if err == nil {
		p.Command.Log = filepath.Join(at.Scratch, name+".log")
	}
	return p, err
}

// lifted turns off each limit that says how to.
func lifted(program string) ([]string, error) {
	table, err := exec.Command(program, "options").Output()
	if err != nil {
		return nil, fmt.Errorf("%s options: %w", program, err)
	}
	var off []string
	for line := range strings.Lines(string(table)) {
		if parts := strings.Split(line, "`"); len(parts) > 1 && strings.Contains(line, "0 = off") {
			off = append(off, parts[1]+"=0")
		}
	}
	return off, nil
}

// organizer is one of the demo's, and signs in once: hashing the password takes
// memory that would hide what sockets take.
type organizer struct{ token, organization string }

func (o *organizer) attach(addr string) (load.Protocol, load.Change, error) {
	if o.token == "" {
		if err := o.signIn(addr); err != nil {
			return nil, nil, err
		}
	}
	c := &change{addr: addr, token: o.token, last: state.First}
	event, err := c.newEvent(o.organization)
	return load.GraphQL{Path: "/graphql", EventID: event}, c, err
}

func (o *organizer) signIn(addr string) error {
	var in struct {
		SignIn struct {
			Token  string
			Viewer struct {
				Memberships []struct {
					Role         string
					Organization struct{ ID string }
				}
			}
		}
	}
	err := (&change{addr: addr}).ask(`mutation { signIn(input: {email: "organizer@demo.example", password: "erikti-demo"}) {
		token viewer { memberships { role organization { id } } } } }`, nil, &in)
	for _, m := range in.SignIn.Viewer.Memberships {
		if m.Role == "ADMIN" {
			o.organization = m.Organization.ID
		}
	}
	o.token = in.SignIn.Token
	return err
}

// newEvent publishes an event with one shift in a month and returns its id.
func (c *change) newEvent(organization string) (string, error) {
	day := time.Now().UTC().Truncate(time.Hour).AddDate(0, 1, 0)
	at := func(hour int) string { return day.Add(time.Duration(hour) * time.Hour).Format(time.RFC3339) }
	var made struct {
		CreateEvent struct {
			Event struct {
				ID     string
				Shifts []struct{ ID string }
			}
		}
	}
	err := c.ask(`mutation($in: CreateEventInput!) { createEvent(input: $in) { event { id shifts { id } } userErrors { code } } }`, map[string]any{
		"organizationId": organization, "title": map[string]any{"en": "Watched"}, "directions": []string{"SOCIAL"},
		"startsAt": at(0), "endsAt": at(8), "timeZone": "Asia/Almaty",
		"shifts": []any{map[string]any{"title": map[string]any{"en": "Shift"}, "startsAt": at(1), "endsAt": at(4), "capacity": c.last}},
	}, &made)
	event := made.CreateEvent.Event
	if err != nil || len(event.Shifts) == 0 {
		return "", errors.Join(errors.New("no event was made"), err)
	}
	c.shift = event.Shifts[0].ID
	return event.ID, c.ask(`mutation($in: PublishEventInput!) { publishEvent(input: $in) { userErrors { code } } }`, map[string]any{"eventId": event.ID}, nil)
}

// change sets the capacity of the shift.
type change struct {
	addr, token, shift string
	last               int
}

func (c *change) Last() int { return c.last }

func (c *change) Request(capacity int) *http.Request {
	c.last = capacity
	return c.request(`mutation($in: UpdateShiftInput!) { updateShift(input: $in) { userErrors { code } } }`,
		map[string]any{"shiftId": c.shift, "capacity": capacity})
}

func (c *change) Check(body []byte) error {
	if bytes.Contains(body, []byte(`"errors":`)) || bytes.Contains(body, []byte(`"code":`)) {
		return fmt.Errorf("it was answered %.300s", body)
	}
	return nil
}

func (c *change) request(query string, in map[string]any) *http.Request {
	body, err := json.Marshal(map[string]any{"query": query, "variables": map[string]any{"in": in}})
	if err != nil {
		panic(err) // the variables are ours
	}
	r, err := http.NewRequest(http.MethodPost, "http://"+c.addr+"/graphql", bytes.NewReader(body))
	if err != nil {
		panic(err) // so is the address
	}
	r.Header.Set("Content-Type", "application/json")
	if c.token != "" {
		r.Header.Set("Authorization", "Bearer "+c.token)
	}
	return r
}

// ask sends a request that is not measured.
func (c *change) ask(query string, in map[string]any, data any) error {
	r := c.request(query, in)
	r.Close = true
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		return err
	}
	defer response.Body.Close() //nolint:errcheck // read to the end
	body, err := io.ReadAll(response.Body)
	if err != nil {
		return err
	}
	if err := c.Check(body); err != nil || data == nil {
		return err
	}
	return json.Unmarshal(body, &struct{ Data any }{data})
}
