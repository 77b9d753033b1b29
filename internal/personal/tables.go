package personal

// kept is a table with something of people in it.
type kept struct {
	table string
	// whose picks the rows of a person; $1 is the volunteer's id.
	whose string
	// hide are columns that are not exported: hashes of secrets, and what is about others.
	hide []string
	// erase is what becomes of the rows: deleted, left as they are, or columns set.
	erase string
}

// What becomes of rows. Anything else is the SET of an update.
const (
	deleted = "DELETE"
	stays   = "" // points to a person without a name
)

const (
	ownAccount   = "account_id IN (SELECT id FROM accounts WHERE volunteer_id = $1)"
	ownNumber    = "person_no = (SELECT person_no FROM volunteers WHERE id = $1)"
	ownSignups   = "signup_id IN (SELECT id FROM signups WHERE volunteer_id = $1)"
	ownNotices   = "notice_id IN (SELECT id FROM notices WHERE volunteer_id = $1)"
	own          = "volunteer_id = $1"
	ownContact   = "(email IN (SELECT email FROM accounts WHERE volunteer_id = $1) OR phone IN (SELECT phone FROM accounts WHERE volunteer_id = $1))"
	ownSignIn    = "(" + ownAccount + " OR registration_id IN (SELECT id FROM registrations WHERE " + ownContact + "))"
	aboutOneself = "object_id IN (SELECT id FROM volunteers WHERE id = $1 UNION SELECT id FROM accounts WHERE volunteer_id = $1 UNION SELECT id FROM memberships WHERE volunteer_id = $1)"
	ownAffairs   = "(actor_id = $1 OR " + aboutOneself + ")"
)

