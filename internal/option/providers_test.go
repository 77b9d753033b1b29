package option_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"erikti/internal/option"
)

// A list of providers that cannot be used says what is wrong with it and shows nothing.
func TestG8_ListsOfProviders(t *testing.T) {
	const secret = "s3cret-value"
	dir := t.TempDir()
	write := func(name, text string, mode os.FileMode) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), mode); err != nil {
			t.Fatal(err)
		}
		if err := os.Chmod(path, mode); err != nil {
			t.Fatal(err)
		}
		return path
	}
	write("secret", secret+"\n", 0o600)
	write("open", secret, 0o604)
	write("empty", " \n", 0o600)
	provider := func(more string) string {
		return `[{"name":"id","label":"ID","issuer":"https://id.example.kz","clientId":"c"` + more + `}]`
	}
	for name, c := range map[string]struct{ list, environ, wrong string }{
		"a good one":               {provider(`,"clientSecretFile":"secret"`), "", ""},
		"a client without secret":  {provider(""), "", ""},
		"http where that is meant": {strings.ReplaceAll(provider(""), "https:", "http:"), "OIDC_PRIVATE=on", ""},
		"http":                     {strings.ReplaceAll(provider(""), "https:", "http:"), "", "issuer"},
		"an open secret":           {provider(`,"clientSecretFile":"open"`), "", "chmod 600"},
		"an empty secret":          {provider(`,"clientSecretFile":"empty"`), "", "empty"},
		"no secret":                {provider(`,"clientSecretFile":"none` + secret + `"`), "", "cannot be read"},
		"no JSON":                  {secret, "", "JSON list"},
		"a secret in the list":     {provider(`,"clientSecret":"` + secret + `"`), "", "JSON list"},
		"one name twice":           {strings.Replace(provider("")+provider(""), "][", ",", 1), "", "names"},
		"a name for a path":        {strings.Replace(provider(""), `"id"`, `"../`+secret+`"`, 1), "", "names"},
		"no label":                 {strings.Replace(provider(""), `"ID"`, `" "`, 1), "", "label"},
		"an issuer with a query":   {strings.Replace(provider(""), "example.kz", "example.kz/?"+secret, 1), "", "issuer"},
		"a page without TLS":       {provider(""), "PUBLIC_URL=http://network.example.kz", "PUBLIC_URL"},
	} {
		file := write("list.json", c.list, 0o600)
		o, _, err := option.Parse(append(strings.Fields(c.environ), "OIDC_PROVIDERS_FILE="+file), nil)
		if err != nil {
			t.Fatal(err)
		}
		all, err := o.Providers()
		switch {
		case c.wrong == "" && (err != nil || len(all) != 1 || all[0].Secret() != "" && all[0].Secret() != secret):
			t.Errorf("%s: %v, %v", name, all, err)
		case c.wrong != "" && (err == nil || !strings.HasPrefix(err.Error(), "OIDC_PROVIDERS_FILE: ") || !strings.Contains(err.Error(), c.wrong) || strings.Contains(err.Error(), secret)):
			t.Errorf("%s: %v", name, err)
		}
	}
}
