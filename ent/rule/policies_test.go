package rule_test

import (
	"context"
	"errors"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"entgo.io/ent"

	"erikti/ent/gen"
	"erikti/ent/gen/privacy"
	"erikti/ent/schema"
	"erikti/internal/store"
	"erikti/internal/viewer"
)

// types are all of the graph. A new one fails these tests until somebody has said
// here who may see its rows.
var types = map[string]struct {
	schema ent.Interface
	public bool // some rows are for everyone
}{
	"APIKey":            {schema.APIKey{}, false},
	"Account":           {schema.Account{}, false},
	"AuditChain":        {schema.AuditChain{}, false},
	"AuditEntry":        {schema.AuditEntry{}, false},
	"AuditText":         {schema.AuditText{}, false},
	"CalendarFeed":      {schema.CalendarFeed{}, false},
	"CheckIn":           {schema.CheckIn{}, false},
	"ClaimCode":         {schema.ClaimCode{}, false},
	"GuestPass":         {schema.GuestPass{}, false},
	"Consent":           {schema.Consent{}, false},
	"Direction":         {schema.Direction{}, true},
	"District":          {schema.District{}, true},
	"Event":             {schema.Event{}, true},
	"Follow":            {schema.Follow{}, false},
	"GuardianConsent":   {schema.GuardianConsent{}, false},
	"HourEntry":         {schema.HourEntry{}, false},
	"IdempotencyKey":    {schema.IdempotencyKey{}, false},
	"Identity":          {schema.Identity{}, false},
	"Invitation":        {schema.Invitation{}, false},
	"Membership":        {schema.Membership{}, false},
	"Message":           {schema.Message{}, false},
	"Notice":            {schema.Notice{}, false},
	"NoticeMute":        {schema.NoticeMute{}, false},
	"OrganizationSite":  {schema.OrganizationSite{}, false},
	"PushSubscription":  {schema.PushSubscription{}, false},
	"Report":            {schema.Report{}, false},
	"NoticeDelivery":    {schema.NoticeDelivery{}, false},
	"Offer":             {schema.Offer{}, false},
	"OneTimeToken":      {schema.OneTimeToken{}, false},
	"Organization":      {schema.Organization{}, true},
	"PlaceLogLine":      {schema.PlaceLogLine{}, false},
	"PlatformGrant":     {schema.PlatformGrant{}, false},
	"ProviderSignIn":    {schema.ProviderSignIn{}, false},
	"Qualification":     {schema.Qualification{}, false},
	"Reason":            {schema.Reason{}, false},
	"Region":            {schema.Region{}, true},
	"Registration":      {schema.Registration{}, false},
	"RosterMessage":     {schema.RosterMessage{}, false},
	"Session":           {schema.Session{}, false},
	"Setting":           {schema.Setting{}, false},
	"Shift":             {schema.Shift{}, true},
	"Signup":            {schema.Signup{}, false},
	"SupportCenter":     {schema.SupportCenter{}, true},
	"Volunteer":         {schema.Volunteer{}, false},
	"VolunteerPrivate":  {schema.VolunteerPrivate{}, false},
	"WaitlistEntry":     {schema.WaitlistEntry{}, false},
	"Enrollment":        {schema.Enrollment{}, false},
	"HostAccreditation": {schema.HostAccreditation{}, false},
	"CreditAward":       {schema.CreditAward{}, false},
	"UniversityDomain":  {schema.UniversityDomain{}, false},
	"CreditPolicy":      {schema.CreditPolicy{}, false},
	"CreditStep":        {schema.CreditStep{}, false},
	"PayoutFile":        {schema.PayoutFile{}, false},
	"CreditBudget":      {schema.CreditBudget{}, false},
	"CreditPayout":      {schema.CreditPayout{}, false},
	"CreditAllocation":  {schema.CreditAllocation{}, false},
	"EventRating":       {schema.EventRating{}, false},
	"HourDispute":       {schema.HourDispute{}, false},
	"Kiosk":             {schema.Kiosk{}, false},
	"Mentorship":        {schema.Mentorship{}, true},
	"MentorshipGoal":    {schema.MentorshipGoal{}, false},
	"MentorshipMeeting": {schema.MentorshipMeeting{}, false},
	"Project":           {schema.Project{}, true},
	"ProjectIndicator":  {schema.ProjectIndicator{}, true},
	"ProjectReport":     {schema.ProjectReport{}, true},
	"Study":             {schema.Study{}, true},
	"Interview":         {schema.Interview{}, false},
	"Finding":           {schema.Finding{}, false},
	"StudyFigures":      {schema.StudyFigures{}, false},
	"FigureMonth":       {schema.FigureMonth{}, false},
	"Passport":          {schema.Passport{}, false},
	"SigningKey":        {schema.SigningKey{}, false},
	"Course":            {schema.Course{}, true},
	"Cohort":            {schema.Cohort{}, true},
	"Lesson":            {schema.Lesson{}, true},
	"LessonAttendance":  {schema.LessonAttendance{}, false},
	"CourseResult":      {schema.CourseResult{}, false},
	"Certificate":       {schema.Certificate{}, false},
}

