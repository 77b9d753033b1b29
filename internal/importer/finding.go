package importer

import (
	"strings"
	"unicode"

	"erikti/internal/csvfile"
	"erikti/internal/lang"
)

// Outcome is what became of a row.
type Outcome string

// The outcomes; every row has exactly one.
const (
	Loaded    Outcome = "loaded"    // as it stands
	Noted     Outcome = "note"      // loaded, with a decision that the findings state
	Unchanged Outcome = "unchanged" // it was loaded before and is the same
	Differs   Outcome = "differs"   // it was loaded before; what is stored was kept
	Refused   Outcome = "refused"   // not loaded
)

// Code names a finding for programs; its words are in locales/ under
// import.finding.<code>.
type Code string

// Why a row is refused.
const (
	BrokenQuotes         = Code(csvfile.BrokenQuotes)
	DatabaseRefused Code = "database_refused"
	DateOutOfRange  Code = "date_out_of_range"
	DuplicateKey    Code = "duplicate_key"
	EndsBeforeStart Code = "ends_before_start"
	FieldTooLong         = Code(csvfile.FieldTooLong)
	LostCharacters       = Code(csvfile.LostCharacters)
	Missing         Code = "missing"
	NotADate        Code = "not_a_date"
	NotANumber      Code = "not_a_number"
	NotPositive     Code = "not_positive"
	NULByte              = Code(csvfile.NULByte)
	SignupWindow    Code = "signup_window"
	TextTooLong     Code = "text_too_long"
	TooMany         Code = "too_many"
	WrongFieldCount Code = "wrong_field_count"
	YearAsCount     Code = "year_as_count"
)

// Decisions about a row that is loaded.
const (
	CapacityAssumed        Code = "capacity_assumed"
	CapacityDoubtful       Code = "capacity_doubtful"
	CategoryMissing        Code = "category_missing"
	CategoryUnknown        Code = "category_unknown"
	EndAssumed             Code = "end_assumed"
	MarkupRemoved          Code = "markup_removed"
	OrganizationNameKept   Code = "organization_name_kept"
	OrganizationUnverified Code = "organization_unverified"
	PlaceMissing           Code = "place_missing"
	PlaceUnreadable        Code = "place_unreadable"
	PublishedUnreadable    Code = "published_unreadable"
	RegionUnknown          Code = "region_unknown"
)

// ContentDiffers names a field in which a row is not what is stored.
const ContentDiffers Code = "content_differs"

// Finding is one thing to know about a row.
type Finding struct {
	// Field is the column as the file names it; "" for the row as a whole.
	Field string
	Code  Code
	// Value is what the file says there, cut to 40 printable characters.
	Value string
	// Args are the numbers and codes that the words contain.
	Args map[string]any
	// refuses says that the row is not loaded because of it.
	refuses bool
}

// Message says the finding in a language.
func (f Finding) Message(l lang.Locale) string {
	return lang.Message(l, "import.finding."+string(f.Code), f.Args)
}

func refusal(field string, code Code, value string) Finding {
	return Finding{Field: field, Code: code, Value: short(value), refuses: true}
}

func note(field string, code Code, value string) Finding {
	return Finding{Field: field, Code: code, Value: short(value)}
}

func (f Finding) with(name string, value any) Finding {
	args := map[string]any{name: value}
	for k, v := range f.Args {
		args[k] = v
	}
	f.Args = args
	return f
}

// Row is what the report says about one row.
type Row struct {
	// Line is where the row begins in the file, from 1, which is the header.
	Line     int
	Key      string // cut like a value; "" when it could not be read
	Outcome  Outcome
	Findings []Finding
}

// short cuts a value of the file for the report: 40 characters, in which nothing
// can move the cursor of a terminal.
func short(s string) string {
	const limit = 40
	if len(s) > 8*limit {
		s = strings.ToValidUTF8(s[:8*limit], "")
	}
	s = strings.TrimSpace(strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) {
			return ' '
		}
		return r
	}, s))
	runes := []rune(s)
	if len(runes) <= limit {
		return s
	}
	return string(runes[:limit-1]) + "…"
}
