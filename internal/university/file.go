package university

import (
	"context"
	"errors"
	"io"
	"strings"

	"erikti/ent/gen"
	"erikti/ent/gen/enrollment"
	"erikti/internal/act"
	"erikti/internal/civil"
	"erikti/internal/csvfile"
	"erikti/internal/fault"
	"erikti/internal/lang"
	"erikti/internal/network"
	"erikti/internal/right"
)

// The bounds of a file.
const (
	mostRows   = 20_000
	mostErrors = 200
)

// needed are the columns of a file; full_time and valid_to may be there too.
var needed = []string{"student_no", "family_name", "given_name"}

// RowError is why a row of a file confirmed nobody.
type RowError struct {
	Line int
	Code string // NOT_REQUESTED, NAME_DIFFERS, AMBIGUOUS, BAD_ROW, OWN, NUMBER_TAKEN
}

// Report is what a file does.
type Report struct {
	Rows      int
	Confirmed int
	Unchanged int // confirmed before
	Failed    int
	Errors    []RowError // the first 200
}

// File confirms those who asked for it and stand in a list of the university's
// students with their number and their name: an officer of it. A bad row stops no other.
// The list may be the bytes of a file as a spreadsheet writes it. A dry run does it all and writes
// nothing: its report is that of the run.
func (s *Service) File(ctx context.Context, organizationID, text string, dryRun bool, key string) (*Report, error) {
	input := struct {
		OrganizationID, Text string
		DryRun               bool
	}{organizationID, text, dryRun}
	var report *Report
	run := func(ctx context.Context, c *act.Change) (*Report, error) {
		if !right.May(c.Who, "Mutation.confirmEnrollmentsFromFile", organizationID) {
			return nil, fault.Refuse(fault.NotFound).At("organizationId")
		}
		var err error
		if report, err = file(ctx, c, organizationID, strings.NewReader(text)); err == nil && dryRun {
			err = errDryRun
		}
		return report, err
	}
	out, err := act.Do(ctx, s.office, "confirmEnrollmentsFromFile", key, input, run)
	if errors.Is(err, errDryRun) {
		return report, nil
	}
	return out, err
}

// errDryRun takes back what a dry run did.
var errDryRun = errors.New("a dry run")

func file(ctx context.Context, c *act.Change, organizationID string, in io.Reader) (*Report, error) {
	rows, err := csvfile.Open(in, needed...)
	if errors.Is(err, csvfile.ErrHead) {
		return nil, fault.Invalid("csv_head", "csv")
	}
	if err != nil {
		return nil, err
	}
	r := &Report{Errors: []RowError{}}
	for {
		get, err := rows.Next()
		if errors.Is(err, io.EOF) {
			return r, nil
		}
		if r.Rows++; r.Rows > mostRows {
			return nil, fault.Invalid("csv_long", "csv").With("most", mostRows)
		}
		code := "BAD_ROW"
		var broken *csvfile.RowError
		switch {
		case err == nil:
			if code, err = confirm(ctx, c, organizationID, get); err != nil {
				return nil, err
			}
		case !errors.As(err, &broken):
			return nil, err
		}
		switch code {
		case "":
			r.Confirmed++
		case unchanged:
			r.Unchanged++
		default:
			r.Failed++
			if len(r.Errors) < mostErrors {
				r.Errors = append(r.Errors, RowError{rows.Line(), code})
			}
		}
	}
}

const unchanged = "UNCHANGED"

// confirm confirms who asked with the number and the name of a row; it returns why not.
func confirm(ctx context.Context, c *act.Change, organizationID string, get func(string) string) (string, error) {
	d := Decision{Confirm: true}
	number := Number(get("student_no"))
	if number == "" || len(number) > 4*longestNumber || isStateNumber(number) || get("family_name") == "" {
		return "BAD_ROW", nil
	}
	switch strings.ToLower(get("full_time")) {
	case "":
	case "1", "true", "yes", "да", "иә":
		d.FullTime = new(bool)
		*d.FullTime = true
	case "0", "false", "no", "нет", "жоқ":
		d.FullTime = new(bool)
	default:
		return "BAD_ROW", nil
	}
	if to := get("valid_to"); to != "" {
		day, err := civil.Parse(to)
		if err != nil || day <= network.Today(c.Now) {
			return "BAD_ROW", nil
		}
		d.ValidTo = &day
	}
	all, err := c.Enrollment.Query().Where(enrollment.OrganizationID(organizationID), enrollment.StudentNo(number),
		enrollment.StateIn(enrollment.StateREQUESTED, enrollment.StateCONFIRMED)).WithVolunteer().All(ctx)
	if err != nil {
		return "", err
	}
	var named []*gen.Enrollment
	for _, e := range all {
		if v := e.Edges.Volunteer; v != nil && folded(v.FamilyName) == folded(get("family_name")) && folded(v.GivenName) == folded(get("given_name")) {
			named = append(named, e)
		}
	}
	switch {
	case len(all) == 0:
		return "NOT_REQUESTED", nil
	case len(named) == 0:
		return "NAME_DIFFERS", nil
	case len(named) > 1:
		return "AMBIGUOUS", nil
	case named[0].State == enrollment.StateCONFIRMED:
		return unchanged, nil
	case named[0].VolunteerID == c.Who.ID():
		return "OWN", nil
	}
	for _, e := range all {
		if e.State == enrollment.StateCONFIRMED {
			return "NUMBER_TAKEN", nil
		}
	}
	return "", decide(ctx, c, named[0], d, enrollment.ViaFILE)
}

// folded writes a name as names are compared.
func folded(s string) string { return strings.Join(lang.SearchTerms(s), " ") }
