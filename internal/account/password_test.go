package account_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"erikti/internal/account"
	"erikti/internal/fault"
)

// A password that everybody tries first is refused, and one that is none; what a person
// might well think of is taken.
func TestC2_Passwords(t *testing.T) {
	about := []string{"dana.s@example.kz", "+77011234567", "Dana", "Sarsenova"}
	for password, detail := range map[string]string{
		"": "password", "1234567": "password", "пароль7": "password", strings.Repeat("a", 1025): "password", strings.Repeat("ә", 513): "password", "\xff\xfe12345678": "password",
		"12345678": "weak_password", "87654321": "weak_password", "11111111": "weak_password", "abababab": "weak_password", "абвгдежз": "weak_password",
		"qwertyui": "weak_password", "QWERTYUIOP": "weak_password", "йцукенгш": "weak_password", "asdfghjk": "weak_password", "1q2w3e4r": "weak_password", "12341234": "weak_password",
		"password": "weak_password", "Password1!": "weak_password", "P@ssw0rd": "weak_password", "password2026": "weak_password", "пароль123": "weak_password", "Құпиясөз1": "weak_password",
		"qwerty123": "weak_password", "iloveyou!": "weak_password", "kazakhstan2026": "weak_password", "Алматы2026": "weak_password", "волонтер1": "weak_password", "erikti2026": "weak_password",
		"dana.s123": "weak_password", "sarsenova": "weak_password", "Sarsenova1": "weak_password", "77011234567": "weak_password",
		"a good password": "", "correct horse battery": "", "пароль78 и ещё": "", "Ертіс бойында таң": "", "tr7#kQ92": "", strings.Repeat("ab1c", 256): "", "erikti-demo": "",
	} {
		err := account.CheckPassword(password, about...)
		r, refused := fault.AsRefusal(err)
		switch {
		case detail == "" && err != nil:
			t.Errorf("%.20q: %v", password, err)
		case detail != "" && (!refused || r.Code != fault.InvalidInput || r.Detail != detail):
			t.Errorf("%.20q: %v, want %s", password, err, detail)
		}
	}
}

// Nothing of a monstrous password is hashed, whether it is to be set or tried.
func TestC2_MonstrousPasswordsAreNotHashed(t *testing.T) {
	each(t, account.Options{}, func(t *testing.T, d *desk) {
		d.registered(t, dana)
		before, monstrous := d.hasher.Done(), strings.Repeat("a1B!", 256<<10)
		_, err := d.SignIn(t.Context(), account.Credentials{Contact: account.Contact{Email: dana.Email}, Password: monstrous})
		refused(t, err, fault.WrongCredentials)
		other := dana
		other.Email, other.Password = "other@example.kz", monstrous
		_, err = d.Register(t.Context(), other)
		refused(t, err, fault.InvalidInput)
		if n := d.hasher.Done() - before; n != 0 {
			t.Errorf("%d hashes", n)
		}
	})
}

// So many hash at once, so many wait, and the next is told to try again at once.
func TestC3_HashingIsBounded(t *testing.T) {
	h, err := account.NewHasher(2, 3)
	if err != nil {
		t.Fatal(err)
	}
	var free [2]func()
	for i := range free {
		if free[i], err = h.Occupy(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	done := make(chan error, 3)
	for range 3 {
		go func() {
			_, err := h.Matches(t.Context(), "a password", nil)
			done <- err
		}()
	}
	for h.Waiting() < 3 {
		time.Sleep(time.Millisecond)
	}
	gone, leave := context.WithCancel(t.Context())
	leave() // who would wait is told so, instead of TRY_AGAIN
	for range 200 {
		_, err := h.Matches(gone, "a password", nil)
		var f *fault.Failure
		if !errors.As(err, &f) || f.Class != fault.TryAgain {
			t.Fatalf("one too many: %v", err)
		}
		if _, err = h.Hash(gone, "a password"); !errors.As(err, &f) || f.Class != fault.TryAgain {
			t.Fatalf("one too many: %v", err)
		}
	}
	if h.Done() != 0 || h.Waiting() != 3 {
		t.Errorf("%d hashed, %d wait", h.Done(), h.Waiting())
	}
	for i := range free {
		free[i]()
	}
	for range 3 {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
	if h.Done() != 3 || h.Waiting() != 0 {
		t.Errorf("%d hashed, %d wait", h.Done(), h.Waiting())
	}
}
