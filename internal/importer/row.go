package importer

import "erikti/internal/lang"

// row is a row of the file under our names; what the mapping leaves out is "".
type row struct {
	Key              string `csv:"key"`
	OrganizationKey  string `csv:"organization.key"`
	OrganizationName texts  `csv:"organization.name.,inline"`
	Title            texts  `csv:"title.,inline"`
	Description      texts  `csv:"description.,inline"`
	Category         string `csv:"category"`
	Capacity         string `csv:"capacity"`
	Start            string `csv:"start"`
	End              string `csv:"end"`
	Published        string `csv:"published"`
	Opens            string `csv:"opens"`
	Closes           string `csv:"closes"`
	Place            string `csv:"place"`
	Remote           string `csv:"remote"`
	Region           string `csv:"region"`
}

// texts are the columns of one text in languages.
type texts struct {
	Kk string `csv:"kk"`
	Ru string `csv:"ru"`
	En string `csv:"en"`
}

func (t texts) in(l lang.Locale) string { return lang.Text(t).In(l) }
