package account

import "log/slog"

// hidden stands in logs for what says who a person is, or opens something.
var hidden = slog.StringValue("[hidden]")

var (
	_ slog.LogValuer = Contact{}
	_ slog.LogValuer = Credentials{}
	_ slog.LogValuer = Registration{}
	_ slog.LogValuer = PasswordChange{}
	_ slog.LogValuer = ContactChange{}
	_ slog.LogValuer = (*Session)(nil)
	_ slog.LogValuer = ProviderStart{}
	_ slog.LogValuer = ProviderAnswer{}
)

// LogValue of slog.
func (Contact) LogValue() slog.Value { return hidden }

// LogValue of slog.
func (Credentials) LogValue() slog.Value { return hidden }

// LogValue of slog.
func (Registration) LogValue() slog.Value { return hidden }

// LogValue of slog.
func (PasswordChange) LogValue() slog.Value { return hidden }

// LogValue of slog.
func (ContactChange) LogValue() slog.Value { return hidden }

// LogValue of slog.
func (*Session) LogValue() slog.Value { return hidden }

// LogValue of slog.
func (ProviderStart) LogValue() slog.Value { return hidden }

// LogValue of slog.
func (ProviderAnswer) LogValue() slog.Value { return hidden }
