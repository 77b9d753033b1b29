package school

import (
	"context"

	"entgo.io/ent/dialect/sql"

	"erikti/ent/gen"
	"erikti/ent/gen/certificate"
	"erikti/ent/gen/passport"
	"erikti/ent/rule"
	"erikti/internal/store"
)

// SignUnsigned signs the certificates that have no credential: those of the demo, which
// is written before the address of its server is known.
func (s *Service) SignUnsigned(ctx context.Context) error {
	for {
		left := false
		err := s.store.Tx(rule.System(ctx), func(ctx context.Context, tx *gen.Tx) error {
			all, err := tx.Certificate.Query().Where(unsigned).WithCourse(func(q *gen.CourseQuery) { q.WithOrganization() }).WithVolunteer().
				Order(gen.Asc(certificate.FieldID)).Limit(most).Modify(store.Locked(s.store.Postgres())).All(ctx)
			if err != nil {
				return err
			}
			left = len(all) == most
			for _, c := range all {
				if err := s.sign(ctx, tx, c.Edges.Course, c.Edges.Volunteer, c.Serial, c.ExpiresOn, c.CreatedAt); err != nil {
					return err
				}
				if c.RevokedAt == nil {
					continue
				}
				if err := s.passports.Withdraw(ctx, tx, c.Serial, *c.RevokedAt); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil || !left {
			return err
		}
	}
}

// unsigned is a certificate whose number no credential has.
func unsigned(s *sql.Selector) {
	t := sql.Table(passport.Table)
	s.Where(sql.NotIn(s.C(certificate.FieldSerial), sql.Dialect(s.Dialect()).Select(t.C(passport.FieldNumber)).From(t)))
}
