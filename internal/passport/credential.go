package passport

import (
	"bytes"
	"encoding/json"
	"io"
	"reflect"
	"slices"

	"erikti/internal/sign"
)

// The kinds of achievements (Open Badges 3.0, AchievementType).
const (
	ofWork   = "CommunityService"
	ofCourse = "Certificate"
)

// credential is a passport as Open Badges 3.0 has it. Reading refuses whatever is not
// here, so what a reader is shown is all that was signed.
type credential struct {
	Context    []string `json:"@context"`
	ID         string   `json:"id"`
	Type       []string `json:"type"`
	Name       string   `json:"name"`
	Issuer     profile  `json:"issuer"`
	ValidFrom  string   `json:"validFrom"`
	ValidUntil string   `json:"validUntil,omitempty"`
	Subject    subject  `json:"credentialSubject"`
	Status     status   `json:"credentialStatus"`
}

type profile struct {
	ID   string   `json:"id"`
	Type []string `json:"type"`
	Name string   `json:"name"`
	URL  string   `json:"url"`
}

type subject struct {
	Type          []string      `json:"type"`
	Identifier    []identity    `json:"identifier"`
	From          string        `json:"activityStartDate,omitempty"`
	To            string        `json:"activityEndDate,omitempty"`
	CreditsEarned *int          `json:"creditsEarned,omitempty"`
	Achievement   achievement   `json:"achievement"`
	Result        []resultValue `json:"result"`
}

type identity struct {
	Type         string `json:"type"`
	Hashed       bool   `json:"hashed"`
	IdentityHash string `json:"identityHash"`
	IdentityType string `json:"identityType"`
}

type achievement struct {
	ID                string              `json:"id"`
	Type              []string            `json:"type"`
	AchievementType   string              `json:"achievementType"`
	Creator           *profile            `json:"creator,omitempty"`
	HumanCode         string              `json:"humanCode,omitempty"`
	Name              string              `json:"name"`
	Description       string              `json:"description"`
	InLanguage        string              `json:"inLanguage"`
	Criteria          criteria            `json:"criteria"`
	ResultDescription []resultDescription `json:"resultDescription"`
}

type criteria struct {
	Narrative string `json:"narrative"`
}

type resultDescription struct {
	ID         string   `json:"id"`
	Type       []string `json:"type"`
	Name       string   `json:"name"`
	ResultType string   `json:"resultType"`
}

type resultValue struct {
	Type              []string `json:"type"`
	ResultDescription string   `json:"resultDescription"`
	Value             string   `json:"value"`
}

type status struct {
	ID         string `json:"id"`
	Type       string `json:"type"`
	Purpose    string `json:"statusPurpose"`
	Index      string `json:"statusListIndex"`
	Credential string `json:"statusListCredential"`
}

// The kinds of what is shown, and of who it is shown of (Open Badges 3.0, ResultType and
// IdentifierTypeEnum).
const (
	duration   = "ext:Duration" // ISO 8601
	score      = "RawScore"
	level      = "ext:Level" // of a course: 1 to 3
	byName     = "name"
	byNumber   = "identifier"
	badge      = "OpenBadgeCredential"
	verifiable = "VerifiableCredential"
)

// generic is a value as JSON has it.
func generic(v any) (map[string]any, error) {
	raw, err := json.Marshal(v)
	if err != nil {
		return nil, err
	}
	return parse(raw)
}

// parse reads one JSON object and nothing after it.
func parse(raw []byte) (map[string]any, error) {
	d := json.NewDecoder(bytes.NewReader(raw))
	var doc map[string]any
	if err := d.Decode(&doc); err != nil {
		return nil, err
	}
	if _, err := d.Token(); err != io.EOF {
		return nil, io.ErrUnexpectedEOF
	}
	return doc, nil
}

// strict reads a document, without its proof, as a passport: false for one that says
// anything in another way.
func strict(doc map[string]any) (*credential, bool) {
	rest := map[string]any{}
	for name, value := range doc {
		if name != "proof" {
			rest[name] = value
		}
	}
	raw, err := json.Marshal(rest)
	if err != nil {
		return nil, false
	}
	c := &credential{}
	if err := json.Unmarshal(raw, c); err != nil {
		return nil, false
	}
	again, err := generic(c)
	return c, err == nil && reflect.DeepEqual(rest, again) && slices.Equal(c.Type, []string{verifiable, badge}) &&
		slices.Equal(c.Context, []string{sign.Credentials, sign.OpenBadges})
}

// text writes a signed document as people keep it.
func text(doc map[string]any) (string, error) {
	var out bytes.Buffer
	w := json.NewEncoder(&out)
	w.SetEscapeHTML(false)
	err := w.Encode(doc)
	return out.String(), err
}
