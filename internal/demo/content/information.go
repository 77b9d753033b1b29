package content

// Information are the articles of the network and its forums. What happened at the forum
// of 2019 is not known to us: its programme is invented, and says so.
type Information struct {
	Year     Campaign  `json:"year"`
	Opening  Campaign  `json:"opening"`
	Next     Campaign  `json:"next"`
	Sessions []Session `json:"sessions"` // of both forums
	Articles []Article `json:"articles"`
	Prepared Campaign  `json:"prepared"` // a forum that is not published yet
	Mistakes []Mistake `json:"mistakes"`
}

// Campaign is a year or a forum.
type Campaign struct {
	Title       Text `json:"title"`
	Description Text `json:"description"`
}

// Session is a line of a programme.
type Session struct {
	Day         int     `json:"day"`  // of the forum, from 0
	Hour        int     `json:"hour"` // when it begins
	Minutes     int     `json:"minutes"`
	Capacity    int     `json:"capacity"` // 0: one need not sign up
	Title       Text    `json:"title"`
	Description Partial `json:"description"`
	Hall        Text    `json:"hall"`
}

// Article is one of the network or of a support center, in one language or more.
type Article struct {
	Code       string   `json:"code"`  // by which a mistake names it, or none
	State      string   `json:"state"` // none: PUBLISHED
	Kind       string   `json:"kind"`
	Of         string   `json:"of"` // network or center
	DaysAgo    int      `json:"daysAgo"`
	Campaign   string   `json:"campaign"` // next, or none
	Directions []string `json:"directions"`
	Title      Partial  `json:"title"`
	Summary    Partial  `json:"summary"`
	Body       Partial  `json:"body"`
}

// Mistake is what a reader reports of the body of an article.
type Mistake struct {
	Article  string `json:"article"` // its code
	DaysAgo  int    `json:"daysAgo"`
	Kind     string `json:"kind"`
	Locale   string `json:"locale"`
	Quote    string `json:"quote"` // what stands at the place now
	Was      string `json:"was"`   // what stood there when it was reported; none: the same
	Comment  string `json:"comment"`
	State    string `json:"state"`
	Reply    string `json:"reply"`
	SignedIn bool   `json:"signedIn"` // by the volunteer of the cast; else by somebody without an account
}

// Partial is a text that is not there in every language.
type Partial struct {
	Kk string `json:"kk"`
	Ru string `json:"ru"`
	En string `json:"en"`
}
