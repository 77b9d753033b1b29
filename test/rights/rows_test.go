package rights

import (
	"strings"

	"erikti/ent/gen/account"
	"erikti/ent/gen/hourentry"
	"erikti/ent/gen/notice"
	"erikti/ent/gen/predicate"
	"erikti/ent/gen/projectindicator"
	"erikti/ent/gen/projectreport"
	"erikti/ent/gen/session"
)

func accountOf(id string) predicate.Account { return account.VolunteerID(id) }
func sessionOf(id string) predicate.Session { return session.AccountID(id) }
func hoursOf(id string) predicate.HourEntry { return hourentry.VolunteerID(id) }
func noticesOf(id string) predicate.Notice  { return notice.VolunteerID(id) }

func ofProject(id string) predicate.ProjectReport { return projectreport.ProjectID(id) }

func indicatorSource(s string) projectindicator.Source { return projectindicator.Source(s) }

func containsFold(s, word string) bool { return strings.Contains(strings.ToLower(s), word) }
