package register

// mostRows is how many rows a file has at most: a register with more is refused, never cut.
const mostRows = 20_000

// File is a register as a file.
type File struct {
	Name string
	Rows int
	CSV  string
}
