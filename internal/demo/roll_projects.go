package demo

// movesOfProjects move what is under way with the events: projects that are not over,
// their reports, and requests for help. What is over stays in its year; what a report said
// stays as it was said.
func (r *roll) movesOfProjects() []statement {
	now := []any{r.Now}
	day := func(column string) string { return column + " = " + r.sql.day(column, r.days) + ", " }
	goingOn := mark("id") + " AND state IN ('APPLICATION', 'AWARDED', 'RUNNING', 'REPORTING', 'RETURNED', 'ACCEPTED')"
	return []statement{
		{"moving projects", "UPDATE projects SET " + day("starts_on") + day("ends_on") + day("due_on") + "updated_at = $1 WHERE " + goingOn, now},
		{
			"moving reports", "UPDATE project_reports SET " + day("period_from") + day("period_to") + day("due_on") +
				"updated_at = $1 WHERE project_id IN (SELECT id FROM projects WHERE " + goingOn + ")", now,
		},
		{
			"moving requests for help", "UPDATE mentorships SET created_at = " + r.sql.moment("created_at", r.days) +
				", updated_at = $1 WHERE " + mark("id") + " AND state IN ('REQUESTED', 'PROPOSED')", now,
		},
	}
}
