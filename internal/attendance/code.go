package attendance

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"strconv"
	"strings"
	"time"

	"erikti/internal/fault"
)

const (
	// Period is how long a code lives, Grace how long it is accepted after that.
	Period = 30 * time.Second
	Grace  = 30 * time.Second
	// ahead is by how much the clocks of two servers may differ.
	ahead = 5 * time.Second
)

// ofWhat is what a code is of.
type ofWhat string

// The shift's code is taken by people's phones, a person's by the organizers' device.
const (
	ofShift  ofWhat = "s"
	ofPerson ofWhat = "p"
)

// code is what stands in a QR code.
type code struct {
	of     ofWhat
	id     string // the shift's, or the sign-up's
	period int64
	mac    string
}

// periodAt is the number of the period of a moment.
func periodAt(t time.Time) int64 { return t.Unix() / int64(Period/time.Second) }

// begins is when a period does: the time that a code of it proves.
func begins(period int64) time.Time { return time.Unix(period*int64(Period/time.Second), 0).UTC() }

// secret is the secret of one shift, made from that of the installation.
func secret(master []byte, shiftID string) []byte {
	h := hmac.New(sha256.New, master)
	h.Write([]byte("shift\x00" + shiftID))
	return h.Sum(nil)
}

func mac(secret []byte, of ofWhat, id string, period int64) []byte {
	h := hmac.New(sha256.New, secret)
	fmt.Fprintf(h, "%s\x00%s\x00%d", of, id, period)
	return h.Sum(nil)
}

// write writes a code as it stands in a QR code.
func write(secret []byte, of ofWhat, id string, period int64) string {
	return fmt.Sprintf("%s.%s.%s.%s", of, id, strconv.FormatInt(period, 36),
		base64.RawURLEncoding.EncodeToString(mac(secret, of, id, period)[:16]))
}

// digits are the six that stand beside a shift's code.
func digits(secret []byte, shiftID string, period int64) string {
	return fmt.Sprintf("%06d", binary.BigEndian.Uint32(mac(secret, "d", shiftID, period))%1_000_000)
}

// read reads what a client sent: a code, or an address that ends with one.
func read(s string) (code, bool) {
	s = strings.TrimSpace(s)
	if i := strings.LastIndexAny(s, "#="); i >= 0 {
		s = s[i+1:]
	}
	parts := strings.Split(s, ".")
	if len(parts) != 4 || len(s) > 200 {
		return code{}, false
	}
	period, err := strconv.ParseInt(parts[2], 36, 64)
	if err != nil || period < 0 {
		return code{}, false
	}
	return code{ofWhat(parts[0]), parts[1], period, parts[3]}, true
}

// genuine says whether a code was written with a secret.
func (c code) genuine(secret []byte) bool {
	want := base64.RawURLEncoding.EncodeToString(mac(secret, c.of, c.id, c.period)[:16])
	return hmac.Equal([]byte(want), []byte(c.mac))
}

// alive refuses a code that does not live at a moment: CODE_EXPIRED after its life, as
// every screenshot is soon, WRONG_CLOCK before it.
func alive(period int64, at time.Time) *fault.Refusal {
	switch from := begins(period); {
	case at.Before(from.Add(-ahead)):
		return fault.Refuse(fault.WrongClock)
	case !at.Before(from.Add(Period + Grace)):
		return fault.Refuse(fault.CodeExpired)
	}
	return nil
}

// ofDigits finds the period of six digits that live now.
func ofDigits(secret []byte, shiftID, typed string, now time.Time) (int64, bool) {
	found, ok := int64(0), false
	for p := periodAt(now) - 1; p <= periodAt(now.Add(ahead)); p++ {
		if hmac.Equal([]byte(digits(secret, shiftID, p)), []byte(typed)) && alive(p, now) == nil && !ok {
			found, ok = p, true
		}
	}
	return found, ok
}
