package school

import (
	"context"

	"erikti/ent/gen"
	"erikti/ent/gen/certificate"
	"erikti/ent/gen/notice"
	"erikti/internal/audit"
	"erikti/internal/check"
	"erikti/internal/fault"
	"erikti/internal/network"
	inbox "erikti/internal/notice"
	"erikti/internal/passport"
	"erikti/internal/place"
	reasons "erikti/internal/reason"
	"erikti/internal/store"
	"erikti/internal/viewer"
)

const maxReason = 1_000 // characters

// Revoke revokes a certificate for ever. Its qualification ends today, and coming places
// for which the person has no other one are freed. It returns the certificate's id.
func (s *Service) Revoke(ctx context.Context, certificateID, reason, key string) (string, error) {
	input := struct{ CertificateID, Reason string }{certificateID, reason}
	return withPlaces(ctx, s, "revokeCertificate", key, input, func(ctx context.Context, t *place.Tx, v *viewer.Viewer) (string, error) {
		reason := reason
		c, err := found(t.Certificate.Query().Where(certificate.ID(certificateID), certificate.HasCourseWith(taughtBy(v))).Only(ctx))
		if err != nil {
			return "", err
		}
		of, err := c.QueryCourse().Only(ctx)
		if err != nil {
			return "", err
		}
		organizationID := of.OrganizationID
		if err := may(v, "revokeCertificate", organizationID); err != nil {
			return "", err
		}
		if c.VolunteerID == v.ID() {
			return "", fault.Refuse(fault.OwnResult)
		}
		if err := check.Needed(&reason, maxReason, "reason"); err != nil {
			return "", err
		}
		if err := t.LockShiftsOf(ctx, c.VolunteerID); err != nil {
			return "", err
		}
		if c, err = t.Certificate.Query().Where(certificate.ID(certificateID)).Modify(store.Locked(t.Postgres())).Only(ctx); err != nil {
			return "", err
		}
		today := network.Today(t.Now)
		to, err := Certificates.Next(revoking, certificateOn(c.State == certificate.StateREVOKED, c.ExpiresOn, today))
		if err != nil {
			return "", err
		}
		why, err := reasons.Keep(ctx, t.Tx, reason)
		if err != nil {
			return "", err
		}
		if err := t.Certificate.UpdateOne(c).SetState(certificate.State(to)).SetRevokedAt(t.Now).SetReasonID(why).Exec(ctx); err != nil {
			return "", err
		}
		if err := s.passports.Withdraw(ctx, t.Tx, c.Serial, t.Now); err != nil {
			return "", err
		}
		if c.QualificationID != nil {
			if err := t.Qualification.UpdateOneID(*c.QualificationID).SetExpiresAt(today).Exec(ctx); err != nil {
				return "", err
			}
		}
		if err := t.QualificationChanged(ctx, c.VolunteerID); err != nil {
			return "", err
		}
		t.Touch(c.VolunteerID)
		news := inbox.News{Kind: notice.KindCERTIFICATE_REVOKED, OrganizationID: organizationID, SubjectID: c.ID}
		if err := inbox.Tell(ctx, t.Tx, news, c.VolunteerID); err != nil {
			return "", err
		}
		return c.ID, audit.Record(ctx, t.Tx, audit.Entry{
			Action: "CERTIFICATE_REVOKED", Object: c.ID, Organization: organizationID, Reason: reason, At: t.Now,
		})
	})
}

// BySerial is a certificate for whoever knows its number, or an address with it: nil for
// one that was never issued.
func (s *Service) BySerial(ctx context.Context, serial string) (*Certificate, error) {
	serial, ok := passport.NumberOf(serial)
	if !ok {
		return nil, nil
	}
	c, err := whole(s.reader().Certificate.Query()).Where(certificate.Serial(serial)).Only(system(ctx))
	if err != nil {
		return nil, gen.MaskNotFound(err)
	}
	return s.showCertificate(viewer.From(ctx), c), nil
}
