package place

// Quiet waits for what is served after a commit.
func (e *Engine) Quiet() { e.elsewhere.wait() }
