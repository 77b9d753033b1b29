package sign_test

import (
	"bytes"
	"crypto/ed25519"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"erikti/internal/sign"
)

const issuer = "did:web:network.example.kz"

var public, private, _ = ed25519.GenerateKey(nil)

func finder(id string) (*sign.Public, error) {
	if id != "key_1" {
		return nil, nil
	}
	return &sign.Public{ID: id, Key: public}, nil
}

const sample = `{"@context":["https://www.w3.org/ns/credentials/v2","https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"],
"id":"https://network.example.kz/passports/A.json","type":["VerifiableCredential","OpenBadgeCredential"],"name":"Волонтердің \"паспорты\" \\ 😀",
"issuer":{"id":"did:web:network.example.kz","type":["Profile"],"name":"Erikti","url":"https://network.example.kz"},
"validFrom":"2026-11-25T00:00:00Z","validUntil":"2029-11-25T00:00:00Z",
"credentialSubject":{"type":["AchievementSubject"],"activityStartDate":"2026-01-01","activityEndDate":"2026-02-01","creditsEarned":5,
"identifier":[{"type":"IdentityObject","hashed":false,"identityHash":"Дана","identityType":"name"},{"type":"IdentityObject","hashed":false,"identityHash":"123","identityType":"identifier"}],
"achievement":{"id":"https://network.example.kz/a","type":["Achievement"],"achievementType":"CommunityService","name":"n","description":"d","inLanguage":"kk","criteria":{"narrative":"how"},
"resultDescription":[{"id":"https://network.example.kz/r","type":["ResultDescription"],"name":"Hours","resultType":"ext:Duration"}]},
"result":[{"type":["Result"],"resultDescription":"https://network.example.kz/r","value":"PT1H0M"}]},
"credentialStatus":{"id":"https://network.example.kz/s#7","type":"BitstringStatusListEntry","statusPurpose":"revocation","statusListIndex":"7","statusListCredential":"https://network.example.kz/s"}}`

func parsed(t *testing.T, text string) map[string]any {
	t.Helper()
	var doc map[string]any
	if err := json.Unmarshal([]byte(text), &doc); err != nil {
		t.Fatal(err)
	}
	return doc
}

func signed(t *testing.T) map[string]any {
	t.Helper()
	doc, err := sign.Sign(parsed(t, sample), issuer, sign.Key{ID: "key_1", Private: private}, time.Unix(1_700_000_000, 0))
	if err != nil {
		t.Fatal(err)
	}
	raw, err := json.Marshal(doc)
	if err != nil {
		t.Fatal(err)
	}
	return parsed(t, string(raw))
}

// What was signed is found good, in any order of its members; every value in it that is
// another one, every one that is missing and every one that is new is found.
func TestEveryChangeOfASignedDocumentIsFound(t *testing.T) {
	if err := sign.Check(signed(t), issuer, finder); err != nil {
		t.Fatal(err)
	}
	tried := 0
	try := func(what string, change func(doc map[string]any)) {
		doc := signed(t)
		change(doc)
		tried++
		if err := sign.Check(doc, issuer, finder); err == nil {
			t.Errorf("%s is not found", what)
		}
	}
	var walk func(at []any, value any)
	walk = func(at []any, value any) {
		name := fmt.Sprint(at...)
		if len(at) > 0 {
			try("another "+name, func(doc map[string]any) { set(doc, at, another(value)) })
			if _, ok := at[len(at)-1].(string); ok {
				try("no "+name, func(doc map[string]any) { set(doc, at, nil) })
			}
		}
		switch v := value.(type) {
		case map[string]any:
			for _, new := range []string{"name", "description", "unheardOf", "value"} {
				if _, known := v[new]; !known {
					try("a new "+name+" "+new, func(doc map[string]any) { set(doc, append(clone(at), new), "new") })
				}
			}
			for k, inner := range v {
				walk(append(clone(at), k), inner)
			}
		case []any:
			for i, inner := range v {
				walk(append(clone(at), i), inner)
			}
		}
	}
	walk(nil, signed(t))
	t.Logf("%d changes", tried)
}

func clone(at []any) []any { return append([]any{}, at...) }

func another(value any) any {
	switch v := value.(type) {
	case string:
		if strings.HasSuffix(v, "Z") { // a time stays one
			return strings.Replace(v, "20", "21", 1)
		}
		return v + "x"
	case float64:
		return v + 1
	case bool:
		return !v
	}
	return "another"
}

func set(doc any, at []any, value any) {
	for _, step := range at[:len(at)-1] {
		switch s := step.(type) {
		case string:
			doc = doc.(map[string]any)[s]
		case int:
			doc = doc.([]any)[s]
		}
	}
	switch last := at[len(at)-1].(type) {
	case string:
		if value == nil {
			delete(doc.(map[string]any), last)
			return
		}
		doc.(map[string]any)[last] = value
	case int:
		doc.([]any)[last] = value
	}
}

