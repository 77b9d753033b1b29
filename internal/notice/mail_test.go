package notice_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	gennotice "erikti/ent/gen/notice"
	"erikti/internal/lang"
)

// kinds are all there are, with the detail that each has.
func kinds() map[gennotice.Kind]string {
	until := fmt.Sprintf(`{"until":%d}`, there(24, 9, 0).Unix())
	return map[gennotice.Kind]string{
		gennotice.KindPROMOTED: "{}", gennotice.KindOFFERED: until, gennotice.KindLAPSED: "{}", gennotice.KindREMOVED: "{}",
		gennotice.KindBLOCKED: `{"gate":"NO_OVERLAP"}`, gennotice.KindAPPROVED: "{}", gennotice.KindQUEUED: "{}", gennotice.KindDECLINED: "{}",
		gennotice.KindMOVED:    fmt.Sprintf(`{"from":%d,"to":%d,"until":%d}`, there(25, 9, 30).Unix(), there(25, 12, 30).Unix(), there(24, 9, 0).Unix()),
		gennotice.KindRELEASED: "{}", gennotice.KindADDED: "{}", gennotice.KindCANCELLED: "{}", gennotice.KindCLOSED: "{}",
		gennotice.KindREMINDER: fmt.Sprintf(`{"from":%d,"reminder":"24h"}`, there(25, 9, 30).Unix()),
	}
}

// essentials are what the mails of a language must say: of every kind, and of some.
var essentials = map[lang.Locale]struct {
	every    []string
	subjects map[gennotice.Kind]string
	some     map[gennotice.Kind][]string
}{
	lang.EN: {
		every: []string{"Cleaning the bank of the Irtysh", "Morning", "When: Wednesday, 25 November 2026, 09:30–12:30 (Asia/Almaty, UTC+5)", "Where: Old pier", "Organizer: Rina, https://rina.kz", "Open: https://erikti.kz/"},
		subjects: map[gennotice.Kind]string{
			gennotice.KindPROMOTED: "You have a place", gennotice.KindOFFERED: "A place is held for you", gennotice.KindCANCELLED: "The shift is cancelled", gennotice.KindREMINDER: "Reminder",
		},
		some: map[gennotice.Kind][]string{
			gennotice.KindOFFERED:  {"Answer before Tuesday, 24 November 2026, 09:00 (Asia/Almaty, UTC+5)"},
			gennotice.KindBLOCKED:  {"you have another place at that time", "Cancel the other place"},
			gennotice.KindMOVED:    {"The new time of the shift: Wednesday, 25 November 2026, 09:30–12:30", "until Tuesday, 24 November 2026, 09:00"},
			gennotice.KindREMINDER: {"Your shift begins: Wednesday, 25 November 2026, 09:30", "I can’t come: https://erikti.kz/cannot-come?place=sgn_"},
		},
	},
	lang.RU: {
		every: []string{"Уборка берега Иртыша", "Утро", "Когда: среда, 25 ноября 2026 г., 09:30–12:30 (Asia/Almaty, UTC+5)", "Где: Старый причал", "Организатор: Рина, https://rina.kz", "Открыть: https://erikti.kz/"},
		subjects: map[gennotice.Kind]string{
			gennotice.KindPROMOTED: "У вас есть место", gennotice.KindOFFERED: "Вам предложено место", gennotice.KindCANCELLED: "Смена отменена", gennotice.KindREMINDER: "Напоминание",
		},
		some: map[gennotice.Kind][]string{
			gennotice.KindOFFERED:  {"вторник, 24 ноября 2026 г., 09:00"},
			gennotice.KindREMINDER: {"Я не смогу прийти: https://erikti.kz/cannot-come?place=sgn_"},
		},
	},
	lang.KK: {
		every: []string{"Ертіс жағасын тазалау", "Таң", "Қашан: 2026 жылғы 25 қараша, сәрсенбі, 09:30–12:30 (Asia/Almaty, UTC+5)", "Қайда: Ескі айлақ", "Ұйымдастырушы: Рина, https://rina.kz", "Ашу: https://erikti.kz/"},
		subjects: map[gennotice.Kind]string{
			gennotice.KindPROMOTED: "Сізде орын бар", gennotice.KindOFFERED: "Сізге орын сақталды", gennotice.KindCANCELLED: "Ауысым өтпейді", gennotice.KindREMINDER: "Еске салу",
		},
		some: map[gennotice.Kind][]string{
			gennotice.KindOFFERED:  {"2026 жылғы 24 қараша, сейсенбі, 09:00"},
			gennotice.KindREMINDER: {"Келе алмаймын: https://erikti.kz/cannot-come?place=sgn_"},
		},
	},
}

