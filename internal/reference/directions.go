package reference

import (
	"erikti/ent/gen/direction"
	"erikti/internal/lang"
)

// directionRow is a direction as it stands in the database.
type directionRow struct {
	code         direction.Code
	name         lang.Text
	minAge       int // full years, 0 for none
	allowsMinors bool
}

// adult is the age from which a person may take part in emergencies (invariant 11).
const adult = 18

// directions are the fields of volunteering in the order in which they are listed:
// the four that the network began with, then the newer ones.
var directions = []directionRow{
	{direction.CodeSOCIAL, lang.Text{Kk: "Әлеуметтік көмек", Ru: "Социальная помощь", En: "Social help"}, 0, true},
	{direction.CodeEVENT, lang.Text{Kk: "Іс-шараларға көмек", Ru: "Помощь на мероприятиях", En: "Event support"}, 0, true},
	{direction.CodeANIMALS, lang.Text{Kk: "Жануарларға көмек", Ru: "Помощь животным", En: "Animal care"}, 0, true},
	{direction.CodeETHNO, lang.Text{Kk: "Этноволонтерлік", Ru: "Этноволонтёрство", En: "Ethno-volunteering"}, 0, true},
	{direction.CodeEMERGENCY, lang.Text{Kk: "Төтенше жағдайлар", Ru: "Чрезвычайные ситуации", En: "Emergencies"}, adult, false},
	{direction.CodeMEDICINE, lang.Text{Kk: "Медицина", Ru: "Медицина", En: "Medicine"}, 0, true},
	{direction.CodeCULTURE, lang.Text{Kk: "Мәдениет", Ru: "Культура", En: "Culture"}, 0, true},
	{direction.CodeMEDIA, lang.Text{Kk: "Медиа", Ru: "Медиа", En: "Media"}, 0, true},
	{direction.CodeONLINE, lang.Text{Kk: "Онлайн-волонтерлік", Ru: "Онлайн-волонтёрство", En: "Online volunteering"}, 0, true},
}
