package audit_test

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"testing"

	"erikti/ent/gen"
	"erikti/ent/gen/audittext"
	"erikti/ent/rule"
	"erikti/internal/audit"
	"erikti/internal/store"

	"golang.org/x/sync/errgroup"
)

// exec runs a statement past the program, as somebody with the database's password.
func exec(t testing.TB, st *store.Store, statement string) {
	t.Helper()
	if _, err := st.Client.ExecContext(rule.System(context.Background()), statement); err != nil {
		t.Fatalf("%s: %v", statement, err)
	}
}

// scene is an audit with a chain of an organization and one of a person.
func scene(t testing.TB, st *store.Store) string {
	t.Helper()
	org := organization(t, st)
	for _, action := range []string{"MEMBER_INVITED", "MEMBER_ROLE_SET", "EVENT_CANCELLED", "MEMBERSHIP_ENDED"} {
		record(t, staff(t.Context()), st, audit.Entry{
			Action: action, Object: "mem_1", Organization: org, Reason: "because of " + action, Detail: map[string]string{"role": "EDITOR"},
		})
	}
	record(t, t.Context(), st, audit.Entry{Action: "PLATFORM_ROLE_GRANTED", Object: "vol_1"})
	return org
}

// Whatever is changed behind the program's back is found: a byte of any column, an
// entry that is gone, added or moved, the end of a chain.
func TestI5_EveryChangeIsFound(t *testing.T) {
	eachDatabase(t, func(t *testing.T, st *store.Store) {
		org := scene(t, st)
		if v, found := faults(t, st); len(found) > 0 || v.Entries != 5 || v.Chains != 2 || v.Erased != 0 {
			t.Fatalf("%+v: %q", v, found)
		}
		where := " WHERE chain = '" + org + "' AND number = "
		changes := map[string]string{
			"the first is gone":       "DELETE FROM audit_entries" + where + "1",
			"one is gone":             "DELETE FROM audit_entries" + where + "2",
			"the last is gone":        "DELETE FROM audit_entries" + where + "4",
			"all are gone":            "DELETE FROM audit_entries WHERE chain = '" + org + "'",
			"the end is gone":         "DELETE FROM audit_chains WHERE id = '" + org + "'",
			"the end is moved back":   "UPDATE audit_chains SET length = 3, hash = (SELECT hash FROM audit_entries" + where + "3) WHERE id = '" + org + "'",
			"two change their places": "UPDATE audit_entries SET number = -number WHERE chain = '" + org + "' AND number IN (2, 3)",
			"another did it":          "UPDATE audit_entries SET actor_id = 'vol_other'" + where + "2",
			"nobody did it":           "UPDATE audit_entries SET actor_id = NULL" + where + "2",
			"another way in":          "UPDATE audit_entries SET credential_id = 'ses_other'" + where + "2",
			"something did it":        "UPDATE audit_entries SET actor = 'SYSTEM'" + where + "2",
			"something else was done": "UPDATE audit_entries SET action = 'MEMBER_INVITED'" + where + "2",
			"to something else":       "UPDATE audit_entries SET object_id = 'mem_2'" + where + "2",
			"with another detail":     "UPDATE audit_entries SET detail = replace(detail, 'EDITOR', 'MEMBER')" + where + "2",
			"at another organization": "UPDATE audit_entries SET organization_id = NULL" + where + "2",
			"at another time":         "UPDATE audit_entries SET at = (SELECT at FROM audit_entries" + where + "1)" + where + "2",
			"its hash":                "UPDATE audit_entries SET hash = (SELECT hash FROM audit_entries" + where + "1)" + where + "2",
			"for another reason":      "UPDATE audit_texts SET reason = 'because' WHERE reason LIKE '%ROLE_SET'",
			"from another address":    "UPDATE audit_texts SET address = '192.0.2.8' WHERE reason LIKE '%ROLE_SET'",
		}
		for name, change := range changes {
			t.Run(name, func(t *testing.T) {
				undo := copyOf(t, st)
				exec(t, st, change)
				if _, found := faults(t, st); len(found) == 0 {
					t.Errorf("%s is not found", change)
				}
				undo()
			})
		}
		if _, found := faults(t, st); len(found) > 0 {
			t.Errorf("not put back: %q", found)
		}
	})
}

