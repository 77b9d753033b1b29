package passport

import (
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"time"

	"erikti/internal/civil"
	"erikti/internal/fault"
	"erikti/internal/lang"
	"erikti/internal/sign"
)

// Content is what a passport, or a certificate, shows.
type Content struct {
	Number        string
	Issuer        string
	Locale        lang.Locale
	Name          *string
	PublicNumber  string
	IssuedAt      time.Time
	ExpiresAt     *time.Time // nil: it has no end
	Minutes       *int
	From, To      *civil.Date
	Directions    []*Direction
	Years         []*Year
	CreditsEarned *int
	Awards        []*Award
	Certificate   *Certificate
}

// Certificate is what a certificate of a School of Volunteers says, in its language.
type Certificate struct {
	Title  string
	Level  int
	Grants string // the code of a qualification
	School string // the organization's name
	// SchoolID is the organization.
	SchoolID string
}

// Direction is verified work in a direction; an empty code is work without one.
type Direction struct {
	Code    string
	Minutes int
	name    lang.Text
}

// Year is verified work of a calendar year.
type Year struct{ Year, Minutes int }

// Award is an award of credit: the year and the university, in the passport's language.
type Award struct {
	Title   string
	Credits int
}

// network is who issues, as readers know it.
const network = "Erikti"

// Where a passport and its parts are.
const (
	Path       = "/passports/"
	File       = ".json"
	StatusPath = Path + "status/"

	organizations = "/organizations/" // the pages of schools
)

// parts of a passport, behind the # of its address.
const (
	partHours     = "hours"
	partDirection = "direction-"
	partYear      = "year-"
	partAward     = "award-"
	partLevel     = "level"
	noDirection   = "none"
)

// build writes a passport whose bit is that of an index over all lists.
func (c *Content) build(base string, index int) *credential {
	say := func(key string, args map[string]any) string { return lang.Message(c.Locale, "passport."+key, args) }
	page := base + Path + c.Number
	out := &credential{
		Context: []string{sign.Credentials, sign.OpenBadges}, ID: page + File, Type: []string{verifiable, badge}, Name: say("title", nil),
		Issuer:    profile{sign.Issuer(base), []string{"Profile"}, network, base},
		ValidFrom: c.IssuedAt.UTC().Format(time.RFC3339),
		Subject: subject{
			Type: []string{"AchievementSubject"}, CreditsEarned: c.CreditsEarned, Result: []resultValue{},
			Achievement: achievement{
				ID: page + "#achievement", Type: []string{"Achievement"}, AchievementType: ofWork, Name: say("achievement", nil), Description: say("description", nil),
				InLanguage: string(c.Locale), Criteria: criteria{say("criteria", nil)}, ResultDescription: []resultDescription{},
			},
		},
	}
	if c.ExpiresAt != nil {
		out.ValidUntil = c.ExpiresAt.UTC().Format(time.RFC3339)
	}
	if c.Name != nil {
		out.Subject.Identifier = append(out.Subject.Identifier, identity{"IdentityObject", false, *c.Name, byName})
	}
	out.Subject.Identifier = append(out.Subject.Identifier, identity{"IdentityObject", false, c.PublicNumber, byNumber})
	if c.From != nil && c.To != nil {
		out.Subject.From, out.Subject.To = string(*c.From), string(*c.To)
	}
	add := func(part, name, kind, value string) {
		id := page + "#" + part
		out.Subject.Achievement.ResultDescription = append(out.Subject.Achievement.ResultDescription, resultDescription{id, []string{"ResultDescription"}, name, kind})
		out.Subject.Result = append(out.Subject.Result, resultValue{[]string{"Result"}, id, value})
	}
	if of := c.Certificate; of != nil {
		out.Name = say("certificate", nil)
		a := &out.Subject.Achievement
		a.AchievementType, a.Name, a.HumanCode, a.Criteria = ofCourse, of.Title, of.Grants, criteria{say("certificate_criteria", nil)}
		a.Description = say("certificate_description", map[string]any{"level": of.Level, "school": of.School})
		home := base + organizations + of.SchoolID
		a.Creator = &profile{home, []string{"Profile"}, of.School, home}
		add(partLevel, say("level", nil), level, strconv.Itoa(of.Level))
	}
	if c.Minutes != nil {
		add(partHours, say("hours", nil), duration, iso(*c.Minutes))
	}
	for _, d := range c.Directions {
		code, name := d.Code, d.name.In(c.Locale)
		if code == "" {
			code, name = noDirection, say("no_direction", nil)
		}
		add(partDirection+code, say("hours_of", map[string]any{"what": name}), duration, iso(d.Minutes))
	}
	for _, y := range c.Years {
		add(partYear+strconv.Itoa(y.Year), say("hours_of", map[string]any{"what": strconv.Itoa(y.Year)}), duration, iso(y.Minutes))
	}
	for i, a := range c.Awards {
		add(partAward+strconv.Itoa(i+1), a.Title, score, strconv.Itoa(a.Credits))
	}
	list := base + StatusPath + strconv.Itoa(index/sign.ListLength+1) + File
	entry := sign.Entry(list, index%sign.ListLength)
	out.Status = status{entry["id"].(string), entry["type"].(string), entry["statusPurpose"].(string), entry["statusListIndex"].(string), list}
	return out
}

