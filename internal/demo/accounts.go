package demo

// Account is a person of the demo whom a visitor may sign in as.
type Account struct {
	Role  string // what the person does: volunteer, student, organizer, coordinator, university, program, admin
	Email string
	// Platform says that they have a right over the whole network: in a public demo nobody
	// is them.
	Platform bool
}

// Accounts are the people with an account, in the order in which they are shown.
var Accounts = []Account{
	{"volunteer", "volunteer@demo.example", false},
	{"student", "student@demo.example", false},
	{"organizer", "organizer@demo.example", false},
	{"coordinator", "coordinator@demo.example", false},
	{"university", "university@demo.example", false},
	{"program", "program@demo.example", true},
	{"admin", "admin@demo.example", true},
}

// Password is the password of all of them. It is public: accounts that have it
// answer on loopback only.
const Password = "erikti-demo"