// Every kind has a mail in every language, of plain text.
func TestMailsOfEveryKind(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		box := newMailbox(t)
		d := w.dispatcher(w.store, box.address)
		where := w.shift(there(25, 9, 30), 100)
		for l, want := range essentials {
			me := w.person("aigerim@example.kz", l)
			signup := w.signUp(me, where)
			for kind, detail := range kinds() {
				told := w.tell(kind, me, where, signup, detail)
				mails := w.mails(d, box)
				if len(mails) != 1 {
					t.Fatalf("%s %s: %d mails", l, kind, len(mails))
				}
				m := mails[0]
				subject := lang.Message(l, "notice."+string(kind)+".subject", nil)
				if s := want.subjects[kind]; s != "" && s != subject {
					t.Errorf("%s %s: the subject begins with %q", l, kind, subject)
				}
				if m.subject != subject+": "+want.every[0] {
					t.Errorf("%s %s: subject %q", l, kind, m.subject)
				}
				for _, part := range append(slices.Clone(want.every), want.some[kind]...) {
					if !strings.Contains(m.text, part) {
						t.Errorf("%s %s: no %q in\n%s", l, kind, part, m.text)
					}
				}
				if strings.ContainsAny(m.text, "{}<") || strings.Contains(m.text, "notice.") || strings.Contains(m.text, "undefined") || strings.Contains(m.text, "–, ") {
					t.Errorf("%s %s: something was not filled in:\n%s", l, kind, m.text)
				}
				if kind != gennotice.KindREMINDER && strings.Contains(m.text, "cannot-come") {
					t.Errorf("%s %s has the link of a reminder", l, kind)
				}
				h := m.header
				sent := w.db().Notice.QueryDeliveries(told).OnlyX(system)
				if h.Get("Message-Id") != "<"+sent.ID+"@erikti.kz>" || !strings.HasPrefix(h.Get("Content-Type"), "text/plain; charset=UTF-8") ||
					h.Get("Auto-Submitted") != "auto-generated" || h.Get("Content-Language") != string(l) || sent.State != "SENT" || sent.Attempts != 1 {
					t.Errorf("%s %s: %v, %+v", l, kind, h, sent)
				}
			}
		}
	})
}

// What an organizer wrote is read: why it was declined, and why cancelled.
func TestMailsTellReasons(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		box := newMailbox(t)
		d := w.dispatcher(w.store, box.address)
		where := w.shift(there(25, 9, 30), 5)
		me := w.person("aigerim@example.kz", lang.EN)
		signup := w.signUp(me, where)
		reason := w.db().Reason.Create().SetText("Only people who swim.\nCome to the course!").SetSalt([]byte("salt")).SaveX(system)
		w.db().Signup.UpdateOneID(signup).SetReasonID(reason.ID).ExecX(system)
		w.tell(gennotice.KindDECLINED, me, where, signup, "{}")
		mails := w.mails(d, box)
		if len(mails) != 1 || !strings.Contains(mails[0].text, "In the organizer’s words:\n> Only people who swim.\n> Come to the course!\n") {
			t.Errorf("%+v", mails)
		}
		w.db().Event.UpdateOneID(where.EventID).SetCancellationReason("Storm").ExecX(system)
		w.tell(gennotice.KindCANCELLED, me, where, "sgn_another", "{}")
		if mails := w.mails(d, box); len(mails) != 1 || !strings.Contains(mails[0].text, "> Storm\n") {
			t.Errorf("%+v", mails)
		}
	})
}

