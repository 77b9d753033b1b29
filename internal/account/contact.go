package account

import "erikti/internal/check"

// normalEmail lowers an address and refuses what is not one.
func normalEmail(s string) (string, error) { return check.Email(s, "email") }

// normalPhone writes a number as E.164.
func normalPhone(s string) (string, error) { return check.Phone(s, "phone") }
