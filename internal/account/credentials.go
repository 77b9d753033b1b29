package account

import (
	"erikti/ent/gen/account"
	"erikti/ent/gen/predicate"
	"erikti/internal/fault"
)

// contact is the address or number as the account keeps it; call by first.
func (c *Credentials) contact() string { return c.Email + c.Phone }

// by normalizes the contact and finds its account.
func (c *Credentials) by() (predicate.Account, error) {
	var err error
	switch {
	case c.Email != "" && c.Phone == "":
		if c.Email, err = normalEmail(c.Email); err != nil {
			return nil, err
		}
		return account.Email(c.Email), nil
	case c.Phone != "" && c.Email == "":
		if c.Phone, err = normalPhone(c.Phone); err != nil {
			return nil, err
		}
		return account.Phone(c.Phone), nil
	default:
		return nil, fault.Invalid("contact", "email")
	}
}
