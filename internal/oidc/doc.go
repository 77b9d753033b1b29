// Package oidc signs people in through providers of OpenID Connect: any that has a
// discovery document (OpenID Connect Discovery 1.0).
//
// What a provider says counts when it is said to this server in the exchange of a code
// (never by way of the browser), in a token that is signed by a key of the provider,
// with an algorithm of public keys, for this client, with the nonce of this sign-in, and
// within its times, give or take Leeway. An address counts when the provider says that
// it has verified it. What was said is never part of an error: it stays in here.
//
// A Provider holds what it read of the provider: its discovery document and its keys.
// Many goroutines use one; its lock is held while it asks the provider, so that one
// request asks for all that wait. Keys are kept while the provider is away, for KeysFor;
// then nobody signs in through it.
package oidc
