package program

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/ecdh"
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"erikti/ent/gen/notice"
	"erikti/ent/gen/noticedelivery"
	"erikti/ent/gen/predicate"
	"erikti/ent/gen/pushsubscription"
	"erikti/internal/apptest"
)

const (
	subscribeToPush     = `mutation($in: SubscribeToPushInput!) { subscribeToPush(input: $in) { subscribed userErrors { code path } } }`
	unsubscribeFromPush = `mutation($in: UnsubscribeFromPushInput!) { unsubscribeFromPush(input: $in) { subscribed userErrors { code } } }`
	setNoticeChoices    = `mutation($in: SetNoticeChoicesInput!) { setNoticeChoices(input: $in) {
		noticeChoices { kind channel wanted name } userErrors { code } } }`
)

// browser is one with a push service of its own, on loopback: it takes what is sent as
// RFC 8030 says, checks who signed it as RFC 8292 says, decrypts it as RFC 8291 says, and
// answers with a status.
type browser struct {
	*httptest.Server
	key    *ecdh.PrivateKey
	secret []byte
	got    chan pushed
	status chan int // of the answers to come; 201 when empty
}

// pushed is what came, and who sent it.
type pushed struct {
	Title, Body, Link, Tag, Lang string
	key                          string // that it was signed with
}

func newBrowser(t testing.TB) *browser {
	t.Helper()
	key, err := ecdh.P256().GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	b := &browser{key: key, secret: []byte("sixteen bytes ok"), got: make(chan pushed, 10), status: make(chan int, 10)}
	b.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		raw, _ := io.ReadAll(r.Body)
		var p pushed
		if err := json.Unmarshal(b.open(t, raw), &p); err != nil || r.Method != http.MethodPost || r.Header.Get("Content-Encoding") != "aes128gcm" || r.Header.Get("TTL") == "" {
			t.Errorf("%s %v %v", r.Method, r.Header, err)
		}
		p.key = b.signedBy(t, r)
		status := http.StatusCreated
		select {
		case status = <-b.status:
		default:
		}
		w.WriteHeader(status)
		b.got <- p
	}))
	t.Cleanup(b.Close)
	return b
}

func (b *browser) input() map[string]any {
	return apptest.Input("endpoint", b.URL+"/send/1", "p256dh", base64.RawURLEncoding.EncodeToString(b.key.PublicKey().Bytes()),
		"auth", base64.RawURLEncoding.EncodeToString(b.secret))
}

// open decrypts a message: one record of aes128gcm (RFC 8188) with the key of RFC 8291.
func (b *browser) open(t testing.TB, raw []byte) []byte {
	salt, size, rest := raw[:16], binary.BigEndian.Uint32(raw[16:20]), raw[21+int(raw[20]):]
	sender, err := ecdh.P256().NewPublicKey(raw[21 : 21+int(raw[20])])
	if err != nil || int(size) < len(rest) {
		t.Errorf("a sender of %d bytes, a record of %d: %v", raw[20], size, err)
		return nil
	}
	shared, err := b.key.ECDH(sender)
	if err != nil {
		t.Error(err)
		return nil
	}
	derive := func(secret, salt []byte, info string, n int) []byte {
		out, err := hkdf.Key(sha256.New, secret, salt, info, n)
		if err != nil {
			t.Error(err)
		}
		return out
	}
	ikm := derive(shared, b.secret, "WebPush: info\x00"+string(b.key.PublicKey().Bytes())+string(sender.Bytes()), 32)
	block, err := aes.NewCipher(derive(ikm, salt, "Content-Encoding: aes128gcm\x00", 16))
	if err != nil {
		t.Error(err)
		return nil
	}
	gcm, err := cipher.NewGCM(block)
	if err != nil {
		t.Error(err)
		return nil
	}
	plain, err := gcm.Open(nil, derive(ikm, salt, "Content-Encoding: nonce\x00", 12), rest, nil)
	if err != nil {
		t.Errorf("nobody but this browser can read it, and it cannot: %v", err)
		return nil
	}
	return plain[:strings.LastIndexByte(string(plain), 2)]
}

