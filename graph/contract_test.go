package graph

import (
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"strconv"
	"strings"
	"testing"

	gqlast "github.com/vektah/gqlparser/v2/ast"

	"erikti/graph/gen/exec"
	"erikti/internal/id"
)

// schema is the contract as the program serves it.
func schema() *gqlast.Schema { return exec.NewExecutableSchema(exec.Config{}).Schema() }

// What can be refused is listed in the contract, all of it and nothing else.
func TestRefusalsAreThoseOfTheContract(t *testing.T) {
	file, err := parser.ParseFile(token.NewFileSet(), "../internal/fault/fault.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var codes []string
	ast.Inspect(file, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok {
			return true
		}
		if of, ok := spec.Type.(*ast.Ident); ok && of.Name == "Code" {
			code, _ := strconv.Unquote(spec.Values[0].(*ast.BasicLit).Value)
			codes = append(codes, code)
		}
		return true
	})
	var listed []string
	for _, v := range schema().Types["UserErrorCode"].EnumValues {
		listed = append(listed, v.Name)
	}
	slices.Sort(codes)
	slices.Sort(listed)
	if !slices.Equal(codes, listed) {
		t.Errorf("refused are\n%v, listed\n%v", codes, listed)
	}
}

// Every type that is a node can be asked for by its id, under the viewer's policy.
func TestEveryNodeHasATable(t *testing.T) {
	s := schema()
	var nodes []string
	for _, d := range s.GetPossibleTypes(s.Types["Node"]) {
		nodes = append(nodes, d.Name)
	}
	prefixes := map[string]id.Prefix{
		"Region": id.Region, "District": id.District, "Direction": id.Direction, "Organization": id.Organization,
		"SupportCenter": id.SupportCenter, "Membership": id.Membership, "Volunteer": id.Volunteer, "Event": id.Event,
		"Shift": id.Shift, "Signup": id.Signup, "WaitlistEntry": id.WaitlistEntry, "Offer": id.Offer, "Notice": id.Notice,
		"Course": id.Course, "Cohort": id.Cohort, "Lesson": id.Lesson,
		"AuditEntry": id.AuditEntry, "Report": id.Report, "Mentorship": id.Mentorship, "Project": id.Project,
		"ProjectIndicator": id.ProjectIndicator, "ProjectReport": id.ProjectReport, "Study": id.Study,
	}
	for _, name := range nodes {
		if prefixes[name] == "" || tables[prefixes[name]] == "" {
			t.Errorf("%s is a node without a table", name)
		}
	}
	if len(tables) != len(nodes) {
		t.Errorf("%d tables for %d types of nodes", len(tables), len(nodes))
	}
}

// Every connection is of a type whose cursors are known.
func TestEveryConnectionHasCursors(t *testing.T) {
	for name, d := range schema().Types {
		of, connection := strings.CutSuffix(name, "Connection")
		if d.Kind == gqlast.Object && connection && tableOf[of] == "" {
			t.Errorf("%s has no table of cursors", name)
		}
	}
}
