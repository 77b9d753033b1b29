package seal_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"erikti/internal/seal"
)

func ring(t *testing.T, keys ...seal.Key) *seal.Ring {
	t.Helper()
	r, err := seal.NewRing(keys...)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// A sealed text shows nothing, differs each time, opens with its key alone, and not when a
// letter of it is another one.
func TestI8_TextsAreSealed(t *testing.T) {
	old, fresh := seal.NewKey(), seal.NewKey()
	first, both := ring(t, old), ring(t, fresh, old)
	for _, text := range []string{"пришёл пьяным", "x", strings.Repeat("ә", 4000), "sealed:1:x:y", "sealed:", "sealed:0::z"} {
		kept := first.Seal(text)
		if len(text) > 8 && strings.Contains(kept, text) || kept == first.Seal(text) || !first.Current(kept) || both.Current(kept) {
			t.Errorf("%.20q is kept as %.60s", text, kept)
		}
		for _, r := range []*seal.Ring{first, both} {
			if got, err := r.Open(kept); got != text || err != nil {
				t.Errorf("%.20q opens as %.20q, %v", text, got, err)
			}
		}
		for name, r := range map[string]*seal.Ring{"another key": ring(t, fresh), "no key": nil} {
			if got, err := r.Open(kept); got != "" || !errors.Is(err, seal.ErrKey) {
				t.Errorf("%s opens it: %q, %v", name, got, err)
			}
		}
		for i := len("sealed:1:"); i < len(kept); i += 7 {
			letter := byte('A')
			if kept[i] == 'A' {
				letter = 'B'
			}
			changed := kept[:i] + string(letter) + kept[i+1:]
			if got, err := first.Open(changed); err == nil && got != text {
				t.Errorf("changed at %d it opens as %q", i, got)
			}
		}
		// Without keys a text is kept as it is, whatever it looks like.
		var none *seal.Ring
		if got, err := first.Open(none.Seal(text)); got != text || err != nil {
			t.Errorf("%.20q without keys: %.20q, %v", text, got, err)
		}
	}
	if first.Seal("") != "" || !first.Current("") {
		t.Error("nothing is something")
	}
}

// The file of keys is its user's alone; a new key is the first one, and the others stay.
func TestI8_FilesOfKeys(t *testing.T) {
	file := filepath.Join(t.TempDir(), "keys")
	if _, err := seal.Read(file); !errors.Is(err, os.ErrNotExist) {
		t.Error(err)
	}
	first, err := seal.Add(file)
	if err != nil {
		t.Fatal(err)
	}
	second, err := seal.Add(file)
	if err != nil {
		t.Fatal(err)
	}
	keys, err := seal.Read(file)
	if err != nil || len(keys) != 2 || keys[0].Name != second || keys[1].Name != first {
		t.Errorf("%v, %v", len(keys), err)
	}
	if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info.Mode(), err)
	}
	const canary = "qz7Canary"
	for name, change := range map[string]func() error{
		"for others": func() error { return os.Chmod(file, 0o640) },
		"empty":      func() error { return os.WriteFile(file, []byte("# none\n"), 0o600) },
		"no key":     func() error { return os.WriteFile(file, []byte("a "+canary+"\n"), 0o600) },
	} {
		if err := os.Chmod(file, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := change(); err != nil {
			t.Fatal(err)
		}
		if _, err := seal.Read(file); err == nil || strings.Contains(err.Error(), canary) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
