package lang

import "strings"

// SearchTerms returns the words of a search as they are looked for in a search
// text: folded, each once, at most eight. A word that begins as one for volunteer
// does finds every word for volunteer.
func SearchTerms(query string) []string {
	var terms []string
	seen := map[string]bool{}
	for _, word := range strings.Fields(Fold(query)) {
		for _, s := range synonyms {
			if strings.HasPrefix(word, s) {
				word = s
			}
		}
		if !seen[word] && len(terms) < 8 {
			seen[word] = true
			terms = append(terms, word)
		}
	}
	return terms
}
