package register

import "erikti/internal/store"

// NewOf makes a service whose files hold so many rows.
func NewOf(st *store.Store, most int) *Service { return &Service{st, most} }