// clients are those of the types, by name.
func clients(c *gen.Client) map[string]reflect.Value {
	out := map[string]reflect.Value{}
	v := reflect.ValueOf(c).Elem()
	for i := range v.NumField() {
		name := v.Type().Field(i).Name
		if v.Type().Field(i).IsExported() && strings.HasSuffix(v.Field(i).Type().String(), name+"Client") {
			out[name] = v.Field(i)
		}
	}
	return out
}

// askers are those who have no right to write anything, past a capability.
var askers = map[string]context.Context{
	"a visitor": context.Background(),
	"a volunteer": viewer.With(context.Background(), &viewer.Viewer{
		VolunteerID: "vol_x", AccountID: "acc_x", SessionID: "ses_x",
	}),
	"an administrator": viewer.With(context.Background(), &viewer.Viewer{
		VolunteerID: "vol_x", Roles: map[string][]viewer.Role{"org_x": {viewer.Admin}}, Platform: []string{viewer.PlatformAdmin},
	}),
}

func open(t *testing.T) *store.Store {
	t.Helper()
	st, err := store.Open(t.Context(), "sqlite:"+filepath.Join(t.TempDir(), "erikti.db"), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := st.Close(); err != nil {
			t.Error(err)
		}
	})
	return st
}

// Every type is in the table, and its policy ends in deny, for reading and writing.
func TestEveryPolicyEndsInDeny(t *testing.T) {
	for name := range clients(&gen.Client{Account: &gen.AccountClient{}}) {
		known, ok := types[name]
		if !ok {
			t.Errorf("%s is new: say in the table who may see its rows", name)
			continue
		}
		p, ok := known.schema.Policy().(privacy.Policy)
		if !ok || len(p.Query) == 0 || len(p.Mutation) == 0 {
			t.Errorf("%s has no policy", name)
			continue
		}
		if err := p.Query[len(p.Query)-1].EvalQuery(t.Context(), nil); !errors.Is(err, privacy.Deny) {
			t.Errorf("reading %s does not end in deny", name)
		}
		if err := p.Mutation[len(p.Mutation)-1].EvalMutation(t.Context(), nil); !errors.Is(err, privacy.Deny) {
			t.Errorf("writing %s does not end in deny", name)
		}
	}
	for name := range types {
		if _, ok := clients(&gen.Client{})[name]; !ok {
			t.Errorf("%s is no type any more", name)
		}
	}
}

// Nobody writes but the system: no type, no operation, no role.
func TestNobodyWritesPastTheSystem(t *testing.T) {
	st := open(t)
	for who, ctx := range askers {
		for name, c := range clients(st.Client) {
			for operation, call := range map[string]func() error{
				"Create":      func() error { return run(ctx, c.MethodByName("Create").Call(nil)[0], "Save") },
				"Update":      func() error { return run(ctx, c.MethodByName("Update").Call(nil)[0], "Save") },
				"UpdateOneID": func() error { return run(ctx, withID(c, "UpdateOneID"), "Save") },
				"Delete":      func() error { return run(ctx, c.MethodByName("Delete").Call(nil)[0], "Exec") },
				"DeleteOneID": func() error { return run(ctx, withID(c, "DeleteOneID"), "Exec") },
			} {
				if err := call(); !errors.Is(err, privacy.Deny) {
					t.Errorf("%s: %s.%s: %v", who, name, operation, err)
				}
			}
		}
	}
}

func withID(c reflect.Value, method string) reflect.Value {
	call := c.MethodByName(method)
	key := reflect.New(call.Type().In(0)).Elem()
	if key.Kind() == reflect.String {
		key.SetString("x")
	} else {
		key.SetInt(1)
	}
	return call.Call([]reflect.Value{key})[0]
}

// run ends a builder and returns its error.
func run(ctx context.Context, builder reflect.Value, end string) error {
	out := builder.MethodByName(end).Call([]reflect.Value{reflect.ValueOf(ctx)})
	err, _ := out[len(out)-1].Interface().(error)
	return err
}