// content reads what a passport shows: false when it says something in another way than
// passports do.
func (c *credential) content() (*Content, bool) {
	number, ok := NumberOf(c.ID)
	from, err1 := time.Parse(time.RFC3339, c.ValidFrom)
	until, err2 := end(c.ValidUntil)
	page := strings.TrimSuffix(c.ID, File)
	out := &Content{
		Number: number, Issuer: c.Issuer.Name, Locale: lang.Locale(c.Subject.Achievement.InLanguage), IssuedAt: from, ExpiresAt: until,
		CreditsEarned: c.Subject.CreditsEarned, Directions: []*Direction{}, Years: []*Year{}, Awards: []*Award{},
	}
	if !ok || err1 != nil || err2 != nil || !out.Locale.Valid() || len(c.Subject.Result) != len(c.Subject.Achievement.ResultDescription) {
		return nil, false
	}
	for _, i := range c.Subject.Identifier {
		switch i.IdentityType {
		case byName:
			out.Name = &i.IdentityHash
		case byNumber:
			out.PublicNumber = i.IdentityHash
		}
	}
	if c.Subject.From != "" {
		from, to := civil.Date(c.Subject.From), civil.Date(c.Subject.To)
		out.From, out.To = &from, &to
	}
	if a := c.Subject.Achievement; a.AchievementType == ofCourse {
		if a.Creator == nil {
			return nil, false
		}
		out.Certificate = &Certificate{Title: a.Name, Grants: a.HumanCode, School: a.Creator.Name, SchoolID: a.Creator.ID[strings.LastIndexByte(a.Creator.ID, '/')+1:]}
	}
	for i, r := range c.Subject.Result {
		about := c.Subject.Achievement.ResultDescription[i]
		part, ok := strings.CutPrefix(r.ResultDescription, page+"#")
		if !ok || about.ID != r.ResultDescription || !out.read(part, about.Name, r.Value) {
			return nil, false
		}
	}
	return out, true
}

// end reads until when something counts; nil: it has no end.
func end(text string) (*time.Time, error) {
	if text == "" {
		return nil, nil
	}
	at, err := time.Parse(time.RFC3339, text)
	return &at, err
}

func (c *Content) read(part, name, value string) bool {
	code, isDirection := strings.CutPrefix(part, partDirection)
	year, isYear := strings.CutPrefix(part, partYear)
	if strings.HasPrefix(part, partAward) {
		credits, err := strconv.Atoi(value)
		c.Awards = append(c.Awards, &Award{name, credits})
		return err == nil
	}
	if part == partLevel && c.Certificate != nil {
		var err error
		c.Certificate.Level, err = strconv.Atoi(value)
		return err == nil
	}
	minutes, ok := fromISO(value)
	switch {
	case part == partHours:
		c.Minutes = &minutes
	case isDirection:
		if code == noDirection {
			code = ""
		}
		c.Directions = append(c.Directions, &Direction{Code: code, Minutes: minutes})
	case isYear:
		number, err := strconv.Atoi(year)
		c.Years = append(c.Years, &Year{number, minutes})
		ok = ok && err == nil
	default:
		ok = false
	}
	return ok
}

// iso writes minutes as a duration of ISO 8601.
func iso(minutes int) string { return fmt.Sprintf("PT%dH%dM", minutes/60, minutes%60) }

var isoForm = regexp.MustCompile(`^PT([0-9]{1,7})H([0-9]{1,2})M$`)

func fromISO(text string) (int, bool) {
	found := isoForm.FindStringSubmatch(text)
	if found == nil {
		return 0, false
	}
	hours, _ := strconv.Atoi(found[1]) // digits
	minutes, _ := strconv.Atoi(found[2])
	return hours*60 + minutes, true
}

var numberForm = regexp.MustCompile(`^[A-Z2-7]{26}$`)

// NumberOf reads a passport's number, alone or at the end of an address.
func NumberOf(text string) (string, bool) {
	text, _, _ = strings.Cut(strings.TrimSpace(text), "#")
	text, _, _ = strings.Cut(text, "?")
	text = strings.TrimSuffix(strings.TrimSuffix(text, "/"), File)
	text = text[strings.LastIndexByte(text, '/')+1:]
	return text, numberForm.MatchString(text)
}

// State says whether a passport counts.
type State string

// The states.
const (
	Good    State = "GOOD"
	Altered State = "ALTERED"
	Revoked State = "REVOKED"
	Expired State = "EXPIRED"
	// Distrusted is of one that a lost key signed.
	Distrusted State = "DISTRUSTED_KEY"
	UnknownKey State = "UNKNOWN_KEY"
)

// IsValid and the rest make the state one of the API's.
func (s State) IsValid() bool {
	return s == Good || s == Altered || s == Revoked || s == Expired || s == Distrusted || s == UnknownKey
}

// MarshalGQL writes a state.
func (s State) MarshalGQL(w io.Writer) { _, _ = io.WriteString(w, strconv.Quote(string(s))) }

// UnmarshalGQL reads a state; no input has one.
func (s *State) UnmarshalGQL(v any) error {
	name, _ := v.(string)
	if *s = State(name); !s.IsValid() {
		return fault.Fail(fault.BadUserInput, "value")
	}
	return nil
}
