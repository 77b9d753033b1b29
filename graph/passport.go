package graph

import (
	"context"

	"erikti/graph/model"
)

// passportPayload answers with a passport of the viewer, or why it was refused.
func (r *Resolver) passportPayload(ctx context.Context, id string, err error) (*model.PassportPayload, error) {
	p := &model.PassportPayload{}
	if p.UserErrors, err = userErrors(ctx, err); err != nil || id == "" {
		return p, err
	}
	p.Passport, err = r.Passports.One(ctx, id)
	return p, err
}
