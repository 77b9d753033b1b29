package wire

// ReadRequest reads a request as all transports do, for tests: its query, or that it
// is none.
func ReadRequest(raw []byte) (query string, failed bool) {
	p := &request{}
	err := decode(raw, p.fields())
	return p.Query, err != nil
}
