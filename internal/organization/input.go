package organization

import (
	"context"
	"regexp"
	"slices"

	"erikti/ent/gen"
	"erikti/ent/gen/direction"
	"erikti/ent/gen/organization"
	"erikti/ent/gen/region"
	"erikti/internal/check"
	"erikti/internal/fault"
	"erikti/internal/id"
	"erikti/internal/lang"
)

// The bounds of the input, as graph/schema/organization.graphql tells them.
const (
	maxName        = 200    // characters a language
	maxDescription = 10_000 // characters a language
	maxAddress     = 500    // characters a language
	maxReason      = 1_000  // characters
	maxRegions     = 20
	// mostUnverified is how many organizations a person founds that nobody has verified.
	mostUnverified = 10
)

var binDigits = regexp.MustCompile(`^[0-9]{12}$`)

// Draft is a new organization.
type Draft struct {
	Name         lang.Text
	Description  lang.Text
	Address      lang.Text
	LegalForm    organization.LegalForm
	Network      bool
	BIN          string
	Website      string
	ContactEmail string
	ContactPhone string
	HomeRegionID string
	RegionIDs    []string // where it works beside its home region
	Directions   []direction.Code
}

// Patch changes an organization; what is nil stays, "" unsets what may be missing.
type Patch struct {
	OrganizationID  string
	Name            *lang.Text
	Description     *lang.Text
	Address         *lang.Text
	LegalForm       *organization.LegalForm
	BIN             *string
	Website         *string
	ContactEmail    *string
	ContactPhone    *string
	HomeRegionID    *string
	RegionIDs       []string
	Directions      []direction.Code
	ExpectedVersion *int
}

func (d *Draft) check(ctx context.Context, tx *gen.Tx) error {
	if err := checkTexts(&d.Name, &d.Description, &d.Address); err != nil {
		return err
	}
	if d.Network && d.LegalForm == organization.LegalFormINFORMAL_GROUP {
		return fault.Invalid("network_form", "legalForm")
	}
	if err := checkBIN(d.LegalForm, d.BIN); err != nil {
		return err
	}
	if err := check.Website(d.Website, "website"); err != nil {
		return err
	}
	if err := checkContacts(&d.ContactEmail, &d.ContactPhone); err != nil {
		return err
	}
	if len(d.Directions) == 0 {
		return fault.Invalid("directions", "directions")
	}
	return checkRegions(ctx, tx, d.HomeRegionID, d.RegionIDs)
}

func checkTexts(name, description, address *lang.Text) error {
	if name != nil {
		if err := check.Text(name, true, maxName, "name"); err != nil {
			return err
		}
	}
	if description != nil {
		if err := check.Text(description, false, maxDescription, "description"); err != nil {
			return err
		}
	}
	if address != nil {
		return check.Text(address, false, maxAddress, "address")
	}
	return nil
}

// checkContacts brings the public contacts of an organization in order; "" is none.
func checkContacts(email, phone *string) (err error) {
	if email != nil && *email != "" {
		if *email, err = check.Email(*email, "contactEmail"); err != nil {
			return err
		}
	}
	if phone != nil && *phone != "" {
		*phone, err = check.Phone(*phone, "contactPhone")
	}
	return err
}

// checkBIN refuses what is no number, and a number of who has none in law.
func checkBIN(form organization.LegalForm, bin string) error {
	if bin != "" && (form == organization.LegalFormINFORMAL_GROUP || !binDigits.MatchString(bin)) {
		return fault.Invalid("bin", "bin")
	}
	return nil
}

func checkRegions(ctx context.Context, tx *gen.Tx, home string, others []string) error {
	if len(others) > maxRegions {
		return fault.Invalid("too_many_regions", "regionIds").With("most", maxRegions)
	}
	known, err := tx.Region.Query().Where(region.IDIn(append(slices.Clone(others), home)...)).IDs(ctx)
	switch {
	case err != nil:
		return err
	case !slices.Contains(known, home):
		return fault.Refuse(fault.NotFound).At("homeRegionId")
	}
	for _, one := range others {
		if !slices.Contains(known, one) {
			return fault.Refuse(fault.NotFound).At("regionIds")
		}
	}
	return nil
}

// works are the regions where an organization works: its home region is one of them.
func works(home string, others []string) []string {
	return slices.Compact(slices.Sorted(slices.Values(append(slices.Clone(others), home))))
}

func directions(codes []direction.Code) []string {
	var ids []string
	for _, c := range codes {
		ids = append(ids, id.Direction.Of(string(c)))
	}
	return slices.Compact(slices.Sorted(slices.Values(ids)))
}

// optional is nil for what is not there.
func optional(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}
