package graph

import (
	"github.com/vektah/gqlparser/v2/ast"

	"erikti/internal/document"
)

// lengths are how long the lists of the API are at most that are no connections; one
// that is not named counts as 100. Connections are as long as their page.
var lengths = map[string]int{
	"Article.blocks":              200,
	"Article.locales":             3,
	"ArticleBlock.spans":          40,
	"Campaign.sessions":           100,
	"Query.previewArticle":        200,
	"*.userErrors":                20,
	"*.regions":                   20, // since 2022
	"*.directions":                9,
	"*.supportCenters":            20,
	"Region.districts":            30,
	"NetworkStats.byRegion":       20,
	"NetworkStats.byDirection":    9,
	"NetworkStats.byMonth":        24,
	"Query.nodes(ids:)":           0,
	"Event.shifts":                100,
	"EventCapacity.shifts":        100,
	"MyNotices.notices":           20,
	"ShiftCapacityUpdate.shifts":  1000,
	"Organization.sites":          10,
	"Mentorship.goals":            3,
	"Mentorship.needs":            5,
	"Project.indicators":          20,
	"Project.reports":             60,
	"Study.interviews":            200,
	"Study.findings":              50,
	"Study.figures":               20,
	"StudyFinding.interviews":     20,
	"StudyFinding.figures":        20,
	"StudyFigures.rows":           80,
	"StudyInterview.themes":       20,
	"OpenFigures.months":          24,
	"OpenFigures.rows":            1000,
	"Query.maturityScale":         5,
	"Query.mentoringOverview":     30,
	"*.noticeChoices":             123,
	"Eligibility.gates":           12,
	"RosterUpdate.entries":        1000,
	"PassportContent.directions":  10,
	"PassportContent.years":       20,
	"PassportContent.awards":      50,
	"HourTotals.groups":           400,
	"Cohort.lessons":              60,
	"Course.prerequisites":        5,
	"CourseEnrollment.attendance": 60,
}

// weights are what fields cost beyond the objects of their answer, in objects: what
// they read to count, or write.
var weights = map[string]int{
	"Query.networkStats":        500,
	"Query.mentoringOverview":   500,
	"Subscription.networkStats": 500,
	"Query.openFigures":         300,
	"Query.exportRegister":      5000,
	"Query.verifyPassport":      50,
	"Query.networkHours":        300,
	"Organization.hours":        20,
	"Region.awardedCredits":     5,
	"Region.hours":              50,
	"Volunteer.hours":           10,
}

// mutationWeight is what every mutation costs beyond its answer.
const mutationWeight = 10

// Prices are those of the API.
func Prices(schema *ast.Schema) *document.Prices {
	of := map[string]int{}
	for coordinate, n := range weights {
		of[coordinate] = n
	}
	if schema.Mutation != nil {
		for _, f := range schema.Mutation.Fields {
			of["Mutation."+f.Name] += mutationWeight
		}
	}
	return document.NewPrices(schema, lengths, of)
}
