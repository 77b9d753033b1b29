package notice

import (
	"encoding/json"
	"time"

	"erikti/ent/gen"
)

// Detail is what a notice says beside its columns: codes and moments.
type Detail struct {
	Gate     string `json:"gate,omitempty"`
	Until    int64  `json:"until,omitempty"`    // Unix seconds
	From     int64  `json:"from,omitempty"`     // Unix seconds: the start of the shift
	To       int64  `json:"to,omitempty"`       // Unix seconds: its end
	Reminder string `json:"reminder,omitempty"` // which one
	State    string `json:"state,omitempty"`    // where something stands now
	Minutes  int    `json:"minutes,omitempty"`  // of work
}

// DetailOf reads the detail of a notice; what cannot be read is empty.
func DetailOf(n *gen.Notice) Detail {
	var d Detail
	_ = json.Unmarshal([]byte(n.Detail), &d)
	return d
}

func (d Detail) text() string {
	text, err := json.Marshal(d)
	if err != nil {
		panic(err) // details are plain
	}
	return string(text)
}

func at(unix int64) time.Time { return time.Unix(unix, 0).UTC() }
