package rights

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"maps"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/account"
	"erikti/ent/gen/onetimetoken"
	"erikti/ent/gen/session"
	"erikti/internal/viewer"
)

func init() { maps.Copy(recipes, accountRecipes) }

// secret writes the secret of a link, of whatever make says.
func (o one) secret(make func(*gen.OneTimeTokenCreate)) string {
	token := rand.Text()
	hash := sha256.Sum256([]byte(token))
	row := rows(o.Server).OneTimeToken.Create().SetTokenHash(hash[:]).SetExpiresAt(time.Now().Add(time.Hour))
	make(row)
	row.ExecX(system)
	return token
}

func (o one) accountOf(p person) string {
	return rows(o.Server).Account.Query().Where(account.VolunteerID(p.id)).OnlyIDX(system)
}

// keepSessions opens the sessions of somebody again that a call ended.
func (w *world) keepSessions(p person) {
	if p.id != "" {
		rows(w.Server).Session.Update().Where(session.HasAccountWith(account.VolunteerID(p.id)), session.EndedAtNotNil()).ClearEndedAt().ExecX(system)
	}
}

var accountRecipes = map[string]recipe{
	"Mutation.confirmContact": {"nobody", mutate("confirmContact", "ConfirmContactInput", func(o one) []any {
		o.made++
		email := fmt.Sprintf("confirmed%d@example.kz", o.made)
		r := rows(o.Server).Registration.Create().SetEmail(email).SetPasswordHash("h").SetGivenName("D").SetFamilyName("S").
			SetLocale("ru").SetExpiresAt(time.Now().Add(time.Hour)).SaveX(system)
		return []any{"token", o.secret(func(t *gen.OneTimeTokenCreate) {
			t.SetPurpose(onetimetoken.PurposeCONFIRM_REGISTRATION).SetRegistrationID(r.ID).SetContact(email)
		})}
	}), nil},
	"Mutation.signInWithProvider": {"nobody", mutate("signInWithProvider", "SignInWithProviderInput", func(o one) []any {
		code, verifier := rand.Text(), rand.Text()
		codeHash, challenge := sha256.Sum256([]byte(code)), sha256.Sum256([]byte(verifier))
		rows(o.Server).ProviderSignIn.Create().SetProvider("id").SetStateHash([]byte(code)).SetBrowserHash([]byte{1}).
			SetChallenge(base64.RawURLEncoding.EncodeToString(challenge[:])).SetReturnTo("/").SetExpiresAt(time.Now().Add(time.Hour)).
			SetCodeHash(codeHash[:]).SetIssuer("https://id.example").SetSubject(code).SetEmail(code + "@example.kz").SetGivenName("D").ExecX(system)
		return []any{"code", code, "verifier", verifier}
	}), nil},
	"Mutation.requestPasswordReset": {"nobody", mutate("requestPasswordReset", "RequestPasswordResetInput", func(one) []any {
		return []any{"phone", "+77010000001"}
	}), nil},
	"Mutation.resetPassword": {"nobody", mutate("resetPassword", "ResetPasswordInput", func(o one) []any {
		whose := o.person()
		return []any{"newPassword", "another good password", "token", o.secret(func(t *gen.OneTimeTokenCreate) {
			t.SetPurpose(onetimetoken.PurposeRESET_PASSWORD).SetAccountID(o.accountOf(whose))
		})}
	}), nil},
	"Mutation.changePassword": {"nobody", mutate("changePassword", "ChangePasswordInput", func(o one) []any {
		if o.asker.id != "" {
			rows(o.Server).Account.Update().Where(account.VolunteerID(o.asker.id)).ClearPasswordHash().ExecX(system)
		}
		return []any{"newPassword", "another good password"}
	}), nil},
	"Mutation.changeContact": {"nobody", mutate("changeContact", "ChangeContactInput", func(o one) []any {
		if o.asker.id != "" {
			rows(o.Server).Account.Update().Where(account.VolunteerID(o.asker.id)).ClearPasswordHash().ExecX(system)
		}
		o.made++
		return []any{"email", fmt.Sprintf("changed%d@example.kz", o.made)}
	}), nil},
	"Mutation.endSession": {"person", mutate("endSession", "EndSessionInput", func(o one) []any {
		o.SessionOf(o.t, o.whose.id)
		return []any{"sessionId", rows(o.Server).Session.Query().Where(session.AccountID(o.accountOf(o.whose))).
			Order(gen.Desc(session.FieldCreatedAt)).FirstIDX(system)}
	}), nil},
	"Mutation.endOtherSessions": {"nobody", mutate("endOtherSessions", "EndOtherSessionsInput", func(one) []any { return nil }), nil},
	"Mutation.createApiKey": {"nobody", mutate("createApiKey", "CreateApiKeyInput", func(one) []any {
		return []any{"name", "k", "scopes", []string{"PROFILE_READ"}}
	}), nil},
	"Mutation.revokeApiKey": {"person", mutate("revokeApiKey", "RevokeApiKeyInput", func(o one) []any {
		hash := sha256.Sum256([]byte(rand.Text()))
		return []any{"apiKeyId", rows(o.Server).APIKey.Create().SetAccountID(o.accountOf(o.whose)).SetName("k").SetPrefix("erk_").SetTokenHash(hash[:]).
			SetScopes([]viewer.Scope{viewer.ProfileRead}).SetExpiresAt(time.Now().Add(time.Hour)).SaveX(system).ID}
	}), nil},
}
