package notice

import (
	"erikti/ent/gen/notice"
	"erikti/internal/lang"
)

// Kinds are the kinds of notice that a person chooses channels for, those of places
// first. That a guardian was asked goes to the guardian, who chooses nothing.
var Kinds = []notice.Kind{
	notice.KindPROMOTED, notice.KindOFFERED, notice.KindLAPSED, notice.KindREMOVED, notice.KindBLOCKED, notice.KindAPPROVED,
	notice.KindQUEUED, notice.KindDECLINED, notice.KindMOVED, notice.KindRELEASED, notice.KindADDED, notice.KindCANCELLED,
	notice.KindCLOSED, notice.KindREMINDER, notice.KindROSTER_MESSAGE, notice.KindEVENT_PUBLISHED,
	notice.KindMEMBERSHIP_REQUESTED, notice.KindMEMBERSHIP_ACCEPTED, notice.KindMEMBERSHIP_DECLINED, notice.KindMEMBERSHIP_CHANGED,
	notice.KindMEMBERSHIP_ENDED, notice.KindCONSENT_REVOKED, notice.KindGUARDIAN_CONSENTED, notice.KindCLAIM_CODE_ISSUED,
	notice.KindORGANIZATION_SUBMITTED, notice.KindORGANIZATION_VERIFIED, notice.KindORGANIZATION_RETURNED,
	notice.KindORGANIZATION_SUSPENDED, notice.KindORGANIZATION_REINSTATED, notice.KindORGANIZATION_CLOSED, notice.KindEVENT_REPORTED,
	notice.KindNETWORK_REQUESTED, notice.KindNETWORK_ACCEPTED, notice.KindNETWORK_DECLINED, notice.KindNETWORK_LEFT,
}

// KindName is what notices of a kind say, in a language: as the subject of a mail.
func KindName(l lang.Locale, kind notice.Kind) string {
	return lang.Message(l, "notice."+string(kind)+".subject", nil)
}
