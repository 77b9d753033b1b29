package web

import (
	"regexp"
	"strings"
)

// addresses are the patterns of the pages' addresses; app/pages.ts has the same. A part that begins with a colon
// stands for one that its rule matches.
var addresses = []string{
	"/",
	"/regions/:iso",
	"/directions/:code",
	"/events",
	"/events/:id",
	"/organizations",
	"/organizations/:id",
	"/centers/:iso",
	"/me",
	"/me/hours",
	"/me/profile",
	"/me/privacy",
	"/me/interviews",
	"/me/security",
	"/courses",
	"/courses/:id",
	"/me/school",
	"/me/passports",
	"/verify",
	"/passports/:number",
	"/desk",
	"/desk/organization",
	"/desk/organization/new",
	"/desk/organization/members",
	"/desk/organization/people",
	"/desk/events/new",
	"/desk/events/:id",
	"/desk/shifts/:id",
	"/desk/shifts/:id/code",
	"/desk/shifts/:id/scan",
	"/desk/hours",
	"/desk/projects",
	"/desk/mentoring",
	"/desk/events/:id/came",
	"/center",
	"/center/requests",
	"/center/hours",
	"/center/projects",
	"/projects",
	"/projects/:id",
	"/center/mentoring",
	"/mentoring",
	"/center/school",
	"/center/research",
	"/research",
	"/research/:id",
	"/about/data",
	"/center/news",
	"/news",
	"/news/:id",
	"/campaigns/:id",
	"/university",
	"/programme",
	"/delays",
	"/check-in",
	"/kiosk",
	"/me/code/:id",
	"/sign-in",
	"/register",
	"/claim",
}

var parts = map[string]*regexp.Regexp{
	":iso":    regexp.MustCompile(`^KZ-[0-9]{2}$`),
	":code":   regexp.MustCompile(`^[A-Z]+$`),
	":id":     regexp.MustCompile(`^[a-z]+_[0-9A-Za-z_-]+$`),
	":number": regexp.MustCompile(`^[A-Z2-7]{26}$`),
}

// isPage says whether an address is one that the pages have. Whether there is a thing with its id, the page asks.
func isPage(path string) bool { return pattern(path) != "" }

// pattern is the pattern of the page at an address, "" for none.
func pattern(path string) string {
	for _, address := range addresses {
		if matches(address, path) {
			return address
		}
	}
	return ""
}

func matches(address, path string) bool {
	want, have := strings.Split(address, "/"), strings.Split(path, "/")
	if len(want) != len(have) {
		return false
	}
	for i, part := range want {
		if rule, ok := parts[part]; ok {
			if !rule.MatchString(have[i]) {
				return false
			}
		} else if part != have[i] {
			return false
		}
	}
	return true
}
