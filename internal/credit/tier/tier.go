// Package tier is what a step of the rules of student credit is worth. It stands apart
// so that the schema of the database can hold it.
package tier

// Tier is so many minutes of work, and what they are worth.
type Tier struct {
	Minutes int   `json:"minutes"`
	Amount  int64 `json:"amount"` // tiyn, whole tenge
	Credits int   `json:"credits"`
}
