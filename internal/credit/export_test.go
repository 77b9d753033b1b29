package credit

// DelaysQuery is the statement of the public delays, for tests that look at its plan.
var DelaysQuery = delaysQuery
