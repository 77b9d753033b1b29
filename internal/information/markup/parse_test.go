package markup

import (
	"encoding/json"
	"strings"
	"testing"
	"time"
)

func show(source string) string {
	out, err := json.Marshal(Parse(source))
	if err != nil {
		panic(err)
	}
	return string(out)
}

func TestBlocks(t *testing.T) {
	const pic = "pic_0b0fd5c4-5d32-4b5e-8d0a-0f6f5f3a1111"
	blocks := Parse("# Title\n\nOne *two* **three** `four` [five](https://a.example/x?y=1&z=2)\nsix\\\nseven &amp; \\*eight\\*\n\n- a\n  - b\n- c\n\n3. d\n4. e\n\n> said\n\n```js\nalert(1)\n```\n\n---\n\nbefore ![what it *shows*](" + pic + ") after\n")
	var kinds []string
	for _, b := range blocks {
		kinds = append(kinds, string(b.Kind))
	}
	if got := strings.Join(kinds, " "); got != "HEADING PARAGRAPH ITEM ITEM ITEM ITEM ITEM QUOTE CODE RULE PARAGRAPH PICTURE PARAGRAPH" {
		t.Fatal(got)
	}
	if blocks[0].Level != 2 || blocks[2].Level != 1 || blocks[3].Level != 2 || *blocks[5].Number != 3 || *blocks[6].Number != 4 || blocks[2].Number != nil {
		t.Error(show("levels"), blocks[0], blocks[3], blocks[5])
	}
	if got := Plain(blocks[1:2]); got != "One two three four five six\nseven & *eight*" {
		t.Errorf("%q", got)
	}
	if l := blocks[1].Spans; len(l) != 9 || !l[1].Emphasis || !l[3].Strong || !l[5].Code || *l[7].Href != "https://a.example/x?y=1&z=2" || l[8].Href != nil {
		t.Errorf("%s", show("One *two*"))
	}
	if p := blocks[11]; p.PictureID != pic || p.Spans[0].Text != "what it shows" {
		t.Errorf("%+v", p)
	}
	if ids := Pictures("![a](" + pic + ") ![b](" + pic + ") ![c](https://third.example/x.png)"); len(ids) != 1 || ids[0] != pic {
		t.Error(ids)
	}
}

// What looks like HTML or a script is text, and no link leads where one should not go.
func TestH1_NothingOfABodyIsCode(t *testing.T) {
	for _, source := range hostile {
		for _, b := range Parse(source) {
			if b.PictureID != "" {
				t.Errorf("%q: a picture %s", source, b.PictureID)
			}
			for _, s := range b.Spans {
				if s.Href != nil && !strings.HasPrefix(*s.Href, "https://") && !strings.HasPrefix(*s.Href, "http://") && !strings.HasPrefix(*s.Href, "mailto:") {
					t.Errorf("%q leads to %q", source, *s.Href)
				}
			}
		}
	}
	if got := Plain(Parse("<script>alert(1)</script> and <b onclick=x>bold</b>")); got != "<script>alert(1)</script> and <b onclick=x>bold</b>" {
		t.Errorf("what looks like a tag is not text: %q", got)
	}
	for _, bad := range []string{
		"javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:alert(1)", "\x01javascript:alert(1)", "data:text/html,x", "vbscript:x", "//evil.example", "/relative", "#x",
		"https://user:pw@evil.example", "https:evil", "http://", "mailto:", "mailto:a@b.example?bcc=c@d.example", "mailto:a@b.example%0abcc:x", "file:///etc/passwd",
		"https://a.example/\u202egpj", "blob:https://a.example/x", "https://a.example\\@evil.example", strings.Repeat("https://a.example/", 200),
	} {
		if to := Link(bad); to != nil {
			t.Errorf("%q leads to %q", bad, *to)
		}
	}
	for _, good := range []string{"https://egov.kz/cms/kk", "http://a.example:8080/x?y#z", "mailto:a@b.example", "https://ерікті.қаз/бет"} {
		if Link(good) == nil {
			t.Errorf("%q leads nowhere", good)
		}
	}
}

var hostile = []string{
	"[x](javascript:alert(1))", "[x](&#106;avascript:alert(1))", "[x](javascript&colon;alert(1))", "<javascript:alert(1)>", "[x]: javascript:alert(1)\n\n[x]",
	"![x](javascript:alert(1))", "![x](x onerror=alert(1))", `![x" onerror="alert(1)](pic_x)`, "[x](data:text/html;base64,PHNjcmlwdD4=)", "[x](\x00javascript:alert(1))",
	"<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>", "`<script>`", "[a](<javascript:alert(1)>)", "[![x](javascript:1)](javascript:2)", "[x](//evil.example)",
	"<a href='javascript:1'>x</a>", "&lt;script&gt;", "[x](vbscript:msgbox)", "[x](\tjavascript:alert(1))", "<https://a.example/\"onmouseover=alert(1)>",
}

// A body that is made to cost does not, and one beyond its bounds is refused.
func TestBodiesAreBounded(t *testing.T) {
	bombs := map[string]string{
		"quotes": strings.Repeat(">", 20_000), "quotes apart": strings.Repeat("> ", 10_000), "brackets": strings.Repeat("[", 20_000), "links": strings.Repeat("[a](", 5_000),
		"stars": strings.Repeat("*a ", 6_600), "both": strings.Repeat("*a_b ", 4_000), "ticks": strings.Repeat("`a``", 5_000), "lists": strings.Repeat("- ", 10_000),
		"images": strings.Repeat("![", 10_000), "lines": strings.Repeat("a\n\n", 6_000), "nested lists": nested(), "references": strings.Repeat("[a]: b\n", 2_800),
		"spans": strings.Repeat("a*b*", 5_000), "quotes in lists": strings.Repeat("- >", 6_600),
	}
	for name, bomb := range bombs {
		began := time.Now()
		blocks := Parse(bomb)
		if took := time.Since(began); took > 2*time.Second {
			t.Errorf("%s: %v", name, took)
		}
		if len(blocks) > MaxBlocks {
			t.Errorf("%s: %d blocks", name, len(blocks))
		}
		for _, b := range blocks {
			if len(b.Spans) > MaxSpans {
				t.Errorf("%s: %d spans", name, len(b.Spans))
			}
		}
	}
	for _, name := range []string{"quotes", "lines", "spans", "nested lists"} {
		if Check(bombs[name]) {
			t.Errorf("%s is kept", name)
		}
	}
	if Check(strings.Repeat("я", MaxLength+1)) || !Check(strings.Repeat("я", MaxLength)) {
		t.Error("the length is not bounded")
	}
}

func nested() string {
	var b strings.Builder
	for i := range 100 {
		b.WriteString(strings.Repeat("  ", i) + "- a\n")
	}
	return b.String()
}

func FuzzParse(f *testing.F) {
	for _, s := range hostile {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, source string) {
		if len(source) > 2000 {
			return
		}
		for _, b := range Parse(source) {
			for _, s := range b.Spans {
				if s.Href != nil && Link(*s.Href) == nil {
					t.Errorf("%q leads to %q", source, *s.Href)
				}
			}
		}
	})
}
