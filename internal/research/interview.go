package research

import (
	"context"
	"slices"
	"strings"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/interview"
	"erikti/ent/gen/notice"
	"erikti/ent/gen/study"
	"erikti/ent/gen/volunteer"
	"erikti/internal/act"
	"erikti/internal/audit"
	"erikti/internal/check"
	"erikti/internal/civil"
	"erikti/internal/consent"
	"erikti/internal/fault"
	"erikti/internal/network"
	inbox "erikti/internal/notice"
	"erikti/internal/right"
	"erikti/internal/store"
)

// Held is an interview that was held.
type Held struct {
	StudyID           string
	Expert            string
	PublicNumber      string // "" for who is no person of the network
	HeldOn, ConsentOn civil.Date
	ConsentVersion    string
	Notes             string
	Themes            []string
}

// Record writes an interview down. An expert of the network is told: they can withdraw.
func (s *Service) Record(ctx context.Context, h Held, key string) (string, error) {
	return s.do(ctx, "recordInterview", key, h, h.StudyID, nil, func(ctx context.Context, c *change) error {
		if err := c.inFieldwork(); err != nil {
			return err
		}
		today := network.Today(c.Now)
		if err := check.Needed(&h.Expert, maxExpert, "expert"); err != nil {
			return err
		}
		themes, err := checkSaid(&h.Notes, h.Themes)
		switch {
		case err != nil:
			return err
		case h.ConsentVersion != consent.Version:
			return fault.Invalid("consent_version", "consentVersion")
		case h.HeldOn > today || h.HeldOn < today.AddDays(-10*366):
			return fault.Invalid("held_on", "heldOn")
		case h.ConsentOn > h.HeldOn:
			return fault.Invalid("consent_on", "consentOn")
		}
		create := c.Interview.Create().SetStudyID(c.s.ID).SetExpert(h.Expert).SetHeldOn(h.HeldOn).SetConsentOn(h.ConsentOn).
			SetConsentVersion(h.ConsentVersion).SetNotes(h.Notes).SetThemes(themes).SetWrittenBy(c.Who.ID())
		expert := ""
		if h.PublicNumber != "" {
			expert, err = c.Volunteer.Query().Where(volunteer.PublicNumber(strings.ToUpper(strings.TrimSpace(h.PublicNumber)))).OnlyID(ctx)
			if gen.IsNotFound(err) {
				return fault.Invalid("no_such_person", "publicNumber")
			}
			if err != nil {
				return err
			}
			create.SetVolunteerID(expert)
		}
		n, err := c.Interview.Query().Where(interview.StudyID(c.s.ID)).Count(ctx)
		if err != nil {
			return err
		}
		if n >= maxInterviews {
			return fault.Invalid("too_many", "studyId").With("most", maxInterviews)
		}
		row, err := create.SetNumber(n + 1).Save(ctx)
		if err != nil {
			return err
		}
		c.Record(audit.Entry{Action: "INTERVIEW_RECORDED", Object: row.ID, Organization: c.s.CenterID, Region: c.s.RegionID})
		if expert != "" {
			if err := c.Tell(ctx, inbox.News{Kind: notice.KindSTUDY_CHANGED, OrganizationID: c.s.CenterID, SubjectID: row.ID, State: "INTERVIEW_RECORDED"}, expert); err != nil {
				return err
			}
		}
		return c.touch(ctx)
	})
}

// checkSaid judges what is written of an interview; themes come back one a line.
func checkSaid(notes *string, themes []string) (string, error) {
	if err := check.Needed(notes, maxNotes, "notes"); err != nil {
		return "", err
	}
	if len(themes) > maxThemes {
		return "", fault.Invalid("themes", "themes").With("most", maxThemes)
	}
	lines := make([]string, len(themes))
	for i, theme := range themes {
		lines[i] = strings.Join(strings.Fields(theme), " ")
		if err := check.Needed(&lines[i], maxTheme, "themes"); err != nil {
			return "", err
		}
	}
	return strings.Join(lines, "\n"), nil
}

// Said is what is written of an interview.
type Said struct {
	InterviewID string
	Notes       string
	Themes      []string
}

