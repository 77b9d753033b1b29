package rights

import (
	"crypto/ecdh"
	"crypto/rand"
	"encoding/base64"
	"fmt"
	"maps"

	"erikti/internal/apptest"
)

func init() { maps.Copy(recipes, reportRecipes) }

// reported is a report on an event of an organization of the side's region, of which
// nobody who asks is a member but on the second side.
func (o one) reported() string {
	event, _ := o.event(o.decided("VERIFIED"), "PUBLISHED")
	return rows(o.Server).Report.Create().SetEventID(event).SetRegionID(o.region).SetKind("OTHER").SetText("x").SaveX(system).ID
}

// browser is one that nobody has subscribed.
func (o one) browser() []any {
	o.made++
	key, err := ecdh.P256().GenerateKey(rand.Reader)
	if err != nil {
		o.t.Fatal(err)
	}
	return []any{
		"endpoint", fmt.Sprintf("https://push.example/%d", o.made), "p256dh", base64.RawURLEncoding.EncodeToString(key.PublicKey().Bytes()),
		"auth", base64.RawURLEncoding.EncodeToString(make([]byte, 16)),
	}
}

var reportRecipes = map[string]recipe{
	"Mutation.setOrganizationSites": {"organization", mutate("setOrganizationSites", "SetOrganizationSitesInput", func(o one) []any {
		return []any{"organizationId", o.fresh(o, "DRAFT"), "sites", []string{"https://club.example"}}
	}), nil},

	"Query.reports": {"organization", ask(`query($id: ID!) { at: reports(first: 100) { edges { node { id } } } want: node(id: $id) { id } }`, func(o one) map[string]any {
		return map[string]any{"id": o.reported()}
	}), func(a *apptest.Answer) bool {
		edges, _ := a.At("at", "edges").([]any)
		for i := range edges {
			if a.At("want", "id") != nil && a.At("at", "edges", i, "node", "id") == a.At("want", "id") {
				return true
			}
		}
		return false
	}},
	"Mutation.reportEvent": {"nobody", mutate("reportEvent", "ReportEventInput", func(o one) []any {
		event, _ := o.event(o.org, "PUBLISHED")
		return []any{"eventId", event, "kind", "MONEY"}
	}), nil},
	"Mutation.resolveReport": {"organization", mutate("resolveReport", "ResolveReportInput", func(o one) []any {
		return []any{"reportId", o.reported(), "note", "n"}
	}), nil},

	"Mutation.setNoticeChoices": {"nobody", mutate("setNoticeChoices", "SetNoticeChoicesInput", func(one) []any {
		return []any{"choices", []map[string]any{{"kind": "REMINDER", "channel": "MAIL", "wanted": false}}}
	}), nil},
	"Mutation.subscribeToPush": {"nobody", mutate("subscribeToPush", "SubscribeToPushInput", func(o one) []any {
		return o.browser()
	}), nil},
	"Mutation.unsubscribeFromPush": {"nobody", mutate("unsubscribeFromPush", "UnsubscribeFromPushInput", func(one) []any {
		return []any{"endpoint", "https://push.example/1"}
	}), nil},
}