func (b *browser) next(t testing.TB) pushed {
	t.Helper()
	select {
	case p := <-b.got:
		return p
	case <-time.After(20 * time.Second):
		t.Fatal("nothing came")
		return pushed{}
	}
}

// eventually waits for what jobs of the program do.
func eventually(t testing.TB, what string, is func() bool) {
	t.Helper()
	for deadline := time.Now().Add(20 * time.Second); !is(); time.Sleep(50 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatal("not so: " + what)
		}
	}
}

// unpassed are the notices of which no deliveries were made yet.
func unpassed() predicate.Notice { return notice.PassedOnAtIsNil() }

// givesAPlace tells a person that they were given a place, by giving them one.
func givesAPlace(t testing.TB, organizer, who *apptest.Client, org string, inDays int) {
	t.Helper()
	_, shift := organizer.Shift(t, org, 5, inDays)
	number := who.Do(t, `{ viewer { volunteer { publicNumber } } }`, nil).Text("viewer", "volunteer", "publicNumber")
	granted(t, organizer.Do(t, `mutation($in: AddToShiftInput!) { addToShift(input: $in) { userErrors { code } } }`,
		apptest.Input("shiftId", shift, "publicNumber", number)), "addToShift")
}

// queued are the deliveries to browsers that are not sent yet.
func queued(s *apptest.Server) int {
	return rows(s).NoticeDelivery.Query().Where(noticedelivery.ChannelEQ(noticedelivery.ChannelPUSH), noticedelivery.StateEQ(noticedelivery.StateQUEUED)).CountX(system)
}

// A notice reaches the person's browser, which alone can read it, signed by the key that
// the browser was subscribed with; a push service that is busy is asked again, and one
// that says that the browser is gone is forgotten.
func TestWebPush(t *testing.T) {
	each(t, func(t *testing.T, s *apptest.Server) {
		organizer, org := s.Organizer(t, "own")
		who := s.People(t, 1, "1990-05-17")[0]
		b := newBrowser(t)
		a := who.Do(t, subscribeToPush, b.input())
		granted(t, a, "subscribeToPush")
		key := who.Do(t, `{ viewer { pushKey } }`, nil).Text("viewer", "pushKey")

		givesAPlace(t, organizer, who, org, 4)
		p := b.next(t)
		if p.key != key || key == "" {
			t.Errorf("signed by %q, subscribed with %q", p.key, key)
		}
		if !strings.Contains(p.Title, "Cleaning the bank of the Irtysh") || p.Body == "" || !strings.HasPrefix(p.Link, "/events/evt_") || p.Tag == "" || p.Lang == "" {
			t.Errorf("%+v", p)
		}
		eventually(t, "it is sent", func() bool { return queued(s) == 0 })

		b.status <- http.StatusServiceUnavailable
		givesAPlace(t, organizer, who, org, 9)
		b.next(t)
		eventually(t, "it will be tried again", func() bool {
			return rows(s).NoticeDelivery.Query().Where(noticedelivery.FailureNEQ(""), noticedelivery.StateEQ(noticedelivery.StateQUEUED)).CountX(system) == 1
		})

		b.status <- http.StatusGone
		givesAPlace(t, organizer, who, org, 14)
		b.next(t)
		eventually(t, "a browser that is gone is forgotten, with what waits for it", func() bool {
			return rows(s).PushSubscription.Query().CountX(system) == 0 && queued(s) == 0
		})
	}, "PUSH_PRIVATE=on")
}

