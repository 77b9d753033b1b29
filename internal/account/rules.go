package account

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"erikti/internal/fault"
)

// The bounds of a password: characters at least, bytes at most, looked at before
// anything is hashed.
const (
	minPassword = 8
	maxPassword = 1024
)

// common are words and runs of keys that are tried first, one a line, in small
// letters: what lists of the most common passwords begin with in the languages of the
// country, written down by hand.
//
//go:embed common.txt
var common string

var commonWords = sync.OnceValue(func() map[string]bool {
	words := map[string]bool{}
	for w := range strings.FieldsSeq(common) {
		words[w] = true
	}
	return words
})

// runs are keys and signs in the order in which fingers find them.
var runs = []string{
	"01234567890123456789", "abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm", "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
	"1q2w3e4r5t6y7u8i9o0p", "йцукенгшщзхъфывапролджэячсмитьбю", "абвгдежзийклмнопрстуфхцчшщъыьэюя", "әіңғүұқөһ",
}

func checkLength(password string) error {
	if utf8.RuneCountInString(password) < minPassword || len(password) > maxPassword || !utf8.ValidString(password) {
		return fault.Invalid("password", "password").With("least", minPassword).With("most", maxPassword)
	}
	return nil
}

// checkPassword refuses a password that is too short or too long, and one that is
// tried first: a common word or one of the words about the person, by itself or with
// digits and signs around it, a run of keys, or few characters again and again.
func checkPassword(password string, about ...string) error {
	if err := checkLength(password); err != nil {
		return err
	}
	weak := fault.Invalid("weak_password", "password")
	small := strings.ReplaceAll(strings.ToLower(password), "ё", "е")
	if distinctRunes(small) < 4 || isRun(small) {
		return weak
	}
	core := strings.TrimFunc(small, func(r rune) bool { return !unicode.IsLetter(r) })
	for _, form := range []string{small, core, plainLetters(small)} {
		if commonWords()[form] {
			return weak
		}
	}
	for _, word := range about {
		word, _, _ = strings.Cut(strings.ToLower(word), "@")
		if word = strings.TrimPrefix(word, "+"); word != "" && (small == word || core == word || strings.Trim(small, "+!.") == word) {
			return weak
		}
	}
	return nil
}

func distinctRunes(s string) int {
	seen := map[rune]bool{}
	for _, r := range s {
		seen[r] = true
	}
	return len(seen)
}

// isRun says whether a password is a piece of a run, forwards or backwards, perhaps
// twice.
func isRun(s string) bool {
	r := []rune(s)
	if half := len(r) / 2; len(r)%2 == 0 && string(r[:half]) == string(r[half:]) {
		r = r[:half]
	}
	back := make([]rune, len(r))
	for i, c := range r {
		back[len(r)-1-i] = c
	}
	for _, run := range runs {
		if strings.Contains(run, string(r)) || strings.Contains(run, string(back)) {
			return true
		}
	}
	return false
}

// plainLetters reads digits and signs as the letters that they are put for.
var letterLike = strings.NewReplacer("0", "o", "1", "i", "3", "e", "4", "a", "5", "s", "7", "t", "@", "a", "$", "s", "!", "i")

func plainLetters(s string) string {
	return strings.TrimFunc(letterLike.Replace(strings.TrimRight(s, "0123456789!.?*#_-")), func(r rune) bool { return !unicode.IsLetter(r) })
}
