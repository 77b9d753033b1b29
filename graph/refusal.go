package graph

import (
	"context"

	"erikti/graph/model"
	"erikti/internal/fault"
	"erikti/internal/lang"
)

// userErrors shows a refusal in the reader's language. What is not a refusal
// fails the field.
func userErrors(ctx context.Context, err error) ([]model.UserError, error) {
	if err == nil {
		return []model.UserError{}, nil
	}
	r, ok := fault.AsRefusal(err)
	if !ok {
		return nil, err
	}
	message, next := Words(lang.FromContext(ctx), r)
	base := model.Refusal{Code: model.UserErrorCode(r.Code), Message: message, Path: r.Path, NextStep: next}
	number := func(name string) int { n, _ := r.Args[name].(int); return n }
	switch r.Code {
	case fault.CapacityBelowTaken:
		return []model.UserError{model.CapacityBelowTaken{
			Code: base.Code, Message: base.Message, Path: base.Path, NextStep: base.NextStep,
			Taken: number("taken"), Excess: number("excess"),
		}}, nil
	case fault.WrongState:
		state, known := r.Args["state"].(string)
		allowed, _ := r.Args["allowed"].([]string)
		if known {
			return []model.UserError{model.WrongState{
				Code: base.Code, Message: base.Message, Path: base.Path, NextStep: base.NextStep, State: state, Allowed: allowed,
			}}, nil
		}
	case fault.StaleVersion:
		return []model.UserError{model.StaleVersion{
			Code: base.Code, Message: base.Message, Path: base.Path, NextStep: base.NextStep,
			CurrentVersion: number("currentVersion"),
		}}, nil
	}
	return []model.UserError{base}, nil
}

// Words are what a refusal says in a language, and what the person can do next.
func Words(l lang.Locale, r *fault.Refusal) (message string, next *string) {
	message = lang.Message(l, key("refusal", string(r.Code), r.Detail), r.Args)
	if k := key("next", string(r.Code), r.Detail); lang.Has(k) {
		s := lang.Message(l, k, r.Args)
		next = &s
	}
	return message, next
}

// key is the most special message that there is.
func key(kind, code, detail string) string {
	if special := kind + "." + code + "." + detail; detail != "" && lang.Has(special) {
		return special
	}
	return kind + "." + code
}