// tables are all tables with something of people, in the order in which they are
// erased: what points to a row before the row.
var tables = []kept{
	{"notice_deliveries", "subscription_id IN (SELECT id FROM push_subscriptions WHERE volunteer_id = $1)", nil, deleted},
	{"push_subscriptions", own, []string{"endpoint", "endpoint_hash", "p256dh", "auth"}, deleted},
	{"notice_mutes", own, nil, deleted},
	{"reports", own, []string{"resolved_by", "note"}, "text = '', volunteer_id = NULL"},
	{"reports", "resolved_by = $1", []string{"volunteer_id", "text"}, stays},
	{"sessions", ownAccount, []string{"token_hash"}, deleted},
	{"api_keys", ownAccount, []string{"token_hash"}, deleted},
	{"identities", ownAccount, nil, deleted},
	{"one_time_tokens", ownSignIn, []string{"token_hash"}, deleted},
	{"notice_deliveries", "message_id IN (SELECT id FROM messages WHERE " + ownSignIn + ")", nil, deleted},
	{"messages", ownSignIn, nil, deleted},
	{"registrations", ownContact, []string{"password_hash"}, deleted},
	{"claim_codes", own, []string{"code_hash", "issued_by"}, deleted},
	{"claim_codes", "issued_by = $1", []string{"code_hash", "volunteer_id"}, stays},
	{"calendar_feeds", own, []string{"token_hash"}, deleted},
	{"follows", own, nil, deleted},
	{"roster_messages", "written_by = $1", nil, "text = ''"},
	{"mentorships", "asked_by = $1", nil, "message = ''"},
	{"mentorship_meetings", "written_by = $1", nil, "notes = ''"},
	{"project_reports", "submitted_by = $1", []string{"decided_by"}, "text = ''"},
	{"project_reports", "decided_by = $1", []string{"submitted_by", "text"}, stays},
	{"interviews", own, []string{"written_by"}, "expert = '', notes = '', themes = '', withdrawn_at = coalesce(withdrawn_at, updated_at)"},
	{"interviews", "written_by = $1", []string{"volunteer_id", "expert", "notes", "themes"}, stays},
	{"findings", "written_by = $1", nil, stays},
	{"studies", "(created_by = $1 OR submitted_by = $1 OR published_by = $1)", []string{"search_text", "question_sort_kk", "question_sort_ru", "question_sort_en"}, stays},
	{"guest_passes", own, []string{"token_hash"}, deleted},
	{"audit_texts", "id IN (SELECT id FROM audit_entries WHERE " + aboutOneself + ")", []string{"salt"}, "address = '', reason = '', salt = NULL"},
	// Why somebody did what they did to others stays with the others.
	{"audit_texts", "id IN (SELECT id FROM audit_entries WHERE actor_id = $1 AND NOT " + aboutOneself + ")", []string{"salt"}, "address = '', salt = substr(salt, 1, 16)"},
	{"audit_entries", ownAffairs, []string{"hash", "chain", "number"}, stays},
	{"invitations", "contact IN (SELECT email FROM accounts WHERE volunteer_id = $1 UNION SELECT phone FROM accounts WHERE volunteer_id = $1)", []string{"token_hash", "invited_by"}, deleted},
	{"invitations", "invited_by = $1", []string{"contact", "token_hash"}, stays},
	{"accounts", own, []string{"password_hash"}, deleted},
	{"volunteer_privates", own, nil, deleted},
	{"consents", own, nil, deleted},
	{"credit_steps", "award_id IN (SELECT id FROM credit_awards WHERE volunteer_id = $1)", []string{"actor_id"}, stays},
	{"credit_steps", "actor_id = $1", []string{"award_id"}, stays},
	{"credit_allocations", own, nil, stays},
	{"credit_awards", own, nil, stays},
	{"enrollments", own, []string{"verified_by_id"}, "student_no = '', state = 'ENDED'"},
	{"enrollments", "verified_by_id = $1", []string{"volunteer_id", "student_no"}, stays},
	{"credit_policies", "set_by_id = $1", nil, stays},
	{"payout_files", "made_by_id = $1", nil, stays},
	{"guardian_consents", own, nil, deleted},
	{"lesson_attendances", own, []string{"marked_by_id"}, deleted},
	{"lesson_attendances", "marked_by_id = $1", []string{"volunteer_id", "present"}, stays},
	{"course_results", own, []string{"recorded_by_id"}, stays},
	{"course_results", "recorded_by_id = $1", []string{"volunteer_id", "outcome"}, stays},
	{"certificates", own, nil, "qualification_id = NULL"},
	{"qualifications", own, nil, deleted},
	{"platform_grants", own, nil, deleted},
	{"memberships", own, nil, "status = 'ENDED'"},
	{"notice_deliveries", ownNotices, nil, deleted},
	{"notices", own, nil, deleted},
	{"hour_disputes", own, []string{"answered_by"}, "text = '', answer = ''"},
	{"event_ratings", own, nil, "text = ''"},
	{"kiosks", "opened_by = $1", []string{"token_hash"}, stays},
	{"passports", own, nil, "credential = '', revoked_at = coalesce(revoked_at, updated_at)"},
	{"hour_entries", own, []string{"decided_by"}, "description = ''"},
	{"reasons", "id IN (SELECT reason_id FROM signups WHERE volunteer_id = $1 UNION SELECT reason_id FROM hour_entries WHERE volunteer_id = $1" +
		" UNION SELECT reason_id FROM credit_awards WHERE volunteer_id = $1 UNION SELECT reason_id FROM certificates WHERE volunteer_id = $1)", []string{"salt"}, deleted},
	{"check_ins", ownSignups, []string{"recorded_by"}, stays},
	{"signups", own, nil, stays},
	{"offers", own, nil, stays},
	{"waitlist_entries", own, nil, stays},
	{"place_log_lines", ownNumber, []string{"actor_no", "hash"}, stays},
	{"volunteer_directions", own, nil, deleted},
	{"volunteers", "id = $1", nil, "given_name = '', family_name = '', locale = 'kk', region_id = NULL, skills = NULL, public_number = $2"},
}

// apart are tables with personal columns whose rows are nobody's in particular, and why.
var apart = map[string]string{
	"signing_keys":      "secrets of the installation, nobody's",
	"provider_sign_ins": "a sign-in under way at a provider: gone within a day, whoever it becomes",
}
