package right

import "erikti/internal/viewer"

// everyKey lets an API key ask whatever its scopes: it sees what a visitor sees, and
// what its scopes say.
var everyKey = []viewer.Scope{}

func keys(scopes ...viewer.Scope) []viewer.Scope { return scopes }

// Fields are the root fields of the API, in the order of the capabilities. A new one
// needs a row here, or nobody can use it.
var Fields = map[string]Row{
	// Reading the graph: rows follow the policies of their types.
	"Query.node":          {Ask: Anyone, By: []Asker{Anyone}, What: "an object that the asker may see, else null", Keys: everyKey},
	"Query.nodes":         {Ask: Anyone, By: []Asker{Anyone}, What: "objects that the asker may see, else null", Keys: everyKey},
	"Query.regions":       {Ask: Anyone, By: []Asker{Anyone}, What: "all", Keys: everyKey},
	"Query.directions":    {Ask: Anyone, By: []Asker{Anyone}, What: "all", Keys: everyKey},
	"Query.organizations": {Ask: Anyone, By: members, What: "verified ones; others to their members", Public: true, Keys: everyKey},
	"Query.events":        {Ask: Anyone, By: members, What: "published ones; drafts to the members of their organization", Public: true, Keys: everyKey},
	"Query.networkStats":  {Ask: Anyone, By: []Asker{Anyone}, What: "counts of what is public", Keys: everyKey},

	// Accounts.
	"Query.viewer":                  {Ask: Anyone, By: []Asker{Self}, What: "oneself", Keys: keys(viewer.ProfileRead, viewer.PlacesWrite)},
	"Mutation.register":             {Ask: Anyone, By: []Asker{Anyone}, What: "an account", SignsIn: true},
	"Mutation.signIn":               {Ask: Anyone, By: []Asker{Anyone}, What: "a session", SignsIn: true},
	"Mutation.confirmContact":       {Ask: Anyone, By: []Asker{Anyone}, What: "what the secret of a message confirms: an account, a contact", SignsIn: true},
	"Mutation.signInWithProvider":   {Ask: Anyone, By: []Asker{Anyone}, What: "a session, with what a provider says of the asker", SignsIn: true},
	"Mutation.requestPasswordReset": {Ask: Anyone, By: []Asker{Anyone}, What: "a message to the contact of an account"},
	"Mutation.resetPassword":        {Ask: Anyone, By: []Asker{Anyone}, What: "a new password, with the secret of a message"},
	"Mutation.changePassword":       {Ask: Person, By: []Asker{Self}, What: "one's own password"},
	"Mutation.changeContact":        {Ask: Person, By: []Asker{Self}, What: "one's own contact"},
	"Mutation.endSession":           {Ask: Person, By: []Asker{Self}, What: "the end of one's own session"},
	"Mutation.endOtherSessions":     {Ask: Person, By: []Asker{Self}, What: "the end of one's own other sessions"},
	"Mutation.createApiKey":         {Ask: Person, By: []Asker{Self}, What: "a key that may at most what one may oneself"},
	"Mutation.revokeApiKey":         {Ask: Person, By: []Asker{Self}, What: "the end of one's own key"},
	"Mutation.updateProfile":        {Ask: Person, By: []Asker{Self}, What: "what one says of oneself"},
	"Mutation.makeCalendarFeed":     {Ask: Person, By: []Asker{Self}, What: "a secret address of one's own places"},
	"Mutation.endCalendarFeed":      {Ask: Person, By: []Asker{Self}, What: "the end of it"},
	"Mutation.signOut":              {Ask: Anyone, By: []Asker{Self}, What: "the end of one's own sessions"},

	// Places.
	"Mutation.signUpForShift":  {Ask: Person, By: []Asker{Person}, What: "a place for oneself on a shift of a published event", Keys: keys(viewer.PlacesWrite)},
	"Mutation.cancelSignup":    {Ask: Person, By: []Asker{Self}, What: "the end of one's own place", Keys: keys(viewer.PlacesWrite)},
	"Mutation.leaveWaitlist":   {Ask: Person, By: []Asker{Self}, What: "the end of one's own waiting", Keys: keys(viewer.PlacesWrite)},
	"Mutation.answerOffer":     {Ask: Person, By: []Asker{Self}, What: "an answer to one's own offer", Keys: keys(viewer.PlacesWrite)},
	"Mutation.approveSignup":   {Ask: Person, By: organizers, What: "a place for who asked for one", Keys: keys(viewer.RosterWrite)},
	"Mutation.declineSignup":   {Ask: Person, By: organizers, What: "a no to who asked for a place", Keys: keys(viewer.RosterWrite)},
	"Mutation.addToShift":      {Ask: Person, By: organizers, What: "a place for a person by public number", Keys: keys(viewer.RosterWrite)},
	"Mutation.moveSignup":      {Ask: Person, By: organizers, What: "another shift of the organization for a person", Keys: keys(viewer.RosterWrite)},
	"Query.previewShiftChange": {Ask: Anyone, By: organizers, What: "how many a move would touch", Keys: keys(viewer.EventsWrite)},
	"Query.placeLog":           {Ask: Anyone, By: append([]Asker{Self}, organizers...), What: "the log of a shift's places; to who took part without the others' names", Keys: keys(viewer.PlacesWrite, viewer.RosterRead, viewer.RosterWrite)},

	// Who came.
	"Query.shiftCode":           {Ask: Anyone, By: organizers, What: "the code of a shift that lives now"},
	"Query.myCode":              {Ask: Person, By: []Asker{Self}, What: "the code of one's own place that lives now"},
	"Query.kioskCode":           {Ask: Anyone, By: []Asker{Anyone}, What: "the code of one shift, to whoever holds the token of its kiosk"},
	"Query.attendanceSummary":   {Ask: Anyone, By: organizers, What: "who came, counted"},
	"Mutation.checkIn":          {Ask: Person, By: []Asker{Self}, What: "one's own arrival, with the code of the shift"},
	"Mutation.checkOut":         {Ask: Person, By: []Asker{Self}, What: "one's own departure, with the code of the shift"},
	"Mutation.scanVolunteer":    {Ask: Person, By: organizers, What: "an arrival or departure, with the code of the person"},
	"Mutation.markAttendance":   {Ask: Person, By: organizers, What: "an arrival, a departure or an absence by hand"},
	"Mutation.recordAttendance": {Ask: Person, By: organizers, What: "what a device kept without a network; of oneself with codes of the shift"},
	"Mutation.openKiosk":        {Ask: Person, By: organizers, What: "a device that shows the codes of one shift"},
	"Mutation.closeKiosk":       {Ask: Person, By: organizers, What: "its end"},
	"Mutation.settleEvent":      {Ask: Person, By: append([]Asker{Center}, organizers...), What: "the end of an event that is over: its hours are locked; a center's when it was asked"},
	"Query.kiosks":              {Ask: Anyone, By: organizers, What: "the devices that show codes now"},

	// Hours.
	"Query.hourEntries":          {Ask: Anyone, By: append([]Asker{Self}, organizers...), What: "lines of the ledger: one's own, those of the organization"},
	"Query.networkHours":         {Ask: Anyone, By: []Asker{Anyone}, What: "sums of verified hours", Keys: everyKey},
	"Mutation.declareHours":      {Ask: Person, By: []Asker{Person}, What: "hours of one's own, for somebody else to verify"},
	"Mutation.verifyHours":       {Ask: Person, By: organizers, What: "that hours count; never one's own"},
	"Mutation.rejectHours":       {Ask: Person, By: organizers, What: "that they do not, with a reason; never one's own"},
	"Mutation.correctHours":      {Ask: Person, By: organizers, What: "a counter-entry, and the time as it was; never of one's own"},
	"Query.hourEntriesCount":     {Ask: Anyone, By: append([]Asker{Self}, organizers...), What: "how many those are"},
	"Query.regionHours":          {Ask: Person, By: deciders, What: "what waits to be verified in a region, without who worked"},
	"Query.hourDisputesCount":    {Ask: Anyone, By: append([]Asker{Self}, organizers...), What: "how many people say that something is not right"},
	"Query.hourDisputes":         {Ask: Anyone, By: append([]Asker{Self}, organizers...), What: "what people say is not right: one's own, those of the organization"},
	"Mutation.disputeHours":      {Ask: Person, By: []Asker{Self}, What: "what is not right in what was recorded of oneself"},
	"Mutation.answerHourDispute": {Ask: Person, By: organizers, What: "an answer, and the time as it was; never to one's own"},
	"Query.eventRatings":         {Ask: Anyone, By: organizers, What: "what those who were there say, not who said what"},
	"Mutation.rateEvent":         {Ask: Person, By: []Asker{Self}, What: "how an event was where one was"},

	// Events.
	"Mutation.createEvent":  {Ask: Person, By: organizers, What: "a draft", Keys: keys(viewer.EventsWrite)},
	"Mutation.updateEvent":  {Ask: Person, By: organizers, What: "a change", Keys: keys(viewer.EventsWrite)},
	"Mutation.publishEvent": {Ask: Person, By: organizers, What: "an event of a verified organization for all to see", Keys: keys(viewer.EventsWrite)},
	"Mutation.cancelEvent":  {Ask: Person, By: organizers, What: "its end, with a reason", Keys: keys(viewer.EventsWrite)},
	"Mutation.addShift":     {Ask: Person, By: organizers, What: "a shift", Keys: keys(viewer.EventsWrite)},
	"Mutation.updateShift":  {Ask: Person, By: organizers, What: "a change", Keys: keys(viewer.EventsWrite)},
	"Mutation.cancelShift":  {Ask: Person, By: organizers, What: "its end", Keys: keys(viewer.EventsWrite)},

	"Mutation.messageRoster": {Ask: Person, By: organizers, What: "a notice to the people of a shift", Keys: keys(viewer.RosterWrite)},

	// People without an account.
	"Query.guestPlace":            {Ask: Anyone, By: []Asker{Anyone}, What: "what the holder of a guest's link has"},
	"Mutation.signUpAsGuest":      {Ask: Anyone, By: []Asker{Anyone}, What: "a place on a shift that takes guests"},
	"Mutation.cancelAsGuest":      {Ask: Anyone, By: []Asker{Anyone}, What: "the end of it, to the holder of the link"},
	"Mutation.answerOfferAsGuest": {Ask: Anyone, By: []Asker{Anyone}, What: "an answer to an offer, to the holder of the link"},
	"Mutation.claimRecord":        {Ask: Anyone, By: []Asker{Anyone}, What: "the account of a record, to the holder of its code", SignsIn: true},
	"Mutation.attachRecord":       {Ask: Person, By: []Asker{Person}, What: "a record without an account as a part of one's own, to the holder of its code"},
	"Mutation.addPerson":          {Ask: Person, By: organizers, What: "a person without an account"},
	"Mutation.issueClaimCode":     {Ask: Person, By: organizers, What: "a code for a person of the organization"},

	// Guardians.
	"Mutation.nameGuardian":          {Ask: Person, By: []Asker{Self}, What: "a message to one's guardian"},
	"Mutation.recordGuardianConsent": {Ask: Person, By: organizers, What: "what a guardian signed on paper"},
	"Mutation.revokeGuardianConsent": {Ask: Person, By: organizers, What: "the end of what was signed on paper"},

	// Notices.
	"Mutation.markNoticesRead": {Ask: Person, By: []Asker{Self}, What: "one's own notices as read"},

	"Mutation.setNoticeChoices":    {Ask: Person, By: []Asker{Self}, What: "which notices one wants through which channel"},
	"Mutation.subscribeToPush":     {Ask: Person, By: []Asker{Self}, What: "one's own notices in the browser that asks"},
	"Mutation.unsubscribeFromPush": {Ask: Person, By: []Asker{Self}, What: "the end of that"},

	// Reports. A center looks at those of its region, never at those of its own events.
	"Query.reports":          {Ask: Person, By: deciders, What: "what was reported of events"},
	"Mutation.reportEvent":   {Ask: Anyone, By: []Asker{Anyone}, What: "a word to the support center about a published event"},
	"Mutation.resolveReport": {Ask: Person, By: deciders, What: "what was found and done"},

	// Organizations. A center decides on those whose home is its region, never on its own.
	"Query.centerRequests":           {Ask: Person, By: deciders, What: "organizations that wait to be verified"},
	"Mutation.createOrganization":    {Ask: Person, By: []Asker{Person}, What: "a draft of one's own; a university by the platform only"},
	"Mutation.updateOrganization":    {Ask: Person, By: admins, What: "a change"},
	"Mutation.setOrganizationSites":  {Ask: Person, By: admins, What: "the sites that may hold its widget"},
	"Mutation.submitOrganization":    {Ask: Person, By: admins, What: "the wish to be verified"},
	"Mutation.verifyOrganization":    {Ask: Person, By: deciders, What: "that it may publish"},
	"Mutation.returnOrganization":    {Ask: Person, By: deciders, What: "a draft again, with a reason"},
	"Mutation.suspendOrganization":   {Ask: Person, By: deciders, What: "that it may not publish, with a reason"},
	"Mutation.reinstateOrganization": {Ask: Person, By: deciders, What: "the end of a suspension"},
	"Mutation.closeOrganization":     {Ask: Person, By: deciders, What: "its end, with a reason"},
	"Mutation.giveMandate":           {Ask: Person, By: []Asker{PlatformAdmin}, What: "a support center"},
	"Mutation.endMandate":            {Ask: Person, By: []Asker{PlatformAdmin}, What: "the end of a mandate"},

	// Networks of organizations.
	"Mutation.requestNetwork":       {Ask: Person, By: admins, What: "the wish to belong to a network"},
	"Mutation.answerNetworkRequest": {Ask: Person, By: admins, What: "yes or no to such a wish, of the network's ADMIN"},
	"Mutation.leaveNetwork":         {Ask: Person, By: admins, What: "the end of belonging to a network, its ADMIN's too"},

	// Followers.
	"Mutation.followOrganization":   {Ask: Person, By: []Asker{Person}, What: "notices of its new events"},
	"Mutation.unfollowOrganization": {Ask: Person, By: []Asker{Self}, What: "the end of them"},

	// Memberships.
	"Mutation.inviteMember":       {Ask: Person, By: admins, What: "a link for a member; by the platform where there is no ADMIN"},
	"Mutation.withdrawInvitation": {Ask: Person, By: admins, What: "the end of a link"},
	"Mutation.acceptInvitation":   {Ask: Person, By: []Asker{Person}, What: "a membership, to whoever holds the link"},
	"Mutation.requestMembership":  {Ask: Person, By: []Asker{Person}, What: "the wish to be a member of a verified organization"},
	"Mutation.answerMembership":   {Ask: Person, By: admins, What: "yes or no to such a wish"},
	"Mutation.setMemberRole":      {Ask: Person, By: admins, What: "another role"},
	"Mutation.endMembership":      {Ask: Person, By: append([]Asker{Self}, admins...), What: "the end of a membership, one's own too; the last ADMIN stays"},

	// What is kept about a person.
	"Query.exportMyData":       {Ask: Person, By: []Asker{Self}, What: "everything that is kept about oneself"},
	"Query.consentTexts":       {Ask: Anyone, By: []Asker{Anyone}, What: "the texts"},
	"Mutation.giveConsent":     {Ask: Person, By: []Asker{Self}, What: "one's own agreement"},
	"Mutation.withdrawConsent": {Ask: Person, By: []Asker{Self}, What: "the end of one's own agreement"},
	"Mutation.eraseMyAccount":  {Ask: Person, By: []Asker{Self}, What: "the end of what is kept about oneself"},

	// Universities and their students.
	"Query.universities":                  {Ask: Anyone, By: []Asker{Anyone}, What: "verified ones", Keys: everyKey},
	"Query.enrollments":                   {Ask: Person, By: officers, What: "students of the university"},
	"Query.universityDomains":             {Ask: Person, By: []Asker{CreditAdmin}, What: "whose mail addresses confirm a student"},
	"Mutation.requestEnrollment":          {Ask: Person, By: []Asker{Person}, What: "the wish to be confirmed as a student; at once with a mail address of the university"},
	"Mutation.decideEnrollment":           {Ask: Person, By: officers, What: "yes or no to such a wish, never to one's own"},
	"Mutation.endEnrollment":              {Ask: Person, By: append([]Asker{Self}, officers...), What: "the end of an enrollment, one's own too"},
	"Mutation.confirmEnrollmentsFromFile": {Ask: Person, By: officers, What: "yes to all who asked and stand in a list"},
	"Mutation.setUniversityDomains":       {Ask: Person, By: []Asker{CreditAdmin}, What: "whose mail addresses confirm a student"},

	// Digital passports.
	"Query.verifyPassport":    {Ask: Anyone, By: []Asker{Anyone}, What: "whether a passport that one has, or knows the number of, counts; and what it shows", Keys: everyKey},
	"Query.myPassports":       {Ask: Person, By: []Asker{Self}, What: "one's own"},
	"Mutation.issuePassport":  {Ask: Person, By: []Asker{Self}, What: "a passport of one's own verified hours and approved awards"},
	"Mutation.revokePassport": {Ask: Person, By: []Asker{Self}, What: "the end of one's own passport"},

	// Student credit.
	"Query.creditPolicies":               {Ask: Anyone, By: []Asker{Anyone}, What: "the rules", Keys: everyKey},
	"Query.creditBudgets":                {Ask: Anyone, By: []Asker{Anyone}, What: "seats and money of universities", Keys: everyKey},
	"Query.hostAccreditations":           {Ask: Anyone, By: []Asker{Anyone}, What: "where work counts", Keys: everyKey},
	"Query.nationalCredit":               {Ask: Anyone, By: []Asker{Anyone}, What: "how long stages take", Keys: everyKey},
	"Subscription.nationalCredit":        {Ask: Anyone, By: []Asker{Anyone}, What: "how long stages take", Keys: everyKey},
	"Query.myCredit":                     {Ask: Person, By: []Asker{Self}, What: "one's own"},
	"Subscription.myCredit":              {Ask: Person, By: []Asker{Self}, What: "one's own"},
	"Query.myCreditAwards":               {Ask: Person, By: []Asker{Self}, What: "one's own, of all years"},
	"Query.creditPipeline":               {Ask: Person, By: append([]Asker{CreditAdmin}, officers...), What: "the awards of a university"},
	"Subscription.creditPipeline":        {Ask: Person, By: append([]Asker{CreditAdmin}, officers...), What: "the awards of a university"},
	"Query.payoutFile":                   {Ask: Person, By: []Asker{CreditAdmin}, What: "a list for the payer"},
	"Query.payoutFiles":                  {Ask: Person, By: []Asker{CreditAdmin}, What: "the lists for the payer"},
	"Mutation.setCreditPolicy":           {Ask: Person, By: []Asker{CreditAdmin}, What: "the rules, from a day on"},
	"Mutation.accreditHost":              {Ask: Person, By: []Asker{CreditAdmin}, What: "that work there counts"},
	"Mutation.endHostAccreditation":      {Ask: Person, By: []Asker{CreditAdmin}, What: "the end of that"},
	"Mutation.setCreditBudget":           {Ask: Person, By: []Asker{CreditAdmin}, What: "seats and money of a university"},
	"Mutation.takeCreditSeat":            {Ask: Person, By: []Asker{Person}, What: "a seat for oneself, as a confirmed student"},
	"Mutation.claimCredit":               {Ask: Person, By: []Asker{Self}, What: "an award for one's own hours"},
	"Mutation.confirmCreditAward":        {Ask: Person, By: officers, What: "that it is the university's student's; never one's own"},
	"Mutation.approveCreditAward":        {Ask: Person, By: []Asker{CreditAdmin}, What: "that it is to be paid; never one's own"},
	"Mutation.rejectCreditAward":         {Ask: Person, By: append([]Asker{CreditAdmin}, officers...), What: "its end, with a reason; never of one's own"},
	"Mutation.reverseCreditAward":        {Ask: Person, By: []Asker{CreditAdmin}, What: "what was paid taken back, with a reason"},
	"Mutation.offsetCredits":             {Ask: Person, By: officers, What: "for which discipline its credits count"},
	"Mutation.exportPayouts":             {Ask: Person, By: []Asker{CreditAdmin}, What: "a list for the payer"},
	"Mutation.importPayoutConfirmations": {Ask: Person, By: []Asker{CreditAdmin}, What: "what the payer says"},

	// The School of Volunteers of a support center.
	"Query.courses":                 {Ask: Anyone, By: members, What: "those that were opened; DRAFT ones to the members of their organization", Public: true, Keys: everyKey},
	"Query.cohortEnrollments":       {Ask: Person, By: trainers, What: "the people of a cohort"},
	"Query.cohortEnrollmentsCount":  {Ask: Person, By: trainers, What: "how many people a cohort has"},
	"Query.certificatesCount":       {Ask: Person, By: trainers, What: "how many certificates a school has issued"},
	"Query.certificate":             {Ask: Anyone, By: []Asker{Anyone}, What: "what a certificate says, by its serial number; without whose it is"},
	"Query.certificates":            {Ask: Person, By: trainers, What: "the certificates of a school"},
	"Query.mySchool":                {Ask: Person, By: []Asker{Self}, What: "one's own"},
	"Subscription.cohortCapacity":   {Ask: Anyone, By: []Asker{Anyone}, What: "places of a cohort of a published event", Keys: everyKey},
	"Mutation.createCourse":         {Ask: Person, By: trainers, What: "a draft of a support center's"},
	"Mutation.updateCourse":         {Ask: Person, By: trainers, What: "a change"},
	"Mutation.openCourse":           {Ask: Person, By: trainers, What: "a course for all to see"},
	"Mutation.retireCourse":         {Ask: Person, By: trainers, What: "its end"},
	"Mutation.createCohort":         {Ask: Person, By: trainers, What: "a draft of an event with its lessons"},
	"Mutation.updateLesson":         {Ask: Person, By: trainers, What: "a change"},
	"Mutation.markLessonAttendance": {Ask: Person, By: trainers, What: "who was at a lesson; never of oneself"},
	"Mutation.recordCourseResult":   {Ask: Person, By: trainers, What: "that somebody passed, with a certificate, or failed; never of oneself"},
	"Mutation.revokeCertificate":    {Ask: Person, By: trainers, What: "the end of a certificate, with a reason; never of one's own"},
	// Mentoring. Roles count on the side that acts: in the center, or in the organization
	// that is helped.
	"Query.mentorships":                     {Ask: Anyone, By: append([]Asker{PlatformAdmin}, members...), What: "ACTIVE and COMPLETED ones between verified organizations; all of the own organization, on either side", Public: true, Keys: everyKey},
	"Query.maturityScale":                   {Ask: Anyone, By: []Asker{Anyone}, What: "the levels", Keys: everyKey},
	"Query.mentoringOverview":               {Ask: Anyone, By: []Asker{Anyone}, What: "what support centers did, counted", Keys: everyKey},
	"Subscription.mentorship":               {Ask: Person, By: organizers, What: "a mentorship of the own organization, on either side, with what the two sides say to each other"},
	"Mutation.requestMentorship":            {Ask: Person, By: admins, What: "the wish for help of the center of the region"},
	"Mutation.proposeMentorship":            {Ask: Person, By: organizers, What: "help of the own center for an organization of its region"},
	"Mutation.answerMentorshipRequest":      {Ask: Person, By: organizers, What: "yes or no of the own center"},
	"Mutation.withdrawMentorshipRequest":    {Ask: Person, By: admins, What: "the own request taken back"},
	"Mutation.answerMentorshipProposal":     {Ask: Person, By: admins, What: "yes or no to a center"},
	"Mutation.recordFirstMentorshipMeeting": {Ask: Person, By: organizers, What: "the first meeting, as the center"},
	"Mutation.recordMentorshipMeeting":      {Ask: Person, By: organizers, What: "a meeting, on either side"},
	"Mutation.setMentorshipProgress":        {Ask: Person, By: organizers, What: "how far a goal is reached, on either side"},
	"Mutation.pauseMentorship":              {Ask: Person, By: organizers, What: "an interruption, as the center, with a reason"},
	"Mutation.resumeMentorship":             {Ask: Person, By: organizers, What: "the end of it, as the center"},
	"Mutation.completeMentorship":           {Ask: Person, By: organizers, What: "its end, as the center"},

	// Projects. A center decides on those whose region is its own, never on its own.
	"Query.projects":               {Ask: Anyone, By: append([]Asker{Center, PlatformAdmin}, members...), What: "those that were awarded; the others to members and to who decides on them", Public: true, Keys: everyKey},
	"Mutation.applyForProject":     {Ask: Person, By: admins, What: "an application; by own means a project"},
	"Mutation.awardProject":        {Ask: Person, By: deciders, What: "the contract"},
	"Mutation.rejectProject":       {Ask: Person, By: deciders, What: "a no, with a reason"},
	"Mutation.startProject":        {Ask: Person, By: admins, What: "its beginning"},
	"Mutation.terminateProject":    {Ask: Person, By: deciders, What: "its early end, with a reason"},
	"Mutation.closeProject":        {Ask: Person, By: deciders, What: "its end"},
	"Mutation.declareIndicator":    {Ask: Person, By: organizers, What: "what was reached, in the words of the organization"},
	"Mutation.submitProjectReport": {Ask: Person, By: admins, What: "a report, with a snapshot"},
	"Mutation.returnProjectReport": {Ask: Person, By: deciders, What: "a report back, with a reason"},
	"Mutation.acceptProjectReport": {Ask: Person, By: deciders, What: "that a report is right"},
	"Mutation.setEventProject":     {Ask: Person, By: organizers, What: "to which project of the organization an event belongs"},

	// Information. An EDITOR or ADMIN writes for a support center, the platform for the
	// network itself.
	"Query.articles":                 {Ask: Anyone, By: editors, What: "those that are PUBLISHED; all of the own organization", Public: true, Keys: everyKey},
	"Query.previewArticle":           {Ask: Person, By: []Asker{Person}, What: "how a text would be shown"},
	"Query.campaigns":                {Ask: Anyone, By: editors, What: "those that are PUBLISHED; all of the own organization", Public: true, Keys: everyKey},
	"Mutation.createArticle":         {Ask: Person, By: editors, What: "a draft, of an organization with a mandate or the network; a picture for it"},
	"Mutation.updateArticle":         {Ask: Person, By: editors, What: "a change"},
	"Mutation.publishArticle":        {Ask: Person, By: editors, What: "an article for all to see, now or later"},
	"Mutation.withdrawArticle":       {Ask: Person, By: editors, What: "an article that is seen no more"},
	"Mutation.createCampaign":        {Ask: Person, By: editors, What: "the draft of a campaign"},
	"Mutation.updateCampaign":        {Ask: Person, By: editors, What: "a change"},
	"Mutation.addCampaignSession":    {Ask: Person, By: editors, What: "a line of the programme of a forum, with places"},
	"Mutation.removeCampaignSession": {Ask: Person, By: editors, What: "the end of a line without places"},
	"Mutation.publishCampaign":       {Ask: Person, By: editors, What: "a campaign for all to see"},
	"Mutation.withdrawCampaign":      {Ask: Person, By: editors, What: "a campaign that is seen no more"},

	// Mistakes in articles.
	"Query.mistakeReports":         {Ask: Person, By: append([]Asker{Self}, editors...), What: "one's own; those of articles of the organization"},
	"Query.mistakeReport":          {Ask: Anyone, By: []Asker{Anyone}, What: "what became of a report, to the holder of its secret", Keys: everyKey},
	"Mutation.reportMistake":       {Ask: Anyone, By: []Asker{Anyone}, What: "a word to the editors of a published article"},
	"Mutation.answerMistakeReport": {Ask: Person, By: editors, What: "what became of a report"},

	// Research. Roles count in the center that carries a study out.
	"Query.studies":              {Ask: Anyone, By: []Asker{Researcher, Coordinator, Admin, PlatformAdmin}, What: "published ones; the others to those of their center", Public: true, Keys: everyKey},
	"Query.interviewConsent":     {Ask: Anyone, By: []Asker{Anyone}, What: "a text", Keys: everyKey},
	"Query.openFigures":          {Ask: Anyone, By: []Asker{Anyone}, What: "sums of cells of several people", Keys: everyKey},
	"Query.myInterviews":         {Ask: Person, By: []Asker{Self}, What: "that there were interviews with oneself"},
	"Mutation.createStudy":       {Ask: Person, By: researchers, What: "a plan, for a region of the center"},
	"Mutation.startStudy":        {Ask: Person, By: researchers, What: "the fieldwork"},
	"Mutation.recordInterview":   {Ask: Person, By: researchers, What: "an interview, with the consent to it"},
	"Mutation.updateInterview":   {Ask: Person, By: researchers, What: "notes and themes"},
	"Mutation.withdrawInterview": {Ask: Person, By: append([]Asker{Self}, researchers...), What: "the end of a consent: of one's own, or on behalf of an expert of the center"},
	"Mutation.fixStudyFigures":   {Ask: Person, By: researchers, What: "open figures, as they are"},
	"Mutation.addFinding":        {Ask: Person, By: researchers, What: "a finding, with evidence"},
	"Mutation.updateFinding":     {Ask: Person, By: researchers, What: "another wording, or other evidence"},
	"Mutation.submitStudy":       {Ask: Person, By: researchers, What: "a study for review"},
	"Mutation.returnStudy":       {Ask: Person, By: researchers, What: "a study back, with a reason; never one's own"},
	"Mutation.publishStudy":      {Ask: Person, By: researchers, What: "a study for everybody; never one's own"},
	"Query.exportRegister":       {Ask: Person, By: deciders, What: "what is public of a region, as a file"},

	// The audit.
	"Query.auditLog": {Ask: Anyone, By: []Asker{Self, Admin, Center, PlatformAdmin}, What: "entries of the organization, of the region, of all; one's own account's"},

	// Live. What is public is executed as a visitor.
	"Subscription.eventCapacity":   {Ask: Anyone, By: []Asker{Anyone}, What: "places of a published event", Keys: everyKey},
	"Subscription.shiftCapacities": {Ask: Anyone, By: []Asker{Anyone}, What: "places of published events", Keys: everyKey},
	"Subscription.networkStats":    {Ask: Anyone, By: []Asker{Anyone}, What: "counts of what is public", Keys: everyKey},
	"Subscription.myPlaces":        {Ask: Person, By: []Asker{Self}, What: "one's own places", Keys: keys(viewer.ProfileRead, viewer.PlacesWrite)},
	"Subscription.myNotices":       {Ask: Person, By: []Asker{Self}, What: "one's own notices", Keys: keys(viewer.ProfileRead)},
	"Subscription.roster":          {Ask: Person, By: organizers, What: "the people of a shift", Keys: keys(viewer.RosterRead, viewer.RosterWrite)},
	"Subscription.centerDesk":      {Ask: Person, By: deciders, What: "that what a region's center counts has changed"},
	"Subscription.hourEntries":     {Ask: Person, By: append([]Asker{Self}, organizers...), What: "lines of the ledger: one's own, those of the organization"},
	"Subscription.liveConnections": {Ask: PlatformAdmin, By: []Asker{PlatformAdmin}, What: "the connections of the server"},
	"Query.liveConnections":        {Ask: PlatformAdmin, By: []Asker{PlatformAdmin}, What: "the connections of the server"},
}
