package bus

// Say tells all members of a network something as it is.
func Say(n *Network, message string) {
	n.mu.Lock()
	defer n.mu.Unlock()
	for m := range n.members {
		m.hear(message)
	}
}
