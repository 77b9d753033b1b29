package project

import (
	"context"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/project"
	"erikti/ent/gen/projectindicator"
	"erikti/internal/civil"
	"erikti/internal/snapshot"
)

// Snapshot is a project as it was when a report was submitted. Its JSON is kept as it was
// written, and its hash is of those bytes.
type Snapshot struct {
	ProjectID      string          `json:"projectId"`
	ContractNumber string          `json:"contractNumber"`
	Funding        project.Funding `json:"funding"`
	SumTiyn        int64           `json:"sumTiyn"`
	StartsOn       civil.Date      `json:"startsOn"`
	EndsOn         civil.Date      `json:"endsOn"`
	Report         int             `json:"report"`
	Final          bool            `json:"final"`
	PeriodFrom     civil.Date      `json:"periodFrom"`
	PeriodTo       civil.Date      `json:"periodTo"`
	TakenAt        time.Time       `json:"takenAt"`
	Indicators     []Reached       `json:"indicators"`
}

// Reached is an indicator in a snapshot: since the beginning of the project.
type Reached struct {
	Number   int                     `json:"number"`
	Source   projectindicator.Source `json:"source"`
	Target   int                     `json:"target"`
	Computed *int                    `json:"computed"`
	Declared *int                    `json:"declared"`
}

// Seal writes a snapshot as it is kept, and its hash.
func (s Snapshot) Seal() (text, hash string, err error) {
	return snapshot.Of(s)
}

// snapshot writes down the project as it is now.
func (c *change) snapshot(ctx context.Context, r *gen.ProjectReport) (text, hash string, err error) {
	indicators, err := c.ProjectIndicator.Query().Where(projectindicator.ProjectID(c.p.ID)).Order(gen.Asc(projectindicator.FieldNumber)).All(ctx)
	if err != nil {
		return "", "", err
	}
	values, err := values(ctx, c.Tx, []string{c.p.ID})
	if err != nil {
		return "", "", err
	}
	s := Snapshot{
		ProjectID: c.p.ID, Funding: c.p.Funding, SumTiyn: c.p.Sum, StartsOn: c.p.StartsOn, EndsOn: c.p.EndsOn,
		Report: r.Number, Final: r.Final, PeriodFrom: r.PeriodFrom, PeriodTo: r.PeriodTo, TakenAt: c.Now,
	}
	if c.p.ContractNumber != nil {
		s.ContractNumber = *c.p.ContractNumber
	}
	for _, i := range indicators {
		s.Indicators = append(s.Indicators, Reached{i.Number, i.Source, i.Target, values[c.p.ID].of(i.Source), i.Declared})
	}
	return s.Seal()
}
