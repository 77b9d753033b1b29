package reference

import (
	"erikti/ent/gen"
	"erikti/ent/gen/region"
	"erikti/internal/civil"
	"erikti/internal/geo"
	"erikti/internal/id"
)

func regionRows(tx *gen.Tx) []*gen.RegionCreate {
	var rows []*gen.RegionCreate
	for _, r := range geo.Regions() {
		rows = append(rows, tx.Region.Create().SetID(id.Region.Of(r.ISO)).
			SetNameKk(r.Name.Kk).SetNameRu(r.Name.Ru).SetNameEn(r.Name.En).
			SetShortNameKk(r.Short.Kk).SetShortNameRu(r.Short.Ru).SetShortNameEn(r.Short.En).
			SetIso(r.ISO).SetKato(r.KATO).SetKind(region.Kind(r.Kind)).SetTimeZone(r.TimeZone).
			SetNillableValidFrom(day(civil.Date(r.ValidFrom))).SetNillableValidTo(day(civil.Date(r.ValidTo))).
			SetLongitude(r.Center.Lon).SetLatitude(r.Center.Lat))
	}
	return rows
}

func districtBuilders(tx *gen.Tx) []*gen.DistrictCreate {
	var rows []*gen.DistrictCreate
	for _, d := range districtRows() {
		rows = append(rows, tx.District.Create().SetID(d.id()).
			SetNameKk(d.Name.Kk).SetNameRu(d.Name.Ru).SetNameEn(d.Name.En).
			SetKato(d.KATO).SetRegionID(id.Region.Of(d.region)).
			SetNillableValidFrom(day(d.from)).SetNillableValidTo(day(d.to)))
	}
	return rows
}

func directionRows(tx *gen.Tx) []*gen.DirectionCreate {
	var rows []*gen.DirectionCreate
	for i, d := range directions {
		rows = append(rows, tx.Direction.Create().SetID(id.Direction.Of(string(d.code))).
			SetNameKk(d.name.Kk).SetNameRu(d.name.Ru).SetNameEn(d.name.En).
			SetCode(d.code).SetMinAge(d.minAge).SetAllowsMinors(d.allowsMinors).SetPosition(i))
	}
	return rows
}

// day is nil, NULL in the database, for an open end.
func day(d civil.Date) *civil.Date {
	if d == "" {
		return nil
	}
	return &d
}
