// Package geo holds the places and universities that the network is laid over: the regions of Kazakhstan with the dates
// from which they exist, their districts, and the universities whose e-mail domains prove that a student belongs to them.
//
// The rows are embedded, so the program knows them without a database or a network. Where each comes from, under which
// licence and what was changed stands in data/SOURCES.md.
package geo

import (
	_ "embed"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"
)

// LocalizedText is one text in the three languages of the network: Kazakh, Russian, English.
type LocalizedText struct {
	Kk string `json:"kk"`
	Ru string `json:"ru"`
	En string `json:"en"`
}

// Kinds of a region: an oblys, or a city of republican significance that is a region of its own.
const (
	KindOblys = "OBLYS"
	KindCity  = "CITY"
)

// Kinds of a district: a town of regional significance, a rural district, or a part of a city of republican significance.
const (
	DistrictCity   = "CITY"
	DistrictRural  = "DISTRICT"
	DistrictOfCity = "CITY_DISTRICT"
)

// Center is the town that a region is governed from; of a city, the city itself. Degrees, WGS 84.
type Center struct {
	Name LocalizedText `json:"name"`
	Lon  float64       `json:"lon"`
	Lat  float64       `json:"lat"`
}

// Region is one of the 20 regions (17 cities and oblystar before 8 June 2022).
type Region struct {
	ISO      string        `json:"iso"`      // ISO 3166-2 in force today, "KZ-55"
	ISOOld   string        `json:"isoOld"`   // the alphabetic code before it, "KZ-PAV"; "" for regions that never had one
	KATO     string        `json:"kato"`     // state classifier of territories, nine digits
	Kind     string        `json:"kind"`     // KindOblys or KindCity
	Name     LocalizedText `json:"name"`     // "Павлодар облысы"
	Short    LocalizedText `json:"short"`    // for a tile or a table: "Павлодар"
	Center   Center        `json:"center"`   // today's; Almaty Region was governed from Taldykorgan until 8 June 2022
	TimeZone string        `json:"timeZone"` // IANA name; all are UTC+5 since 1 March 2024, the zones keep what was before

	// ValidFrom is the first day, ValidTo the first day no more, as "2022-06-08"; "" means since before, or beyond, the
	// network's records.
	ValidFrom string `json:"validFrom"`
	ValidTo   string `json:"validTo"`
}

// ValidOn tells whether the region existed on the day, given as "2019-11-15". ISO dates sort as text.
func (r Region) ValidOn(day string) bool {
	return r.ValidFrom <= day && (r.ValidTo == "" || day < r.ValidTo)
}

// District is a district or a town of regional significance, as of 2024.
type District struct {
	KATO      string
	Kind      string // DistrictCity, DistrictRural or DistrictOfCity
	RegionISO string // the region it is in today

	// FormerRegionISO is the region that its land belonged to until 8 June 2022, for those in Abai, Jetisu and Ulytau;
	// else "".
	FormerRegionISO string

	Name  LocalizedText // "Баянауыл ауданы"
	Short LocalizedText // "Баянауыл"; in Russian often an adjective, "Баянаульский"
}

// University is a place of higher education; the source's colleges and schools are left out.
type University struct {
	Name         LocalizedText `json:"name"`
	RegionISO    string        `json:"regionIso"`
	EmailDomains []string      `json:"emailDomains"` // of the institution; a mailbox under one of them belongs to it
	Aliases      []string      `json:"aliases"`      // earlier or other names, so that a search still finds it
	ByHand       []string      `json:"byHand"`       // languages whose name is not the source's but ours
}

var (
	//go:embed data/regions.json
	regionsJSON []byte
	//go:embed data/districts.csv
	districtsCSV string
	//go:embed data/universities.json
	universitiesJSON []byte
)

// Parsed once. Broken data is a broken build, not a state to handle: it panics, and the tests read every row.
var (
	regions      = sync.OnceValue(func() []Region { return mustJSON[Region]("regions.json", regionsJSON) })
	districts    = sync.OnceValue(func() []District { return mustDistricts(districtsCSV) })
	universities = sync.OnceValue(func() []University { return mustJSON[University]("universities.json", universitiesJSON) })
)

// Regions returns all regions that the network ever had, ordered by ISO code; ask ValidOn for those of a day.
func Regions() []Region { return slices.Clone(regions()) }

// Districts returns the 224 districts, ordered by KATO.
func Districts() []District { return slices.Clone(districts()) }

// Universities returns the universities, ordered by region and English name. The slices inside are shared: read only.
func Universities() []University { return slices.Clone(universities()) }

func mustJSON[T any](file string, data []byte) []T {
	var rows []T
	if err := json.Unmarshal(data, &rows); err != nil {
		panic(fmt.Sprintf("geo: embedded %s: %v", file, err))
	}
	return rows
}

// districtColumns is the header of districts.csv; a file in another order must not be read silently.
const districtColumns = "kato kind regionIso formerRegionIso nameKk nameRu nameEn shortKk shortRu shortEn"

func mustDistricts(data string) []District {
	records, err := csv.NewReader(strings.NewReader(data)).ReadAll()
	if err != nil {
		panic(fmt.Sprintf("geo: embedded districts.csv: %v", err))
	}
	if len(records) == 0 || strings.Join(records[0], " ") != districtColumns {
		panic("geo: embedded districts.csv: unexpected columns")
	}
	rows := make([]District, 0, len(records)-1)
	for _, c := range records[1:] {
		rows = append(rows, District{
			KATO: c[0], Kind: c[1], RegionISO: c[2], FormerRegionISO: c[3],
			Name:  LocalizedText{Kk: c[4], Ru: c[5], En: c[6]},
			Short: LocalizedText{Kk: c[7], Ru: c[8], En: c[9]},
		})
	}
	return rows
}
