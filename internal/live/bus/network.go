package bus

import (
	"context"
	"sync"
)

// Network connects members in one process.
type Network struct {
	mu      sync.Mutex
	members map[*member]struct{}
}

// NewNetwork makes a network without members.
func NewNetwork() *Network { return &Network{members: map[*member]struct{}{}} }

// Join makes a member.
func (n *Network) Join(r Receiver) Bus {
	m, _ := join(r, func(m *member) (carrier, error) { // which cannot fail
		n.mu.Lock()
		defer n.mu.Unlock()
		n.members[m] = struct{}{}
		return local{n, m}, nil
	})
	return m
}

// local is a member's place in a network.
type local struct {
	*Network
	member *member
}

func (l local) send(_ context.Context, messages []string) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	for m := range l.members {
		for _, message := range messages {
			m.hear(message)
		}
	}
	return nil
}

func (l local) close() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	delete(l.members, l.member)
	return nil
}
