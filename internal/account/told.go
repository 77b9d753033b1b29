package account

import (
	"context"

	"erikti/ent/gen"
	"erikti/internal/audit"
)

// What of an account is kept in the audit.
const (
	actPasswordSet    = "PASSWORD_SET"
	actContactSet     = "CONTACT_SET"
	actKeyCreated     = "API_KEY_CREATED"
	actKeyRevoked     = "API_KEY_REVOKED"
	actProviderLinked = "PROVIDER_LINKED"
)

// record keeps in the audit what was done to the way in which a person signs in: ids and
// codes, never the contact or the secret.
func record(ctx context.Context, tx *gen.Tx, action, volunteerID string, detail map[string]string) error {
	return audit.Record(ctx, tx, audit.Entry{Action: action, Object: volunteerID, Detail: detail})
}
