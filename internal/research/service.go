package research

import (
	"context"
	"slices"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/membership"
	"erikti/ent/gen/notice"
	"erikti/ent/gen/organization"
	"erikti/ent/gen/study"
	"erikti/ent/gen/supportcenter"
	"erikti/ent/rule"
	"erikti/internal/act"
	"erikti/internal/audit"
	"erikti/internal/check"
	"erikti/internal/fault"
	"erikti/internal/figure"
	"erikti/internal/lang"
	"erikti/internal/network"
	inbox "erikti/internal/notice"
	"erikti/internal/reason"
	"erikti/internal/right"
	"erikti/internal/state"
	"erikti/internal/store"
)

// The bounds of the input, as graph/schema/research.graphql tells them.
const (
	maxQuestion   = 500    // characters a language
	maxMethod     = 5_000  // characters a language; a finding, too
	maxGuide      = 10_000 // characters
	maxReason     = 1_000  // characters
	maxExpert     = 200    // characters
	maxNotes      = 20_000 // characters
	maxTheme      = 80     // characters
	maxThemes     = 20
	maxInterviews = 200 // of a study
	maxFindings   = 50  // of a study
	maxFigures    = 20  // of a study
)

// Service changes and reads studies. Many goroutines use one.
type Service struct {
	office  *act.Office
	client  *gen.Client
	figures *figure.Service
}

// New makes the service. Publish is called after each commit with the ids of the people
// who were told something; it must not block.
func New(st *store.Store, figures *figure.Service, publish func([]string), now func() time.Time) *Service {
	return &Service{&act.Office{Store: st, Publish: publish, Now: now}, st.Client, figures}
}

func system(ctx context.Context) context.Context { return rule.System(ctx) }

// Plan is a study that a center wants to carry out.
type Plan struct {
	CenterID, RegionID string
	Question, Method   lang.Text
	Guide              string
}

// Create plans a study. It returns its id.
func (s *Service) Create(ctx context.Context, p Plan, key string) (string, error) {
	return act.Do(ctx, s.office, "createStudy", key, p, func(ctx context.Context, c *act.Change) (string, error) {
		if !c.May(p.CenterID) {
			return "", fault.Refuse(fault.NotFound)
		}
		mandated, err := c.SupportCenter.Query().Where(supportcenter.OrganizationID(p.CenterID), supportcenter.RegionID(p.RegionID),
			network.MandatesOn(network.Today(c.Now)), supportcenter.HasOrganizationWith(organization.StatusEQ(organization.StatusVERIFIED))).Exist(ctx)
		if err != nil {
			return "", err
		}
		if !mandated {
			return "", fault.Invalid("no_mandate", "regionId")
		}
		if err := check.Text(&p.Question, true, maxQuestion, "question"); err != nil {
			return "", err
		}
		if err := check.Text(&p.Method, false, maxMethod, "method"); err != nil {
			return "", err
		}
		if err := check.String(p.Guide, maxGuide, "guide"); err != nil {
			return "", err
		}
		row, err := c.Study.Create().SetCenterID(p.CenterID).SetRegionID(p.RegionID).SetCreatedBy(c.Who.ID()).SetGuide(p.Guide).
			SetQuestionKk(p.Question.Kk).SetQuestionRu(p.Question.Ru).SetQuestionEn(p.Question.En).
			SetMethodKk(p.Method.Kk).SetMethodRu(p.Method.Ru).SetMethodEn(p.Method.En).Save(ctx)
		if err != nil {
			return "", err
		}
		c.Record(audit.Entry{Action: "STUDY_PLANNED", Object: row.ID, Organization: row.CenterID, Region: row.RegionID})
		return row.ID, nil
	})
}

// change is a change of a study that is being made.
type change struct {
	*act.Change
	s *gen.Study
}

// do makes a change of a study for whom the table of rights lets do it in its center; to
// others the study is not there.
func (s *Service) do(ctx context.Context, operation, key string, input any, studyID string, expected *int, f func(context.Context, *change) error) (string, error) {
	return act.Do(ctx, s.office, operation, key, input, func(ctx context.Context, c *act.Change) (string, error) {
		row, err := c.Study.Query().Where(study.ID(studyID)).Modify(store.Locked(c.Postgres)).Only(ctx)
		if gen.IsNotFound(err) {
			return "", fault.Refuse(fault.NotFound)
		}
		if err != nil {
			return "", err
		}
		if !right.May(c.Who, "Mutation."+operation, row.CenterID) {
			return "", fault.Refuse(fault.NotFound)
		}
		if err := check.Version(row.Version, expected); err != nil {
			return "", err
		}
		return row.ID, f(ctx, &change{c, row})
	})
}

// inFieldwork refuses what is written at another time.
func (c *change) inFieldwork() error {
	if c.s.State != study.StateFIELDWORK {
		return state.Refuse(States.Kind, c.s.State, study.StateFIELDWORK)
	}
	return nil
}

