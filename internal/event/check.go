package event

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/direction"
	"erikti/ent/gen/region"
	"erikti/internal/check"
	"erikti/internal/fault"
	"erikti/internal/id"
)

// The bounds of the input, as graph/schema/event.graphql tells them.
const (
	maxTitle       = 200    // characters a language
	maxDescription = 10_000 // characters a language
	maxVenue       = 500    // characters a language
	maxReason      = 1_000  // characters
	maxCapacity    = 100_000
	maxShifts      = 100
	maxAge         = 120
	maxDays        = 400
	maxCodes       = 10

	maxOfferMinutes = 7 * 24 * 60
	maxNoShow       = 24 * 60 // minutes
)

var qualificationCode = regexp.MustCompile(`^[A-Z][A-Z0-9_]{1,39}$`)

func checkTimes(from, to time.Time, path ...string) error {
	if !to.After(from) {
		return fault.Invalid("end_before_start", append(path, "endsAt")...)
	}
	if to.Sub(from) > maxDays*24*time.Hour {
		return fault.Invalid("too_long", append(path, "endsAt")...).With("days", maxDays)
	}
	return nil
}

// checkZone refuses what is not an IANA zone; the machine's own zone is none.
func checkZone(name string) error {
	if name == "" || name == "Local" || len(name) > 64 {
		return fault.Invalid("time_zone", "timeZone")
	}
	if _, err := time.LoadLocation(name); err != nil {
		return fault.Invalid("time_zone", "timeZone")
	}
	return nil
}

func checkDirections(codes []direction.Code) ([]string, error) {
	if len(codes) == 0 {
		return nil, fault.Invalid("directions", "directions")
	}
	var ids []string
	for _, c := range codes {
		ids = append(ids, id.Direction.Of(string(c)))
	}
	slices.Sort(ids)
	return slices.Compact(ids), nil
}

// checkRegion refuses a region that does not exist.
func checkRegion(ctx context.Context, client *gen.Client, regionID *string) error {
	if regionID == nil {
		return nil
	}
	exists, err := client.Region.Query().Where(region.ID(*regionID)).Exist(ctx)
	if err == nil && !exists {
		return fault.Refuse(fault.NotFound).At("regionId")
	}
	return err
}

func checkShifts(shifts []ShiftDraft, from, to time.Time) error {
	if len(shifts) > maxShifts {
		return fault.Invalid("too_many_shifts", "shifts").With("shifts", maxShifts)
	}
	for i := range shifts {
		if err := checkShift(&shifts[i], from, to, "shifts", fmt.Sprint(i)); err != nil {
			return err
		}
	}
	return nil
}

func checkShift(s *ShiftDraft, from, to time.Time, path ...string) error {
	at := func(field string) []string { return append(slices.Clone(path), field) }
	if err := check.Text(&s.Title, true, maxTitle, at("title")...); err != nil {
		return err
	}
	if err := checkCapacity(s.Capacity, at("capacity")...); err != nil {
		return err
	}
	if s.MinAge < 0 || s.MinAge > maxAge {
		return fault.Invalid("min_age", at("minAge")...)
	}
	if err := checkOfferMinutes(s.OfferMinutes, at("offerMinutes")...); err != nil {
		return err
	}
	if err := checkNoShow(s.NoShowMinutes, at("noShowMinutes")...); err != nil {
		return err
	}
	if len(s.Qualifications) > maxCodes || slices.ContainsFunc(s.Qualifications, func(c string) bool {
		return !qualificationCode.MatchString(c)
	}) {
		return fault.Invalid("qualifications", at("qualifications")...)
	}
	return checkShiftTimes(s.StartsAt, s.EndsAt, s.OpensAt, s.ClosesAt, s.CancelCutoff, from, to, path...)
}

func checkCapacity(n int, path ...string) error {
	if n < 1 || n > maxCapacity {
		return fault.Invalid("capacity", path...).With("most", maxCapacity)
	}
	return nil
}

// checkOfferMinutes refuses an offer that nobody could answer, or that holds a place
// for weeks.
func checkOfferMinutes(n *int, path ...string) error {
	if n != nil && (*n < 1 || *n > maxOfferMinutes) {
		return fault.Invalid("offer_minutes", path...).With("most", maxOfferMinutes)
	}
	return nil
}

// checkNoShow refuses a time after the start that is none.
func checkNoShow(n *int, path ...string) error {
	if n != nil && (*n < 0 || *n > maxNoShow) {
		return fault.Invalid("no_show_minutes", path...).With("most", maxNoShow)
	}
	return nil
}

// checkShiftTimes refuses a shift outside its event, and a window or a deadline
// that makes no sense.
func checkShiftTimes(starts, ends time.Time, opens, closes, cutoff *time.Time, from, to time.Time, path ...string) error {
	at := func(field string) []string { return append(slices.Clone(path), field) }
	if err := checkTimes(starts, ends, path...); err != nil {
		return err
	}
	if starts.Before(from) || ends.After(to) {
		return fault.Invalid("shift_outside_event", at("startsAt")...)
	}
	if closes != nil && closes.After(starts) {
		return fault.Invalid("closes_after_start", at("closesAt")...)
	}
	latest := starts
	if closes != nil {
		latest = *closes
	}
	if opens != nil && !opens.Before(latest) {
		return fault.Invalid("opens_after_close", at("opensAt")...)
	}
	if cutoff != nil && cutoff.After(starts) {
		return fault.Invalid("cutoff_after_start", at("cancelCutoff")...)
	}
	return nil
}
