package lang_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"erikti/internal/lang"
)

// sources are the files in which keys are written: what people wrote, tests and
// the files of messages left out.
func sources(t *testing.T, visit func(path, text string)) {
	t.Helper()
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if slices.Contains([]string{".git", "node_modules", "dist", "gen", "locales", "docs", "test"}, d.Name()) {
				return filepath.SkipDir
			}
			return nil
		}
		if !slices.Contains([]string{".go", ".ts", ".tsx", ".html"}, filepath.Ext(path)) || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		raw, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		visit(path, string(raw))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// No message is there for nobody: a key, or the end of one, stands somewhere in
// quotation marks, or its beginning before a value.
func TestNoMessageIsUnused(t *testing.T) {
	var all strings.Builder
	sources(t, func(_, text string) { all.WriteString(text) })
	code := all.String()
	for key := range catalog(t, lang.EN) {
		used := false
		for end, more := key, true; more && !used; _, end, more = strings.Cut(end, ".") {
			used = slices.ContainsFunc([]string{`"`, "'", "`"}, func(q string) bool { return strings.Contains(code, q+end+q) })
		}
		for i, c := range key {
			used = used || c == '.' && strings.Contains(code, "`"+key[:i+1]+"${")
		}
		if !used {
			t.Errorf("%s is used nowhere", key)
		}
	}
}

// Every refusal and failure has words in every language, and whoever makes one
// gives all that its words name.
func TestEveryRefusalHasWords(t *testing.T) {
	texts := map[lang.Locale]map[string]string{}
	for _, l := range lang.Locales {
		texts[l] = catalog(t, l)
	}
	consts := map[string]string{} // by the name of the constant
	kinds := map[string]string{"Code": "refusal.", "Class": "failure."}
	file, err := parser.ParseFile(token.NewFileSet(), root+"/internal/fault/fault.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	ast.Inspect(file, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok {
			return true
		}
		of, ok := spec.Type.(*ast.Ident)
		if !ok || kinds[of.Name] == "" || len(spec.Values) == 0 {
			return true
		}
		kind := kinds[of.Name]
		code := literal(spec.Values[0])
		consts[spec.Names[0].Name] = kind + code
		for _, l := range lang.Locales {
			if texts[l][kind+code] == "" {
				t.Errorf("%s lacks %s", l, kind+code)
			}
		}
		return true
	})
	if len(consts) < 30 {
		t.Fatalf("%d codes found", len(consts))
	}
	sources(t, func(path, text string) {
		if filepath.Ext(path) != ".go" {
			return
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, text, 0)
		if err != nil {
			t.Fatal(err)
		}
		seen := map[ast.Node]bool{}
		ast.Inspect(file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok || seen[call] {
				return true
			}
			key, given := made(call, consts, seen)
			if key == "" {
				return true
			}
			for _, l := range lang.Locales {
				words, ok := texts[l][key]
				if !ok {
					t.Errorf("%s: %s has no words in %s", path, key, l)
				}
				for _, name := range parse(words).args {
					if !slices.Contains(given, name) {
						t.Errorf("%s: %s names {%s}, which is not given", path, key, name)
					}
				}
			}
			return true
		})
	})
}

// made recognizes fault.Refuse(…).With(…) and its kind: the key of the words, and
// the arguments. "" for other calls, and for codes that are variables.
func made(call *ast.CallExpr, consts map[string]string, seen map[ast.Node]bool) (key string, given []string) {
	for {
		seen[call] = true
		f, ok := call.Fun.(*ast.SelectorExpr)
		if !ok {
			return "", nil
		}
		if from, ok := f.X.(*ast.Ident); ok && from.Name == "fault" {
			name := func(i int) string {
				if s, ok := call.Args[i].(*ast.SelectorExpr); ok {
					return consts[s.Sel.Name]
				}
				return ""
			}
			switch f.Sel.Name {
			case "Refuse":
				return name(0), given
			case "RefuseFor", "Fail":
				key := name(0)
				if detail := literal(call.Args[1]); key != "" && detail != "" {
					key += "." + detail
				}
				return key, given
			case "Invalid":
				if detail := literal(call.Args[0]); detail != "" {
					return consts["InvalidInput"] + "." + detail, given
				}
			}
			return "", nil
		}
		inner, ok := f.X.(*ast.CallExpr)
		if !ok {
			return "", nil
		}
		if f.Sel.Name == "With" {
			given = append(given, literal(call.Args[0]))
		}
		call = inner
	}
}

func literal(e ast.Expr) string {
	l, ok := e.(*ast.BasicLit)
	if !ok {
		return ""
	}
	s, _ := strconv.Unquote(l.Value)
	return s
}