// A document cannot give its words another meaning, and one that no key of the issuer
// signed is told apart from one that was changed.
func TestDocumentsOfOthers(t *testing.T) {
	for name, c := range map[string]struct {
		change func(doc map[string]any)
		want   error
	}{
		"no proof":          {func(d map[string]any) { delete(d, "proof") }, sign.ErrUnsigned},
		"another proof":     {func(d map[string]any) { d["proof"].(map[string]any)["type"] = "JwtProof" }, sign.ErrUnsigned},
		"several proofs":    {func(d map[string]any) { d["proof"] = []any{d["proof"]} }, sign.ErrUnsigned},
		"another issuer":    {func(d map[string]any) { d["proof"].(map[string]any)["verificationMethod"] = "did:web:other#key_1" }, sign.ErrUnknownKey},
		"another key":       {func(d map[string]any) { d["proof"].(map[string]any)["verificationMethod"] = issuer + "#key_2" }, sign.ErrUnknownKey},
		"another suite":     {func(d map[string]any) { d["proof"].(map[string]any)["cryptosuite"] = "eddsa-jcs-2022" }, sign.ErrAltered},
		"another purpose":   {func(d map[string]any) { d["proof"].(map[string]any)["proofPurpose"] = "authentication" }, sign.ErrAltered},
		"a short signature": {func(d map[string]any) { d["proof"].(map[string]any)["proofValue"] = "z1" }, sign.ErrAltered},
		"no base":           {func(d map[string]any) { d["proof"].(map[string]any)["proofValue"] = "u0OIl" }, sign.ErrAltered},
		"a long signature":  {func(d map[string]any) { d["proof"].(map[string]any)["proofValue"] = "z" + strings.Repeat("1", 100_000) }, sign.ErrAltered},
		"a context of its": {func(d map[string]any) {
			d["@context"] = append(d["@context"].([]any), map[string]any{"name": "https://x.example/name"})
		}, sign.ErrAltered},
		"one from elsewhere": {func(d map[string]any) { d["@context"] = append(d["@context"].([]any), "http://127.0.0.1:1/context") }, sign.ErrAltered},
		"one inside": {func(d map[string]any) {
			d["issuer"].(map[string]any)["@context"] = map[string]any{"@vocab": "https://x.example/"}
		}, sign.ErrAltered},
		"an alias":         {func(d map[string]any) { d["issuer"].(map[string]any)["@type"] = "Profile" }, sign.ErrAltered},
		"a type of nobody": {func(d map[string]any) { d["type"] = append(d["type"].([]any), "Gold") }, sign.ErrAltered},
		"a type of its":    {func(d map[string]any) { d["type"] = append(d["type"].([]any), "https://x.example/Gold") }, sign.ErrAltered},
	} {
		doc := signed(t)
		c.change(doc)
		if err := sign.Check(doc, issuer, finder); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
}

// Many nameless things that are alike would be tried in every order: they are refused
// before that. Deep documents are too.
func TestDocumentsThatWouldTakeForEver(t *testing.T) {
	criteria := make([]any, 14)
	for i := range criteria {
		criteria[i] = map[string]any{"narrative": "x"}
	}
	alike := []any{
		map[string]any{"type": []any{"Achievement"}, "criteria": criteria}, map[string]any{"type": []any{"Achievement"}, "criteria": criteria},
	}
	loops := make([]any, 12)
	for i := range loops {
		loops[i] = map[string]any{"id": fmt.Sprintf("_:b%d", i), "type": []any{"Result"}, "resultDescription": fmt.Sprintf("_:b%d", (i+1)%12)}
	}
	deep := map[string]any{"narrative": "x"}
	for range 5000 {
		deep = map[string]any{"criteria": deep}
	}
	for name, change := range map[string]func(map[string]any){
		"alike": func(d map[string]any) { d["achievement"] = alike }, "loops": func(d map[string]any) { d["result"] = loops },
		"deep": func(d map[string]any) { d["achievement"] = deep },
	} {
		doc := signed(t)
		change(doc["credentialSubject"].(map[string]any))
		done := make(chan error, 1)
		go func() { done <- sign.Check(doc, issuer, finder) }()
		select {
		case err := <-done:
			if !errors.Is(err, sign.ErrAltered) {
				t.Errorf("%s: %v", name, err)
			}
		case <-time.After(30 * time.Second):
			t.Fatalf("%s: still looked at", name)
		}
	}
}

// The issuer's name has the host, the port and the path of its address.
func TestIssuer(t *testing.T) {
	for address, want := range map[string]string{
		"https://network.example.kz": "did:web:network.example.kz", "http://127.0.0.1:8080": "did:web:127.0.0.1%3A8080",
		"https://example.kz/net/work": "did:web:example.kz:net:work",
	} {
		if got := sign.Issuer(address); got != want {
			t.Errorf("%s is %s, want %s", address, got, want)
		}
	}
}

// The key of the seed of zeros is written as every implementation of did:key writes it.
func TestMultikey(t *testing.T) {
	key := ed25519.NewKeyFromSeed(bytes.Repeat([]byte{0}, 32)).Public().(ed25519.PublicKey)
	if got := sign.Multikey(key); got != "z6MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooWp" {
		t.Errorf("%s", got)
	}
}
