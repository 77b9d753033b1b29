package event

import (
	"context"

	"erikti/ent/gen"
	"erikti/ent/gen/project"
	"erikti/internal/fault"
	"erikti/internal/place"
	"erikti/internal/state"
	"erikti/internal/viewer"
)

// SetProject says to which project of its organization an event belongs; nil: to none.
// What a project that is over counts does not change any more: nothing is given to one or
// taken from it. It returns the event's id.
func (s *Service) SetProject(ctx context.Context, eventID string, projectID *string, key string) (string, error) {
	input := struct {
		EventID   string
		ProjectID *string
	}{eventID, projectID}
	return do(ctx, s, "setEventProject", key, input, func(ctx context.Context, t *place.Tx, v *viewer.Viewer) (string, error) {
		e, err := own(ctx, t, v, eventID)
		if err != nil {
			return "", err
		}
		for _, id := range []*string{projectID, e.ProjectID} {
			if id == nil {
				continue
			}
			p, err := t.Project.Query().Where(project.ID(*id), project.OrganizationID(e.OrganizationID)).Only(ctx)
			if gen.IsNotFound(err) {
				return "", fault.Refuse(fault.NotFound).At("projectId")
			}
			if err != nil {
				return "", err
			}
			switch p.State {
			case project.StateAWARDED, project.StateRUNNING, project.StateREPORTING, project.StateRETURNED:
			default:
				return "", state.Refuse("project", p.State, project.StateAWARDED, project.StateRUNNING, project.StateREPORTING, project.StateRETURNED).At("projectId")
			}
		}
		t.Touch(e.ID)
		update := t.Event.UpdateOneID(e.ID).AddVersion(1).SetUpdatedAt(t.Now)
		if projectID == nil {
			return e.ID, update.ClearProjectID().Exec(ctx)
		}
		return e.ID, update.SetProjectID(*projectID).Exec(ctx)
	})
}
