package rights

import (
	"erikti/ent/gen/account"
	"erikti/ent/gen/hourentry"
	"erikti/ent/gen/predicate"
)

func accountOf(id string) predicate.Account { return account.VolunteerID(id) }
func hoursOf(id string) predicate.HourEntry { return hourentry.VolunteerID(id) }
