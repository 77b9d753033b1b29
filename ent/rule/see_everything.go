package rule

import "erikti/ent/gen/privacy"

// SeeEverything lets everyone see every row of a public type.
func SeeEverything() privacy.QueryRule { return privacy.AlwaysAllowRule() }