// Rewrite writes the notes and themes of an interview anew.
func (s *Service) Rewrite(ctx context.Context, said Said, key string) (string, error) {
	studyID, err := s.studyOf(ctx, said.InterviewID)
	if err != nil {
		return "", err
	}
	return s.do(ctx, "updateInterview", key, said, studyID, nil, func(ctx context.Context, c *change) error {
		if err := c.inFieldwork(); err != nil {
			return err
		}
		row, err := c.Interview.Get(ctx, said.InterviewID)
		if err != nil {
			return err
		}
		if row.WithdrawnAt != nil {
			return fault.RefuseFor(fault.WrongState, "interview_withdrawn")
		}
		themes, err := checkSaid(&said.Notes, said.Themes)
		if err != nil {
			return err
		}
		if err := c.Interview.UpdateOne(row).SetNotes(said.Notes).SetThemes(themes).SetUpdatedAt(c.Now).Exec(ctx); err != nil {
			return err
		}
		return c.touch(ctx)
	})
}

// studyOf is that of an interview, "" for none: whose it is the caller looks at.
func (s *Service) studyOf(ctx context.Context, interviewID string) (string, error) {
	of, err := s.client.Interview.Query().Where(interview.ID(interviewID)).Select(interview.FieldStudyID).String(system(ctx))
	return of, gen.MaskNotFound(err)
}

// Withdraw ends the consent to an interview, for its expert or on their behalf by the
// center. What it said is gone with it. It returns when that was: the first time.
func (s *Service) Withdraw(ctx context.Context, interviewID, key string) (time.Time, error) {
	const operation = "withdrawInterview"
	asked, err := s.client.Interview.Query().Where(interview.ID(interviewID)).Select(interview.FieldStudyID, interview.FieldVolunteerID).Only(system(ctx))
	if gen.MaskNotFound(err) != nil {
		return time.Time{}, err
	}
	if asked == nil {
		asked = &gen.Interview{}
	}
	return act.Do(ctx, s.office, operation, key, interviewID, func(ctx context.Context, c *act.Change) (time.Time, error) {
		row, err := c.Study.Query().Where(study.ID(asked.StudyID)).Modify(store.Locked(c.Postgres)).Only(ctx)
		if gen.IsNotFound(err) {
			return time.Time{}, fault.Refuse(fault.NotFound)
		}
		if err != nil {
			return time.Time{}, err
		}
		itself := asked.VolunteerID != nil && *asked.VolunteerID == c.Who.ID()
		if !itself && !right.May(c.Who, "Mutation."+operation, row.CenterID) {
			return time.Time{}, fault.Refuse(fault.NotFound)
		}
		one, err := c.Interview.Get(ctx, interviewID)
		if err != nil {
			return time.Time{}, err
		}
		if one.WithdrawnAt != nil {
			return *one.WithdrawnAt, nil
		}
		ch := &change{c, row}
		if err := c.Interview.UpdateOne(one).SetExpert("").SetNotes("").SetThemes("").SetWithdrawnAt(c.Now).SetUpdatedAt(c.Now).Exec(ctx); err != nil {
			return time.Time{}, err
		}
		c.Record(audit.Entry{Action: "INTERVIEW_WITHDRAWN", Object: one.ID, Organization: row.CenterID, Region: row.RegionID})
		if err := ch.tell(ctx, "INTERVIEW_WITHDRAWN"); err != nil {
			return time.Time{}, err
		}
		return c.Now, ch.touch(ctx)
	})
}

// Evidence is an interview that a finding points at.
type Evidence struct {
	Number      int
	WithdrawnAt *time.Time
}

// Interview is one, as the center's researchers read it.
type Interview struct {
	ID             string
	Number         int
	HeldOn         civil.Date
	ConsentVersion string
	ConsentOn      civil.Date
	WithdrawnAt    *time.Time
	Expert         string
	Notes          string
	Themes         []string
}

func shown(i *gen.Interview) *Interview {
	return &Interview{
		i.ID, i.Number, i.HeldOn, i.ConsentVersion, i.ConsentOn, i.WithdrawnAt, i.Expert, i.Notes,
		themes(i),
	}
}

// themes are those of an interview, kept one a line.
func themes(i *gen.Interview) []string {
	return slices.DeleteFunc(strings.Split(i.Themes, "\n"), func(s string) bool { return s == "" })
}
