package right

// Types are the types of rows, and who sees one that is not public. Fields that not
// everybody sees who sees the row are named with their type.
var Types = map[string]Row{
	"Region":                 {Ask: Anyone, By: []Asker{Anyone}, What: "all"},
	"District":               {Ask: Anyone, By: []Asker{Anyone}, What: "all"},
	"Direction":              {Ask: Anyone, By: []Asker{Anyone}, What: "all"},
	"Organization":           {Ask: Anyone, By: append([]Asker{PlatformAdmin}, members...), What: "verified ones and those with published events; to a center those of its region that asked to be verified", Public: true},
	"SupportCenter":          {Ask: Anyone, By: []Asker{Anyone}, What: "mandates of organizations that the asker sees"},
	"Event":                  {Ask: Anyone, By: members, What: "published ones", Public: true},
	"Shift":                  {Ask: Anyone, By: members, What: "those of events that the asker sees", Public: true},
	"Shift.signups":          {Ask: Anyone, By: append([]Asker{Self}, organizers...), What: "sign-ups that the asker sees"},
	"Course":                 {Ask: Anyone, By: members, What: "those that were opened by organizations that the asker sees", Public: true},
	"Cohort":                 {Ask: Anyone, By: members, What: "those of courses and events that the asker sees", Public: true},
	"Lesson":                 {Ask: Anyone, By: members, What: "those of cohorts that the asker sees", Public: true},
	"CourseEnrollment":       {Ask: Person, By: append([]Asker{Self}, trainers...), What: "one's own, and those of one's organization's cohorts"},
	"Certificate.givenName":  {Ask: Person, By: append([]Asker{Self}, trainers...), What: "one's own, and those of one's organization's school"},
	"Certificate.reason":     {Ask: Person, By: append([]Asker{Self}, trainers...), What: "one's own, and those of one's organization's school"},
	"Membership":             {Ask: Person, By: append([]Asker{Self}, admins...), What: "one's own, and those of one's organization"},
	"Volunteer":              {Ask: Person, By: append([]Asker{Self}, organizers...), What: "oneself, people on the rosters of one's organization, and to an ADMIN its members"},
	"Volunteer.email":        {Ask: Person, By: append([]Asker{Self}, organizers...), What: "one's own; of people who have a place on a shift of the organization, until 30 days after it"},
	"Volunteer.phone":        {Ask: Person, By: append([]Asker{Self}, organizers...), What: "one's own; of people who have a place on a shift of the organization, until 30 days after it"},
	"Volunteer.birthDate":    {Ask: Person, By: append([]Asker{Self}, organizers...), What: "one's own; of people who have a place on a shift of the organization, until 30 days after it"},
	"Signup":                 {Ask: Person, By: append([]Asker{Self}, organizers...), What: "one's own, and those of one's organization's shifts"},
	"WaitlistEntry":          {Ask: Person, By: append([]Asker{Self}, organizers...), What: "one's own, and those of one's organization's shifts"},
	"Offer":                  {Ask: Person, By: append([]Asker{Self}, organizers...), What: "one's own, and those of one's organization's shifts"},
	"Session":                {Ask: Person, By: []Asker{Self}, What: "one's own, to who signed in"},
	"ApiKey":                 {Ask: Person, By: []Asker{Self}, What: "one's own, to who signed in"},
	"Notice":                 {Ask: Person, By: []Asker{Self}, What: "one's own"},
	"AuditEntry":             {Ask: Person, By: []Asker{Self, Admin, Center, PlatformAdmin}, What: "of the organization, of the region, of all; of one's own account"},
	"Report":                 {Ask: Person, By: deciders, What: "of events of the region, of all; not who reported"},
	"PlaceLogLine.volunteer": {Ask: Person, By: organizers, What: "who it was"},
}
