package oidc_test

import (
	"encoding/json"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"erikti/internal/oidc"
)

func shown(t *testing.T, c oidc.Config) {
	t.Helper()
	var out strings.Builder
	fmt.Fprintf(&out, "%v %+v %#v %s %q %x %d\n", c, c, c, c.ClientSecret, c.ClientSecret, c.ClientSecret, c.ClientSecret)
	if err := json.NewEncoder(&out).Encode(c); err != nil {
		t.Fatal(err)
	}
	for _, h := range []slog.Handler{slog.NewTextHandler(&out, nil), slog.NewJSONHandler(&out, nil)} {
		slog.New(h).Info("x", "secret", c.ClientSecret, "config", c)
	}
	if s := out.String(); strings.Contains(s, "s3cret") || strings.Contains(s, fmt.Sprintf("%x", "s3cret")) || !strings.Contains(s, "[secret]") {
		t.Errorf("%s", s)
	}
}
