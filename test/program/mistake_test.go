package program

import (
	"slices"
	"strings"
	"testing"

	"erikti/internal/apptest"
)

const (
	reportMistake = `mutation($in: ReportMistakeInput!) { reportMistake(input: $in) { reported token userErrors { code path } } }`
	mistakeStatus = `query($t: String!) { mistakeReport(token: $t) { state reply quote articleId answeredAt } }`
	mistakesOf    = `query($id: ID!) { mistakeReports(articleId: $id) { totalCount edges { node { id state comment quote reply place { state before text after } article { id } } } } }`
	answerMistake = `mutation($in: AnswerMistakeReportInput!) { answerMistakeReport(input: $in) { report { state reply } userErrors { code ... on WrongState { state allowed } } } }`
)

// A reader without an account reports a mistake; the editor finds its place although the
// text was edited meanwhile, mends it, and the reader sees that.
func TestAReaderReportsAMistake(t *testing.T) {
	each(t, func(t *testing.T, s *apptest.Server) {
		x := newPress(t, s)
		art := x.writes(t, "body", inLanguages("", "", "The forum opens on the **elevnth** of December. All are invited."), "title", english("Forum"))
		report := func(who *apptest.Client, more ...any) *apptest.Answer {
			return who.Do(t, reportMistake, apptest.Input(append([]any{
				"articleId", art, "kind", "MISTAKE", "part", "BODY", "locale", "en",
				"quote", "elevnth", "prefix", "The forum opens on the ", "suffix", " of December. All", "offset", 23, "comment", hostileText,
			}, more...)...))
		}
		visitor, reader := s.As(""), s.People(t, 1, "1990-05-17")[0]
		refused(t, report(visitor), "reportMistake", "NOT_FOUND") // a draft
		granted(t, x.editor.Do(t, writes("publishArticle", articleFields), apptest.Input("articleId", art)), "publishArticle")
		for _, bad := range [][]any{
			{"quote", strings.Repeat("x", 501)}, {"prefix", strings.Repeat("x", 61)}, {"comment", strings.Repeat("x", 1001)}, {"quote", " ", "comment", " "}, {"offset", -1}, {"quote", "a\x00b"},
		} {
			refused(t, report(visitor, bad...), "reportMistake", "INVALID_INPUT")
		}
		refused(t, report(visitor, "website", "https://spam.example"), "reportMistake", "RATE_LIMITED")
		if n := rows(s).MistakeReport.Query().CountX(system); n != 0 {
			t.Fatalf("%d reports of what was refused", n)
		}
		a := report(visitor, "idempotencyKey", "k")
		granted(t, a, "reportMistake")
		token := a.Text("reportMistake", "token")
		if again := report(visitor, "idempotencyKey", "k"); again.At("reportMistake", "token") != nil || rows(s).MistakeReport.Query().CountX(system) != 1 {
			t.Errorf("the same again: %s", again.Body)
		}
		granted(t, report(reader), "reportMistake")
		granted(t, report(visitor, "quote", nil, "kind", "DEAD_LINK", "comment", "The link is dead"), "reportMistake")
		if kinds := texts(x.editor.Do(t, noticeKinds, nil), "viewer", "notices", "kind"); len(slices.DeleteFunc(kinds, func(k string) bool { return k != "MISTAKE_REPORTED" })) != 1 {
			t.Errorf("the editor is told %v", kinds)
		}
		// Edited before it is looked at.
		granted(t, x.editor.Do(t, writes("updateArticle", articleFields), apptest.Input("articleId", art, "body", english("News of today! The forum opens on the **elevnth** of December. All are invited."))), "updateArticle")
		a = x.editor.Do(t, mistakesOf, map[string]any{"id": art})
		if a.Number("mistakeReports", "totalCount") != 3 || a.Text("mistakeReports", "edges", 2, "node", "place", "state") != "FOUND" ||
			a.Text("mistakeReports", "edges", 2, "node", "place", "before") != "News of today! The forum opens on the " || a.Text("mistakeReports", "edges", 2, "node", "comment") != hostileText ||
			a.Text("mistakeReports", "edges", 0, "node", "place", "state") != "WHOLE" {
			t.Errorf("%s", a.Body)
		}
		first, second := a.Text("mistakeReports", "edges", 2, "node", "id"), a.Text("mistakeReports", "edges", 1, "node", "id")
		// The reader sees their own, without the editor's view of it; others see none.
		if a := reader.Do(t, mistakesOf, map[string]any{"id": art}); a.Number("mistakeReports", "totalCount") != 1 || a.At("mistakeReports", "edges", 0, "node", "place") != nil {
			t.Errorf("%s", a.Body)
		}
		if a := s.People(t, 1, "1990-05-17")[0].Do(t, mistakesOf, map[string]any{"id": art}); a.Number("mistakeReports", "totalCount") != 0 {
			t.Errorf("%s", a.Body)
		}
		if a := visitor.Ask(t, mistakesOf, map[string]any{"id": art}); a.Code() != "UNAUTHENTICATED" {
			t.Errorf("%s", a.Body)
		}
		refused(t, reader.Do(t, answerMistake, apptest.Input("reportId", second, "state", "FIXED")), "answerMistakeReport", "NOT_FOUND")
		refused(t, x.editor.Do(t, answerMistake, apptest.Input("reportId", first, "state", "NEW")), "answerMistakeReport", "INVALID_INPUT")
		refused(t, x.editor.Do(t, answerMistake, apptest.Input("reportId", first, "state", "DECLINED")), "answerMistakeReport", "INVALID_INPUT")
		// Mended: what stood around it tells where it was.
		granted(t, x.editor.Do(t, writes("updateArticle", articleFields), apptest.Input("articleId", art, "body", english("The forum opens on the **eleventh** of December. All are invited."))), "updateArticle")
		if a := x.editor.Do(t, mistakesOf, map[string]any{"id": art}); a.Text("mistakeReports", "edges", 2, "node", "place", "state") != "CHANGED" || strings.TrimSpace(a.Text("mistakeReports", "edges", 2, "node", "place", "text")) != "eleventh" {
			t.Errorf("%s", a.Body)
		}
		granted(t, x.editor.Do(t, answerMistake, apptest.Input("reportId", first, "state", "FIXED", "reply", "Thank you")), "answerMistakeReport")
		granted(t, x.editor.Do(t, answerMistake, apptest.Input("reportId", second, "state", "ACCEPTED")), "answerMistakeReport")
		granted(t, x.editor.Do(t, answerMistake, apptest.Input("reportId", second, "state", "FIXED")), "answerMistakeReport")
		refused(t, x.editor.Do(t, answerMistake, apptest.Input("reportId", first, "state", "DECLINED", "reply", "no")), "answerMistakeReport", "WRONG_STATE")
		if a := visitor.Do(t, mistakeStatus, map[string]any{"t": token}); a.Text("mistakeReport", "state") != "FIXED" || a.Text("mistakeReport", "reply") != "Thank you" || a.Text("mistakeReport", "quote") != "elevnth" {
			t.Errorf("%s", a.Body)
		}
		for _, other := range []string{"", "erm_", token[:len(token)-1], strings.ToUpper(token)} {
			if a := visitor.Do(t, mistakeStatus, map[string]any{"t": other}); a.At("mistakeReport") != nil {
				t.Errorf("%q: %s", other, a.Body)
			}
		}
		if kinds := texts(reader.Do(t, noticeKinds, nil), "viewer", "notices", "kind"); !slices.Contains(kinds, "MISTAKE_ANSWERED") {
			t.Errorf("the reader is told %v", kinds)
		}
	})
}

// A crowd of reports from one address is bounded.
func TestReportsOfMistakesAreBounded(t *testing.T) {
	s := apptest.Start(t, apptest.SQLite(t), "REPORTS_PER_ADDRESS=3")
	x := newPress(t, s)
	art := x.writes(t)
	granted(t, x.editor.Do(t, writes("publishArticle", articleFields), apptest.Input("articleId", art)), "publishArticle")
	limited := 0
	for range 10 {
		a := s.As("").Do(t, reportMistake, apptest.Input("articleId", art, "kind", "MISTAKE", "part", "BODY", "locale", "ru", "comment", "c"))
		if a.Text("reportMistake", "userErrors", 0, "code") == "RATE_LIMITED" {
			limited++
		}
	}
	if limited < 6 {
		t.Errorf("%d of 10 are limited", limited)
	}
}