// Who has no address gets no mail, nor does a made up one; what is too old stays in
// the inbox, and an offer that has expired meanwhile is not sent.
func TestWhatIsNotSent(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		box := newMailbox(t)
		d := w.dispatcher(w.store, box.address)
		where := w.shift(there(27, 9, 30), 5)
		w.tell(gennotice.KindADDED, w.person("", lang.EN), where, "sgn_1", "{}")
		w.tell(gennotice.KindADDED, w.person("aigerim@demo.example", lang.EN), where, "sgn_2", "{}")
		me := w.person("dana@example.kz", lang.EN)
		w.tell(gennotice.KindADDED, me, where, "sgn_3", "{}")
		w.later(25 * time.Hour)
		w.tell(gennotice.KindOFFERED, me, where, "ofr_1", fmt.Sprintf(`{"until":%d}`, w.now().Unix()))
		w.tell(gennotice.KindLAPSED, me, where, "wle_1", "{}")
		if mails := w.mails(d, box); len(mails) != 1 || !strings.HasPrefix(mails[0].subject, "Your offer has expired") {
			t.Errorf("%+v", mails)
		}
		if n := w.db().Notice.Query().Where(gennotice.PassedOnAtIsNil()).CountX(system); n != 0 {
			t.Errorf("%d wait forever", n)
		}
	})
}

// What people call an event is text in a letter: no part of it is HTML, no header is
// theirs, and the title stands there as it was written.
func TestH1_MarkupInATitleIsTextInALetter(t *testing.T) {
	corpus := []string{
		"<script>alert(1)</script>",
		`<img src=x onerror="alert(1)">`,
		`"><svg/onload=alert(1)>'><`,
		`<a href="javascript:alert(1)">a</a> <iframe srcdoc="<script>alert(1)</script>">`,
		`</title></style><base href="https://evil.example/"><form action=https://evil.example>`,
		"&lt;script&gt;alert(1)&lt;/script&gt; {{constructor}} ${alert(1)}",
	}
	headers := "Storm\r\nContent-Type: text/html\r\nBcc: all@example.kz\r\n\r\n<b>bold</b>"
	eachDatabase(t, func(t *testing.T, w *world) {
		box := newMailbox(t)
		d := w.dispatcher(w.store, box.address)
		where := w.shift(there(25, 9, 30), 5)
		me := w.person("aigerim@example.kz", lang.EN)
		signup := w.signUp(me, where)
		for _, title := range append(corpus, headers) {
			w.db().Event.UpdateOneID(where.EventID).SetTitleEn(title).SetCancellationReason(title).ExecX(system)
			w.db().Shift.UpdateOneID(where.ID).SetTitleEn(title).ExecX(system)
			w.tell(gennotice.KindCANCELLED, me, where, signup, "{}")
			mails := w.mails(d, box)
			if len(mails) != 1 {
				t.Fatalf("%s: %d mails", title, len(mails))
			}
			m, shown := mails[0], strings.Join(strings.Fields(title), " ")
			if m.subject != "The shift is cancelled: "+shown {
				t.Errorf("subject %q, want %q", m.subject, shown)
			}
			if strings.Count(m.text, shown) < 2 {
				t.Errorf("no %q as it is in\n%s", shown, m.text)
			}
			types := m.header["Content-Type"]
			if len(types) != 1 || !strings.HasPrefix(types[0], "text/plain; charset=UTF-8") || m.header.Get("Bcc") != "" || len(m.to) != 1 {
				t.Errorf("%q: %v to %v", title, m.header, m.to)
			}
		}
	})
}
