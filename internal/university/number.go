package university

import (
	"strings"
	"time"
)

// Number writes the number of a student as all are compared: without spaces, in
// capitals.
func Number(s string) string { return strings.ToUpper(strings.Join(strings.Fields(s), "")) }

// isStateNumber says whether a number is an individual identification number (IIN): twelve
// digits that begin with a date of birth (YYMMDD) and end with the check digit of the others.
// No number of the state is stored, so none is taken for a student's. The digit is made as the
// program of the Government's decree 565 of 11 June 2003 has it
// (adilet.zan.kz/rus/docs/P030000565_): the sum of the digits with the weights 1 to 11,
// modulo 11; where that is 10, with the weights 3 to 11, 1 and 2; where it is 10 again, the
// number is given to nobody.
func isStateNumber(number string) bool {
	if len(number) != 12 || strings.Trim(number, "0123456789") != "" {
		return false
	}
	// The century is in the seventh digit; a leap day is one of 2000 too, so this one has all days.
	if _, err := time.Parse("20060102", "20"+number[:6]); err != nil {
		return false
	}
	for _, shift := range []int{0, 2} {
		sum := 0
		for i := range 11 {
			sum += ((i+shift)%11 + 1) * int(number[i]-'0')
		}
		if digit := sum % 11; digit < 10 {
			return digit == int(number[11]-'0')
		}
	}
	return false
}
