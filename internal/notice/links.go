package notice

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"strings"

	"erikti/ent/gen"
	"erikti/ent/gen/setting"
	"erikti/ent/gen/signup"
	"erikti/ent/rule"
	"erikti/internal/store"
)

// CannotCome is the path of the page on which whoever holds the link of a reminder
// gives the place up: by POST, the link itself changes nothing.
const CannotCome = "/cannot-come"

// linkKey is the setting with the key of links.
const linkKey = "notice_link_key"

// Links makes the links in messages and knows them again. A link is the right to give
// up one place, and nothing else; it works as long as the place can be given up.
type Links struct {
	store *store.Store
	key   []byte
}

// NewLinks reads the key of this installation, or makes it.
func NewLinks(ctx context.Context, st *store.Store) (*Links, error) {
	ctx = rule.System(ctx)
	var row *gen.Setting
	err := st.Tx(ctx, func(ctx context.Context, tx *gen.Tx) error {
		fresh := make([]byte, 32)
		_, _ = rand.Read(fresh) // never fails
		err := tx.Setting.Create().SetID(linkKey).SetValue(base64.RawURLEncoding.EncodeToString(fresh)).
			OnConflictColumns(setting.FieldID).Ignore().Exec(ctx)
		if err != nil {
			return err
		}
		row, err = tx.Setting.Get(ctx, linkKey)
		return err
	})
	if err != nil {
		return nil, err
	}
	key, err := base64.RawURLEncoding.DecodeString(row.Value)
	return &Links{st, key}, err
}

func (l *Links) cannotCome(publicURL, signupID string) string {
	return publicURL + CannotCome + "?place=" + signupID + "." + l.proof(signupID)
}

// GuardianPath is the path of the page on which a guardian consents, or takes it back.
const GuardianPath = "/guardian"

func (l *Links) guardian(publicURL, consentID string) string {
	return publicURL + GuardianPath + "?consent=" + l.Guardian(consentID)
}

// Guardian makes the token of a guardian's link: the right to consent and to take it
// back, for whoever gets the message.
func (l *Links) Guardian(consentID string) string {
	return consentID + "." + l.sign("guardian", consentID)
}

// Consent returns the consent that a guardian's token is about, "" for what is none.
func (l *Links) Consent(token string) string {
	consentID, proof, _ := strings.Cut(token, ".")
	if !hmac.Equal([]byte(proof), []byte(l.sign("guardian", consentID))) {
		return ""
	}
	return consentID
}

func (l *Links) proof(signupID string) string { return l.sign("cannot come", signupID) }

func (l *Links) sign(purpose, id string) string {
	h := hmac.New(sha256.New, l.key)
	h.Write([]byte(purpose + "\x00" + id))
	return base64.RawURLEncoding.EncodeToString(h.Sum(nil)[:18])
}

// Place returns the sign-up that a link is about, with its shift and event; nil for
// what is no link.
func (l *Links) Place(ctx context.Context, token string) (*gen.Signup, error) {
	signupID, proof, _ := strings.Cut(token, ".")
	if !hmac.Equal([]byte(proof), []byte(l.proof(signupID))) {
		return nil, nil
	}
	found, err := l.store.Client.Signup.Query().Where(signup.ID(signupID)).
		WithShift(func(q *gen.ShiftQuery) { q.WithEvent() }).Only(rule.System(ctx))
	return found, gen.MaskNotFound(err)
}