// touch counts a change of what is in the study.
func (c *change) touch(ctx context.Context) error {
	return c.Study.UpdateOneID(c.s.ID).AddVersion(1).SetUpdatedAt(c.Now).Exec(ctx)
}

// Decision is about one study.
type Decision struct {
	StudyID         string
	Reason          string
	ExpectedVersion *int
}

// Start begins the fieldwork.
func (s *Service) Start(ctx context.Context, d Decision, key string) (string, error) {
	return s.do(ctx, "startStudy", key, d, d.StudyID, d.ExpectedVersion, func(ctx context.Context, c *change) error {
		return c.move(ctx, begin, "", nil)
	})
}

// Submit hands a study in, with at least one finding and none that is held.
func (s *Service) Submit(ctx context.Context, d Decision, key string) (string, error) {
	return s.do(ctx, "submitStudy", key, d, d.StudyID, d.ExpectedVersion, func(ctx context.Context, c *change) error {
		if err := c.complete(ctx, handIn); err != nil {
			return err
		}
		return c.move(ctx, handIn, "", func(u *gen.StudyUpdateOne) { u.SetSubmittedBy(c.Who.ID()) })
	})
}

// Return gives a study back, for a reason.
func (s *Service) Return(ctx context.Context, d Decision, key string) (string, error) {
	return s.do(ctx, "returnStudy", key, d, d.StudyID, d.ExpectedVersion, func(ctx context.Context, c *change) error {
		if _, err := States.Next(giveBack, c.s.State); err != nil {
			return err
		}
		if err := c.another(); err != nil {
			return err
		}
		text := d.Reason
		if err := check.Needed(&text, maxReason, "reason"); err != nil {
			return err
		}
		why, err := reason.Keep(ctx, c.Tx, text)
		if err != nil {
			return err
		}
		return c.move(ctx, giveBack, d.Reason, func(u *gen.StudyUpdateOne) { u.SetReasonID(why) })
	})
}

// Publish publishes a study, by another person than wrote it.
func (s *Service) Publish(ctx context.Context, d Decision, key string) (string, error) {
	return s.do(ctx, "publishStudy", key, d, d.StudyID, d.ExpectedVersion, func(ctx context.Context, c *change) error {
		if err := c.complete(ctx, publish); err != nil {
			return err
		}
		if err := c.another(); err != nil {
			return err
		}
		return c.move(ctx, publish, "", func(u *gen.StudyUpdateOne) { u.SetPublishedBy(c.Who.ID()).SetPublishedAt(c.Now) })
	})
}

// another refuses who planned the study or handed it in.
func (c *change) another() error {
	me := c.Who.ID()
	if c.s.CreatedBy != nil && *c.s.CreatedBy == me || c.s.SubmittedBy != nil && *c.s.SubmittedBy == me {
		return fault.RefuseFor(fault.WrongState, "own_study")
	}
	return nil
}

// complete refuses a study without findings, and one with a finding that is held.
func (c *change) complete(ctx context.Context, name string) error {
	if _, err := States.Next(name, c.s.State); err != nil {
		return err
	}
	all, err := findings(ctx, c.Client(), []*gen.Study{c.s})
	if err != nil {
		return err
	}
	if len(all[c.s.ID]) == 0 {
		return fault.RefuseFor(fault.WrongState, "study_finds_nothing")
	}
	if slices.ContainsFunc(all[c.s.ID], func(f *Finding) bool { return f.Held }) {
		return fault.RefuseFor(fault.WrongState, "finding_held")
	}
	return nil
}

// move writes where the study stands, and tells the audit and the center's researchers.
func (c *change) move(ctx context.Context, name, reason string, more func(*gen.StudyUpdateOne)) error {
	to, err := States.Next(name, c.s.State)
	if err != nil {
		return err
	}
	update := c.Study.UpdateOneID(c.s.ID).SetState(to).AddVersion(1).SetUpdatedAt(c.Now)
	if more != nil {
		more(update)
	}
	if err := update.Exec(ctx); err != nil {
		return err
	}
	what := map[string]string{begin: "FIELDWORK", handIn: "REVIEW", giveBack: "RETURNED", publish: "PUBLISHED"}[name]
	c.Record(audit.Entry{Action: "STUDY_" + what, Object: c.s.ID, Organization: c.s.CenterID, Region: c.s.RegionID, Reason: reason})
	return c.tell(ctx, what)
}

// tell tells the others who carry the center's studies out.
func (c *change) tell(ctx context.Context, what string) error {
	people, err := network.MembersIn(ctx, c.Membership, network.Today(c.Now), c.s.CenterID, membership.RoleRESEARCHER, membership.RoleADMIN)
	if err != nil {
		return err
	}
	people = slices.DeleteFunc(people, func(one string) bool { return one == c.Who.ID() })
	return c.Tell(ctx, inbox.News{Kind: notice.KindSTUDY_CHANGED, OrganizationID: c.s.CenterID, SubjectID: c.s.ID, State: what}, people...)
}
