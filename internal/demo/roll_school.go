package demo

// movesOfCertificates keep certificates and what they gave as old as they were made: one
// was given after the last lesson, and what has expired stays so. One that somebody
// revoked since stays as they left it.
func (r *roll) movesOfCertificates() []statement {
	now := []any{r.Now}
	day := func(column string) string { return column + " = " + r.sql.day(column, r.days) + ", " }
	moment := func(column string) string { return column + " = " + r.sql.moment(column, r.days) + ", " }
	left := "state = 'REVOKED' AND (reason_id IS NULL OR NOT " + mark("reason_id") + ")"
	certificates := mark("id") + " AND NOT (" + left + ")"
	qualifications := mark("id") + " AND id NOT IN (SELECT qualification_id FROM certificates WHERE qualification_id IS NOT NULL AND " + left + ")"
	return []statement{
		{"moving qualifications", "UPDATE qualifications SET " + day("issued_at") + "updated_at = $1 WHERE " + qualifications, now},
		{"moving their ends", "UPDATE qualifications SET " + day("expires_at") + "updated_at = $1 WHERE expires_at <> '' AND " + qualifications, now},
		{"moving certificates", "UPDATE certificates SET " + day("issued_on") + moment("revoked_at") + "updated_at = $1 WHERE " + certificates, now},
		{"moving the ends of certificates", "UPDATE certificates SET " + day("expires_on") + "updated_at = $1 WHERE expires_on <> '' AND " + certificates, now},
	}
}
