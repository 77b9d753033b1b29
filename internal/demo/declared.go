package demo

import (
	"context"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/hourentry"
	"erikti/internal/civil"
	"erikti/internal/id"
	"erikti/internal/lang"
)

// declared is work that somebody says they did and that nobody has verified yet.
type declared struct {
	id     string
	person *person
	of     *org
	when   span
	date   civil.Date
	what   string
	made   time.Time
}

// works are what people say they did, in the language that they read.
var works = map[lang.Locale][]string{
	lang.KK: {"Қарттарға азық-түлік апардым", "Ауладағы талдарды суардым", "Кітапханада балаларға кітап оқыдым"},
	lang.RU: {"Отвозил продукты пожилым людям", "Поливал деревья во дворе", "Читал детям в библиотеке"},
}

// makeDeclared has some people of each region declare an hour or two of an early morning,
// when no shift is, for its last organizations, which nobody of the cast runs.
func (n *network) makeDeclared(r random) error {
	for _, of := range n.regions {
		for i := range min(r.between(2, 4), len(of.orgs)/2, len(of.people)) {
			p, day := of.people[i], -r.between(1, 5)
			start := n.dawn.AddDate(0, 0, day).Add(5 * time.Hour)
			words := works[p.locale]
			if len(words) == 0 {
				words = works[lang.KK]
			}
			n.declared = append(n.declared, &declared{
				id: r.personal(id.HourEntry), person: p, of: of.orgs[len(of.orgs)-1-i], date: n.today.AddDays(day),
				when: span{start, start.Add(time.Duration(r.between(2, 4)) * 30 * time.Minute)},
				what: words[r.IntN(len(words))], made: start.Add(6 * time.Hour),
			})
		}
	}
	return nil
}

func (n *network) writeDeclared(ctx context.Context, tx *gen.Tx) error {
	return bulk(ctx, n.declared, func(d *declared) *gen.HourEntryCreate {
		return tx.HourEntry.Create().SetID(d.id).SetCreatedAt(d.made).SetUpdatedAt(d.made).
			SetVolunteerID(d.person.id).SetOrganizationID(d.of.id).SetRegionID(d.of.home.id).
			SetStartsAt(d.when.start).SetEndsAt(d.when.end).SetMinutes(int(d.when.end.Sub(d.when.start).Minutes())).
			SetDate(d.date).SetSource(hourentry.SourceDECLARED).SetState(hourentry.StatePENDING).SetDescription(d.what)
	}, tx.HourEntry.CreateBulk)
}
