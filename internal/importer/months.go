package importer

import (
	"strings"
	"unicode"
)

// months are the Russian and Kazakh names of months as dates use them.
var months = map[string]string{
	"января": "January", "январь": "January", "қаңтар": "January",
	"февраля": "February", "февраль": "February", "ақпан": "February",
	"марта": "March", "март": "March", "наурыз": "March",
	"апреля": "April", "апрель": "April", "сәуір": "April",
	"мая": "May", "май": "May", "мамыр": "May",
	"июня": "June", "июнь": "June", "маусым": "June",
	"июля": "July", "июль": "July", "шілде": "July",
	"августа": "August", "август": "August", "тамыз": "August",
	"сентября": "September", "сентябрь": "September", "қыркүйек": "September",
	"октября": "October", "октябрь": "October", "қазан": "October",
	"ноября": "November", "ноябрь": "November", "қараша": "November",
	"декабря": "December", "декабрь": "December", "желтоқсан": "December",
}

// englishMonths puts the English name of a month where another one is: the
// standard library reads English dates only.
func englishMonths(s string) string {
	from := strings.IndexFunc(s, unicode.IsLetter)
	if from < 0 {
		return s
	}
	to := strings.IndexFunc(s[from:], func(r rune) bool { return !unicode.IsLetter(r) })
	if to < 0 {
		to = len(s) - from
	}
	if english, ok := months[strings.ToLower(s[from:from+to])]; ok {
		return s[:from] + english + s[from+to:]
	}
	return s
}
