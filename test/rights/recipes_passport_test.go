package rights

import (
	"fmt"
	"maps"
	"time"

	"erikti/internal/network"
)

func init() { maps.Copy(recipes, passportRecipes) }

var passportRecipes = map[string]recipe{
	"Query.myPassports":    {"nobody", ask(`{ at: myPassports { id } }`, nil), present},
	"Query.verifyPassport": {"nobody", ask(`{ at: verifyPassport(input: {credential: "{\"proof\":{\"type\":\"DataIntegrityProof\",\"verificationMethod\":\"did:web:x#y\"}}"}) { check { state } userErrors { code } } }`, nil), present},
	"Mutation.issuePassport": {"nobody", mutate("issuePassport", "IssuePassportInput", func(o one) []any {
		if o.asker.id != "" {
			rows(o.Server).HourEntry.Create().SetVolunteerID(o.asker.id).SetOrganizationID(o.fresh(o, "VERIFIED")).SetDate(network.Today(time.Now())).
				SetMinutes(60).SetEvidence(3).SetState("VERIFIED").ExecX(system)
		}
		return []any{"name", false, "hours", true, "directions", true, "years", false}
	}), nil},
	"Mutation.revokePassport": {"person", mutate("revokePassport", "RevokePassportInput", func(o one) []any {
		o.made++
		return []any{"passportId", rows(o.Server).Passport.Create().SetVolunteerID(o.whose.id).SetNumber(fmt.Sprint("number-", o.made)).SetStatusIndex(50_000 + o.made).
			SetKeyID("k").SetCredential("{}").SetExpiresAt(time.Now().AddDate(1, 0, 0)).SaveX(system).ID}
	}), nil},
}
