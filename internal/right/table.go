package right

// Fields are the root fields of the API, in the order of the capabilities. A new one
// needs a row here, or nobody can use it.
var Fields = map[string]Row{
	// Reading the graph: rows follow the policies of their types.
	"Query.node":          {Ask: Anyone, By: []Asker{Anyone}, What: "an object that the asker may see, else null"},
	"Query.nodes":         {Ask: Anyone, By: []Asker{Anyone}, What: "objects that the asker may see, else null"},
	"Query.regions":       {Ask: Anyone, By: []Asker{Anyone}, What: "all"},
	"Query.directions":    {Ask: Anyone, By: []Asker{Anyone}, What: "all"},
	"Query.organizations": {Ask: Anyone, By: members, What: "verified ones; others to their members", Public: true},
	"Query.events":        {Ask: Anyone, By: members, What: "published ones; drafts to the members of their organization", Public: true},
	"Query.networkStats":  {Ask: Anyone, By: []Asker{Anyone}, What: "counts of what is public"},

	// Accounts.
	"Query.viewer":      {Ask: Anyone, By: []Asker{Self}, What: "oneself"},
	"Mutation.register": {Ask: Anyone, By: []Asker{Anyone}, What: "an account", SignsIn: true},
	"Mutation.signIn":   {Ask: Anyone, By: []Asker{Anyone}, What: "a session", SignsIn: true},
	"Mutation.signOut":  {Ask: Anyone, By: []Asker{Self}, What: "the end of one's own sessions"},

	// Places.
	"Mutation.signUpForShift":  {Ask: Person, By: []Asker{Person}, What: "a place for oneself on a shift of a published event"},
	"Mutation.cancelSignup":    {Ask: Person, By: []Asker{Self}, What: "the end of one's own place"},
	"Mutation.leaveWaitlist":   {Ask: Person, By: []Asker{Self}, What: "the end of one's own waiting"},
	"Mutation.answerOffer":     {Ask: Person, By: []Asker{Self}, What: "an answer to one's own offer"},
	"Mutation.approveSignup":   {Ask: Person, By: organizers, What: "a place for who asked for one"},
	"Mutation.declineSignup":   {Ask: Person, By: organizers, What: "a no to who asked for a place"},
	"Mutation.addToShift":      {Ask: Person, By: organizers, What: "a place for a person by public number"},
	"Mutation.moveSignup":      {Ask: Person, By: organizers, What: "another shift of the organization for a person"},
	"Query.previewShiftChange": {Ask: Anyone, By: organizers, What: "how many a move would touch"},
	"Query.placeLog":           {Ask: Anyone, By: append([]Asker{Self}, organizers...), What: "the log of a shift's places; to who took part without the others' names"},

	// Events.
	"Mutation.createEvent":  {Ask: Person, By: organizers, What: "a draft"},
	"Mutation.updateEvent":  {Ask: Person, By: organizers, What: "a change"},
	"Mutation.publishEvent": {Ask: Person, By: organizers, What: "an event of a verified organization for all to see"},
	"Mutation.cancelEvent":  {Ask: Person, By: organizers, What: "its end, with a reason"},
	"Mutation.addShift":     {Ask: Person, By: organizers, What: "a shift"},
	"Mutation.updateShift":  {Ask: Person, By: organizers, What: "a change"},
	"Mutation.cancelShift":  {Ask: Person, By: organizers, What: "its end"},

	// People without an account.
	"Query.guestPlace":            {Ask: Anyone, By: []Asker{Anyone}, What: "what the holder of a guest's link has"},
	"Mutation.signUpAsGuest":      {Ask: Anyone, By: []Asker{Anyone}, What: "a place on a shift that takes guests"},
	"Mutation.cancelAsGuest":      {Ask: Anyone, By: []Asker{Anyone}, What: "the end of it, to the holder of the link"},
	"Mutation.answerOfferAsGuest": {Ask: Anyone, By: []Asker{Anyone}, What: "an answer to an offer, to the holder of the link"},
	"Mutation.claimRecord":        {Ask: Anyone, By: []Asker{Anyone}, What: "the account of a record, to the holder of its code", SignsIn: true},
	"Mutation.addPerson":          {Ask: Person, By: organizers, What: "a person without an account"},
	"Mutation.issueClaimCode":     {Ask: Person, By: organizers, What: "a code for a person of the organization"},

	// Guardians.
	"Mutation.nameGuardian":          {Ask: Person, By: []Asker{Self}, What: "a message to one's guardian"},
	"Mutation.recordGuardianConsent": {Ask: Person, By: organizers, What: "what a guardian signed on paper"},
	"Mutation.revokeGuardianConsent": {Ask: Person, By: organizers, What: "the end of what was signed on paper"},

	// Notices.
	"Mutation.markNoticesRead": {Ask: Person, By: []Asker{Self}, What: "one's own notices as read"},

	// The audit.
	"Query.auditLog": {Ask: Anyone, By: []Asker{Self, Admin, Center, PlatformAdmin}, What: "entries of the organization, of the region, of all; one's own account's"},

	// Live. What is public is executed as a visitor.
	"Subscription.eventCapacity":   {Ask: Anyone, By: []Asker{Anyone}, What: "places of a published event"},
	"Subscription.shiftCapacities": {Ask: Anyone, By: []Asker{Anyone}, What: "places of published events"},
	"Subscription.networkStats":    {Ask: Anyone, By: []Asker{Anyone}, What: "counts of what is public"},
	"Subscription.myPlaces":        {Ask: Person, By: []Asker{Self}, What: "one's own places"},
	"Subscription.myNotices":       {Ask: Person, By: []Asker{Self}, What: "one's own notices"},
	"Subscription.roster":          {Ask: Person, By: organizers, What: "the people of a shift"},
}
