package rule_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// mayCallSystem lists the packages whose code may go past every policy, and why.
// Whoever adds one has checked the rights of the viewer there, or has none to check.
// The graph's edge is none of them: it decodes and shows.
var mayCallSystem = map[string]string{
	"bench/places":          "a benchmark",
	"internal/account":      "nobody is signed in yet",
	"internal/act":          "what signed-in people ask for; each capability that makes a change with it checks rights first",
	"internal/app":          "jobs",
	"internal/apptest":      "tests",
	"internal/attendance":   "asks the table of rights, or finds what is the viewer's own; jobs; a kiosk's token is the right",
	"internal/audit":        "appends to it in the transaction of its caller, and tells what an entry that the viewer sees says",
	"internal/guardian":     "a guardian's link is the right; coordinators by the rows of now",
	"internal/guest":        "a guest's token is the right",
	"internal/credit":       "every reading asks the table of rights, or is public or the viewer's own",
	"internal/calendar":     "the token of a feed is the right; the viewer's own",
	"internal/event":        "reads what a notice that the viewer sees says",
	"internal/figure":       "fixes months as a job, and shows nothing but sums of cells of several people",
	"internal/follow":       "what the viewer follows",
	"internal/center":       "counts for a desk, after the table of rights was asked, and tells only that it changed",
	"internal/channel":      "reads what the viewer chose for themselves",
	"internal/demo":         "fills in what it made itself",
	"internal/doctor":       "a command of whoever runs the server",
	"internal/hours":        "lists lines to their person and to those whom the table of rights lets verify them, and what one just wrote",
	"internal/importer":     "a command of whoever runs the server",
	"internal/mentoring":    "every private field asks the table of rights; what is counted is public",
	"internal/project":      "what a report says asks the table of rights, or is public",
	"internal/membership":   "shows an invitation to whoever holds its link",
	"internal/network":      "reads the viewer's own gates",
	"internal/information":  "a picture of who was seen to write, and jobs",
	"internal/mistake":      "who reports needs no right; a secret is the right to see what became of it",
	"internal/notice":       "jobs, and what people do with notices that it finds by their own id",
	"internal/organization": "shows why an organization was decided on to those concerned, and which sites may frame a page",
	"internal/passport":     "the viewer's own; the number of a passport is the right to read it",
	"internal/personal":     "reads, erases and forgets what is the viewer's own, and jobs",
	"internal/place":        "the engine: its callers check rights, and it judges gates",
	"internal/report":       "who reports needs no right, and who resolves is judged by the rows of now",
	"internal/research":     "interviews ask the table of rights; what else is in a study is shown to who sees it; the viewer's own",
	"internal/school":       "every reading asks the table of rights, is the viewer's own, or is public",
	"internal/reference":    "fills in what is public",
	"internal/sign":         "keys of the installation: public ones to all, the one that signs to who issues",
	"internal/university":   "enrollments to their student and the officers of their university",
}

// root is the repository.
const root = "../.."

// Nobody but these goes past the policies.
func TestD5_CallersOfSystem(t *testing.T) {
	found := map[string]bool{}
	eachGoFile(t, func(path string, file *ast.File) {
		ast.Inspect(file, func(n ast.Node) bool {
			s, ok := n.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			from, ok := s.X.(*ast.Ident)
			if !ok {
				return true
			}
			dir := filepath.ToSlash(filepath.Dir(path))
			switch {
			case from.Name == importedAs(file, "erikti/ent/rule") && s.Sel.Name == "System":
				found[dir] = true
				if mayCallSystem[dir] == "" {
					t.Errorf("%s calls rule.System: check the viewer's rights there, and add the package to the list", path)
				}
			case from.Name == importedAs(file, "erikti/ent/gen/privacy") && strings.HasPrefix(s.Sel.Name, "Decision") && dir != "ent/rule":
				t.Errorf("%s decides past the policies", path)
			}
			return true
		})
	})
	for dir := range mayCallSystem {
		if !found[dir] {
			t.Errorf("%s calls rule.System no more: take it off the list", dir)
		}
	}
}

// mayRunStatements lists the packages that run statements of their own, past ent and so
// past the policies, and why.
var mayRunStatements = map[string]string{
	"bench/places":          "a benchmark",
	"internal/audit":        "begins a chain",
	"internal/credit":       "sums how long awards take, which is public in cells of five or more",
	"internal/demo":         "empties the demo",
	"internal/doctor":       "a command of whoever runs the server",
	"internal/figure":       "ages of those who worked, as the system",
	"internal/hours":        "sums of the ledger; its callers check rights",
	"internal/live/bus":     "the bus",
	"internal/organization": "a lock",
	"internal/personal":     "what is the viewer's own, by a table that a test compares with the schema",
	"internal/pgtest":       "tests",
	"internal/project":      "counts events that are over, which are public",
	"internal/place":        "the engine",
	"internal/stats":        "counts of what is public",
	"internal/store":        "the database itself",
}

// Nobody but these runs statements of their own.
func TestD5_StatementsOfOnesOwn(t *testing.T) {
	found := map[string]bool{}
	eachGoFile(t, func(path string, file *ast.File) {
		ast.Inspect(file, func(n ast.Node) bool {
			s, ok := n.(*ast.SelectorExpr)
			if ok && slices.Contains([]string{"ExecContext", "QueryContext", "QueryRowContext"}, s.Sel.Name) {
				dir := filepath.ToSlash(filepath.Dir(path))
				found[dir] = true
				if mayRunStatements[dir] == "" {
					t.Errorf("%s runs statements past the policies: check the viewer's rights there, and add the package to the list", path)
				}
			}
			return true
		})
	})
	for dir := range mayRunStatements {
		if !found[dir] {
			t.Errorf("%s runs no statements of its own any more: take it off the list", dir)
		}
	}
}

// eachGoFile parses the files that people wrote and that are no tests.
func eachGoFile(t *testing.T, visit func(path string, file *ast.File)) {
	t.Helper()
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(root, path)
		if err != nil {
			return err
		}
		if d.IsDir() {
			if slices.Contains([]string{".git", "node_modules", "ent/gen", "graph/gen", "test"}, filepath.ToSlash(rel)) || d.Name() == "node_modules" {
				return filepath.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		visit(rel, file)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// importedAs is the name by which a file knows a package, "-" when it does not.
func importedAs(file *ast.File, path string) string {
	for _, i := range file.Imports {
		if strings.Trim(i.Path.Value, `"`) != path {
			continue
		}
		if i.Name != nil {
			return i.Name.Name
		}
		return path[strings.LastIndex(path, "/")+1:]
	}
	return "-"
}
