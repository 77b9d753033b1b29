package right

// Types are the types of rows, and who sees one that is not public. Fields that not
// everybody sees who sees the row are named with their type.
var Types = map[string]Row{
	"Region":                 {Ask: Anyone, By: []Asker{Anyone}, What: "all"},
	"District":               {Ask: Anyone, By: []Asker{Anyone}, What: "all"},
	"Direction":              {Ask: Anyone, By: []Asker{Anyone}, What: "all"},
	"Organization":           {Ask: Anyone, By: append([]Asker{PlatformAdmin}, members...), What: "verified ones and those with published events", Public: true},
	"SupportCenter":          {Ask: Anyone, By: []Asker{Anyone}, What: "mandates of organizations that the asker sees"},
	"Event":                  {Ask: Anyone, By: members, What: "published ones", Public: true},
	"Shift":                  {Ask: Anyone, By: members, What: "those of events that the asker sees", Public: true},
	"Shift.signups":          {Ask: Anyone, By: append([]Asker{Self}, organizers...), What: "sign-ups that the asker sees"},
	"Membership":             {Ask: Person, By: []Asker{Self}, What: "one's own"},
	"Volunteer":              {Ask: Person, By: append([]Asker{Self}, organizers...), What: "oneself, and people on the rosters of one's organization"},
	"Volunteer.email":        {Ask: Person, By: []Asker{Self}, What: "one's own"},
	"Volunteer.phone":        {Ask: Person, By: []Asker{Self}, What: "one's own"},
	"Volunteer.birthDate":    {Ask: Person, By: []Asker{Self}, What: "one's own"},
	"Signup":                 {Ask: Person, By: append([]Asker{Self}, organizers...), What: "one's own, and those of one's organization's shifts"},
	"WaitlistEntry":          {Ask: Person, By: append([]Asker{Self}, organizers...), What: "one's own, and those of one's organization's shifts"},
	"Offer":                  {Ask: Person, By: append([]Asker{Self}, organizers...), What: "one's own, and those of one's organization's shifts"},
	"Session":                {Ask: Person, By: []Asker{Self}, What: "one's own, to who signed in"},
	"ApiKey":                 {Ask: Person, By: []Asker{Self}, What: "one's own, to who signed in"},
	"Notice":                 {Ask: Person, By: []Asker{Self}, What: "one's own"},
	"AuditEntry":             {Ask: Person, By: []Asker{Self, Admin, Center, PlatformAdmin}, What: "of the organization, of the region, of all; of one's own account"},
	"PlaceLogLine.volunteer": {Ask: Person, By: organizers, What: "who it was"},
}
