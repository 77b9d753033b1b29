package oidc

// Refused says that what a provider said does not count. The reason is a code of this
// package, for logs and tests; it holds nothing of what was said.
type Refused struct{ Why string }

// Error is the code.
func (r *Refused) Error() string { return "refused: " + r.Why }

// The reasons.
const (
	WhyExchange  = "EXCHANGE"  // the provider does not give a token for the code
	WhyNoToken   = "NO_TOKEN"  // there is no ID token, or one that is too long
	WhySignature = "SIGNATURE" // it is signed by nobody who may, or in no way that counts
	WhyIssuer    = "ISSUER"    // it is of another provider
	WhyAudience  = "AUDIENCE"  // it is for another client
	WhySubject   = "SUBJECT"   // it is of nobody, or of somebody who is too long
	WhyNonce     = "NONCE"     // it is of another sign-in
	WhyExpired   = "EXPIRED"
	WhyNotYet    = "NOT_YET"
	WhyAnswer    = "ANSWER" // the address by which it sent the person back is wrong
)

func refuse(why string) error { return &Refused{why} }
