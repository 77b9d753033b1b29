// Package channel is how a person wants to be told: which kinds of notice through which
// channel, and the browsers that show them (Web Push). Passing notices on is package
// notice, which goes by what stands here.
//
// A browser belongs to the session that subscribed it and to nobody else: the same
// endpoint subscribed by another person moves to them, and nothing is sent once the
// session has ended. What a browser says of itself is a stranger's word: its address is
// https at a public host, looked at again whenever something is sent there.
package channel