// What a person does not want, and what a browser of an ended session would get, is not sent.
func TestWebPushThatIsNotWanted(t *testing.T) {
	each(t, func(t *testing.T, s *apptest.Server) {
		organizer, org := s.Organizer(t, "own")
		all := s.People(t, 3, "1990-05-17")
		b := newBrowser(t)
		for _, who := range all[:2] { // the second takes the browser over
			granted(t, who.Do(t, subscribeToPush, b.input()), "subscribeToPush")
		}
		if n := rows(s).PushSubscription.Query().CountX(system); n != 1 {
			t.Fatalf("%d subscriptions of one browser", n)
		}
		givesAPlace(t, organizer, all[0], org, 4)

		a := all[1].Do(t, setNoticeChoices, apptest.Input("choices", []map[string]any{{"kind": "ADDED", "channel": "PUSH", "wanted": false}}))
		granted(t, a, "setNoticeChoices")
		unwanted := 0
		list, _ := a.At("setNoticeChoices", "noticeChoices").([]any)
		for i := range list {
			if a.Text("setNoticeChoices", "noticeChoices", i, "name") == "" {
				t.Errorf("choice %d has no name", i)
			}
			if a.At("setNoticeChoices", "noticeChoices", i, "wanted") == false {
				unwanted++
			}
		}
		if unwanted != 1 || len(list) < 80 {
			t.Errorf("%d of %d choices are unwanted", unwanted, len(list))
		}
		givesAPlace(t, organizer, all[1], org, 9)

		// Subscribed as the third, who signs out.
		other := newBrowser(t)
		granted(t, all[2].Do(t, subscribeToPush, other.input()), "subscribeToPush")
		all[2].Do(t, `mutation { signOut { signedOut userErrors { code } } }`, nil)
		volunteer := rows(s).PushSubscription.Query().Where(pushsubscription.Endpoint(other.URL + "/send/1")).OnlyX(system).VolunteerID
		givesAPlace(t, organizer, s.SessionOf(t, volunteer), org, 14)

		eventually(t, "all are passed on", func() bool { return rows(s).Notice.Query().Where(unpassed()).CountX(system) == 0 })
		if n := rows(s).NoticeDelivery.Query().Where(noticedelivery.ChannelEQ(noticedelivery.ChannelPUSH)).CountX(system); n != 0 {
			t.Errorf("%d deliveries", n)
		}
		granted(t, all[1].Do(t, unsubscribeFromPush, apptest.Input("endpoint", b.URL+"/send/1")), "unsubscribeFromPush")
		if n := rows(s).PushSubscription.Query().CountX(system); n != 1 {
			t.Errorf("%d subscriptions are left, want the third's", n)
		}
	}, "PUSH_PRIVATE=on")
}

// The address that a browser names is a stranger's word: it leads into no private
// network (G12), and what is none is refused.
func TestG12_PushServicesOfPrivateNetworks(t *testing.T) {
	each(t, func(t *testing.T, s *apptest.Server) {
		organizer, org := s.Organizer(t, "own")
		who := s.People(t, 1, "1990-05-17")[0]
		b := newBrowser(t)
		good := func(endpoint string) map[string]any {
			in := b.input()
			in["in"].(map[string]any)["endpoint"] = endpoint
			return in
		}
		for _, endpoint := range []string{
			b.URL, "", "ftp://push.example/1", "https://u:p@push.example/1", "https://", "https://push.example/#1", "https://push.example/" + strings.Repeat("x", 2000),
		} {
			refused(t, who.Do(t, subscribeToPush, good(endpoint)), "subscribeToPush", "INVALID_INPUT")
		}
		for _, field := range []string{"p256dh", "auth"} {
			for _, value := range []string{"", "AAAA", "!", strings.Repeat("A", 87)} {
				in := good("https://push.example/1")
				in["in"].(map[string]any)[field] = value
				refused(t, who.Do(t, subscribeToPush, in), "subscribeToPush", "INVALID_INPUT")
			}
		}
		granted(t, who.Do(t, subscribeToPush, good(strings.Replace(b.URL, "http:", "https:", 1))), "subscribeToPush")
		givesAPlace(t, organizer, who, org, 4)
		eventually(t, "it is given up", func() bool {
			return rows(s).NoticeDelivery.Query().Where(noticedelivery.StateEQ(noticedelivery.StateFAILED), noticedelivery.Failure("PRIVATE_ADDRESS")).CountX(system) == 1
		})
		if len(b.got) > 0 {
			t.Error("a private address was reached")
		}
	})
}