// copyOf keeps the audit's tables; what it returns puts them back.
func copyOf(t testing.TB, st *store.Store) func() {
	tables := []string{"audit_entries", "audit_chains", "audit_texts"}
	for _, table := range tables {
		exec(t, st, "CREATE TABLE kept_"+table+" AS SELECT * FROM "+table)
	}
	return func() {
		for _, table := range tables {
			exec(t, st, "DELETE FROM "+table)
			exec(t, st, "INSERT INTO "+table+" SELECT * FROM kept_"+table)
			exec(t, st, "DROP TABLE kept_"+table)
		}
	}
}

// What of an entry can be erased can be erased, and the chain still holds.
func TestI5_ErasedTextsLeaveTheChainWhole(t *testing.T) {
	eachDatabase(t, func(t *testing.T, st *store.Store) {
		scene(t, st)
		before, _ := faults(t, st)
		st.Client.AuditText.Update().Where(audittext.ReasonContains("ROLE_SET")).SetReason("").SetAddress("").ClearSalt().
			ExecX(rule.System(t.Context()))
		v, found := faults(t, st)
		if len(found) > 0 || v.Erased != 2 || v.Head != before.Head {
			t.Errorf("%+v, before %+v: %q", v, before, found)
		}
	})
}

// Entries of many transactions at once stand in one chain without a gap, those of
// organizations apart, and an entry is there exactly when its change is.
func TestI5_ManyAtOnce(t *testing.T) {
	eachDatabase(t, func(t *testing.T, st *store.Store) {
		orgs := []string{organization(t, st), organization(t, st)}
		var g errgroup.Group
		g.SetLimit(8)
		for i := range 60 {
			g.Go(func() error {
				err := st.Tx(staff(context.Background()), func(ctx context.Context, tx *gen.Tx) error {
					if err := audit.Record(ctx, tx, audit.Entry{Action: "MEMBER_INVITED", Object: fmt.Sprint("mem_", i), Organization: orgs[i%2]}); err != nil {
						return err
					}
					if i%10 == 9 {
						return sql.ErrNoRows // the change fails, and its entry with it
					}
					return nil
				})
				if i%10 == 9 {
					return nil
				}
				return err
			})
		}
		if err := g.Wait(); err != nil {
			t.Fatal(err)
		}
		v, found := faults(t, st)
		if len(found) > 0 || v.Entries != 54 || v.Chains != 2 {
			t.Errorf("%+v: %q", v, found)
		}
	})
}

// An entry holds ids and codes: what a person typed goes to the reason, or nowhere.
func TestI5_NothingTypedStandsInTheChain(t *testing.T) {
	eachDatabase(t, func(t *testing.T, st *store.Store) {
		for _, e := range []audit.Entry{
			{Action: "said hello", Object: "vol_1"},
			{Action: "SAID", Object: "Dana Seitkali"},
			{Action: "SAID", Object: "vol_1", Detail: map[string]string{"name": "Дана Сейтқали"}},
			{Action: "SAID", Object: "vol_1", Detail: map[string]string{"name": "Dana Seitkali"}},
			{Action: "SAID", Object: "vol_1", Detail: map[string]string{"mail": "dana@example.kz"}},
		} {
			err := st.Tx(t.Context(), func(ctx context.Context, tx *gen.Tx) error { return audit.Record(ctx, tx, e) })
			if err == nil || strings.Contains(err.Error(), "Сейтқали") || strings.Contains(err.Error(), "example.kz") {
				t.Errorf("%+v: %v", e, err)
			}
		}
		record(t, staff(t.Context()), st, audit.Entry{Action: "SAID", Object: "vol_1", Reason: "Дана Сейтқали"})
		e := st.Client.AuditEntry.Query().OnlyX(rule.System(t.Context()))
		if s := fmt.Sprint(e); strings.Contains(s, "Сейтқали") || strings.Contains(s, "192.0.2.7") {
			t.Errorf("the entry holds it: %s", s)
		}
	})
}
