package app

import (
	"cmp"
	"errors"
	"net/http"
	"slices"
	"strconv"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/region"
	"erikti/internal/fault"
	"erikti/internal/figure"
	"erikti/internal/sheet"
)

// figuresPath is the address of open figures as a file.
const figuresPath = "/open-figures.csv"

// figuresKept is how long whoever keeps copies may show one: a month that is fixed does
// not change, and another one is fixed once a month.
const figuresKept = time.Hour

// figuresCost is what the file costs who asks, beyond its rows: as Query.openFigures.
const figuresCost = 300

// openFigures answers the open figures of some months as CSV: what Query.openFigures
// tells of the same months, grain and region, with the ISO codes of regions. Without
// months: the last twelve that are fixed; without a region: all.
func (a *App) openFigures(w http.ResponseWriter, r *http.Request) {
	if limited := a.costs.spend(r.Context(), figuresCost); limited != nil {
		http.Error(w, http.StatusText(http.StatusTooManyRequests), http.StatusTooManyRequests)
		return
	}
	rows, err := a.askedFigures(r)
	var refused *fault.Failure
	switch {
	case errors.As(err, &refused):
		http.Error(w, http.StatusText(http.StatusBadRequest), http.StatusBadRequest)
		return
	case err != nil:
		http.Error(w, http.StatusText(http.StatusServiceUnavailable), http.StatusServiceUnavailable)
		return
	}
	cells := [][]string{{"month", "region", "direction", "age", "part", "people", "hours", "events", "places"}}
	for _, row := range rows {
		line := []string{row.Month, "", "", "", string(row.Part), whole(row.People), whole(row.Hours), whole(row.Events), whole(row.Places)}
		if row.Region != nil {
			line[1] = row.Region.Iso
		}
		if row.Direction != nil {
			line[2] = string(*row.Direction)
		}
		if row.Age != nil {
			line[3] = string(*row.Age)
		}
		cells = append(cells, line)
	}
	h := w.Header()
	h.Set("Content-Type", "text/csv; charset=utf-8")
	h.Set("Content-Disposition", `attachment; filename="open-figures.csv"`)
	h.Set("Cache-Control", "public, max-age="+strconv.Itoa(int(figuresKept.Seconds())))
	_, _ = w.Write([]byte(sheet.CSV(cells))) // a reader that left needs no answer
}

// askedFigures are the rows that an address asks for.
func (a *App) askedFigures(r *http.Request) ([]*figure.Row, error) {
	asked := r.URL.Query()
	f := figure.Filter{From: asked.Get("from"), To: asked.Get("to"), By: figure.Grain(cmp.Or(asked.Get("by"), string(figure.ByRegion)))}
	if !slices.Contains([]figure.Grain{figure.ByRegion, figure.ByDirection, figure.ByAge}, f.By) {
		return nil, fault.Fail(fault.BadUserInput, "")
	}
	if iso := asked.Get("region"); iso != "" {
		var err error
		f.RegionID, err = a.store.Client.Region.Query().Where(region.Iso(iso)).OnlyID(r.Context())
		if gen.IsNotFound(err) {
			return nil, fault.Fail(fault.BadUserInput, "")
		}
		if err != nil {
			return nil, err
		}
	}
	if f.From == "" && f.To == "" {
		var err error
		if f.From, f.To, err = a.figures.Last(r.Context(), 12); err != nil || f.From == "" { // no month is fixed yet
			return nil, err
		}
	}
	_, rows, err := a.figures.Open(r.Context(), f)
	return rows, err
}

func whole(n *int) string {
	if n == nil {
		return ""
	}
	return strconv.Itoa(*n)
}
