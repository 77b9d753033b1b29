package demo

// Account is a person of the demo whom a visitor may sign in as.
type Account struct {
	Role  string // what the person does: volunteer, student, organizer, coordinator, university, program, admin
	Email string
}

// Accounts are the people with an account, in the order in which they are shown.
var Accounts = []Account{
	{"volunteer", "volunteer@demo.example"},
	{"student", "student@demo.example"},
	{"organizer", "organizer@demo.example"},
	{"coordinator", "coordinator@demo.example"},
	{"university", "university@demo.example"},
	{"program", "program@demo.example"},
	{"admin", "admin@demo.example"},
}

// Password is the password of all of them. It is public: accounts that have it
// answer on loopback only.
const Password = "erikti-demo"
