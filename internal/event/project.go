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
// It returns the event's id.
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
		update := t.Event.UpdateOneID(e.ID).AddVersion(1).SetUpdatedAt(t.Now).ClearProject()
		if projectID != nil {
			p, err := t.Project.Query().Where(project.ID(*projectID), project.OrganizationID(e.OrganizationID)).Only(ctx)
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
			update = t.Event.UpdateOneID(e.ID).AddVersion(1).SetUpdatedAt(t.Now).SetProjectID(p.ID)
		}
		t.Touch(e.ID)
		return e.ID, update.Exec(ctx)
	})
}
