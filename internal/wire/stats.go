package wire

// Stats are what the engine has done and has, for metrics.
type Stats struct {
	Connections int // open
	Slow        int // of those, that do not take what is sent at once
	Groups      int // executions that run for all who follow them
	Members     int // subscriptions
	Executions  uint64
	Deliveries  uint64 // states that were sent
	Together    uint64 // frames that went out in one call of the kernel with others
	Conflated   uint64 // states that were skipped for newer ones
	WentSlow    uint64 // connections that became slow
	DroppedSlow uint64 // and took nothing for too long
	WriteErrors uint64
}

// Stats adds up the shards.
func (e *Engine) Stats() Stats {
	var out Stats
	for _, s := range e.shards {
		s.mu.Lock()
		out.Connections += s.stats.Connections
		out.Slow += s.stats.Slow
		out.Members += s.stats.Members
		out.Deliveries += s.stats.Deliveries
		out.Together += s.stats.Together
		out.Conflated += s.stats.Conflated
		out.WentSlow += s.stats.WentSlow
		out.DroppedSlow += s.stats.DroppedSlow
		out.WriteErrors += s.stats.WriteErrors
		s.mu.Unlock()
	}
	e.mu.Lock()
	out.Groups = len(e.groups)
	e.mu.Unlock()
	out.Executions = e.executions.Load()
	return out
}
