package oidc

import (
	"fmt"
	"log/slog"
)

// Secret is one that a provider knows this server by; it is not shown, whatever prints it.
type Secret string

var (
	_ fmt.Formatter  = Secret("")
	_ slog.LogValuer = Secret("")
)

// Format of fmt.
func (Secret) Format(f fmt.State, _ rune) { _, _ = f.Write([]byte("[secret]")) }

// LogValue of slog.
func (Secret) LogValue() slog.Value { return slog.StringValue("[secret]") }

// MarshalText of encoding.
func (Secret) MarshalText() ([]byte, error) { return []byte("[secret]"), nil }
