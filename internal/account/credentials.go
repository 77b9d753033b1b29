package account

import (
	"erikti/ent/gen/account"
	"erikti/ent/gen/predicate"
	"erikti/internal/fault"
)

// Contact is an e-mail address or a phone number, one of the two.
type Contact struct {
	Email string
	Phone string
}

// String is the address or number as the account keeps it, after normalize.
func (c Contact) String() string { return c.Email + c.Phone }

// normalize writes the contact as accounts keep it, and refuses what is none.
func (c *Contact) normalize() (err error) {
	switch {
	case c.Email != "" && c.Phone == "":
		c.Email, err = normalEmail(c.Email)
		return err
	case c.Phone != "" && c.Email == "":
		c.Phone, err = normalPhone(c.Phone)
		return err
	default:
		return fault.Invalid("contact", "email")
	}
}

// account finds the account with the contact.
func (c Contact) account() predicate.Account {
	if c.Email != "" {
		return account.Email(c.Email)
	}
	return account.Phone(c.Phone)
}

// path is the part of an input that the contact stands in.
func (c Contact) path() string {
	if c.Email != "" {
		return "email"
	}
	return "phone"
}

// taken refuses a contact that another account has.
func (c Contact) taken() error {
	if c.Email != "" {
		return fault.Refuse(fault.EmailTaken).At("email")
	}
	return fault.Refuse(fault.PhoneTaken).At("phone")
}
