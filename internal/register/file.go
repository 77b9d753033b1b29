package register

// mostRows is how many rows a file has at most.
const mostRows = 20_000

// File is a register as a file.
type File struct {
	Name string
	Rows int
	CSV  string
}
