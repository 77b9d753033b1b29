package option

import (
	"bytes"
	"encoding/json"
	"errors"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

// Provider is one of OpenID Connect, as the operator says.
type Provider struct {
	Name     string `json:"name"`
	Label    string `json:"label"`
	Issuer   string `json:"issuer"`
	ClientID string `json:"clientId"`
	// SecretFile holds the client's secret; beside the list when it is no whole path.
	SecretFile string `json:"clientSecretFile"`

	secret string
}

// Secret is the client's, "" for a client that has none.
func (p *Provider) Secret() string { return p.secret }

var providerName = regexp.MustCompile(`^[a-z0-9][a-z0-9-]{0,31}$`)

// mostOfAFile bounds what is read of a file, in bytes.
const mostOfAFile = 1 << 20

// Providers reads the list of providers with their secrets. Its errors name the option
// and what is wrong, and show nothing of what stands there.
func (o *Options) Providers() ([]Provider, error) {
	if o.ProvidersFile == "" {
		return nil, nil
	}
	wrong := func(what string) error { return errors.New("OIDC_PROVIDERS_FILE: " + what) }
	if u, err := url.Parse(o.PublicURL); err != nil || u.Scheme != "https" && !loopback(u.Hostname()) {
		return nil, wrong("PUBLIC_URL must be https://HOST: providers send people back to it, and browsers keep the cookie of a sign-in on such a page only")
	}
	raw, err := readFile(o.ProvidersFile, false)
	if err != nil {
		return nil, wrong(err.Error())
	}
	var all []Provider
	decoder := json.NewDecoder(bytes.NewReader(raw))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&all); err != nil || decoder.More() {
		return nil, wrong("write a JSON list of {name, label, issuer, clientId, clientSecretFile}")
	}
	names := map[string]bool{}
	for i := range all {
		p := &all[i]
		u, err := url.Parse(p.Issuer)
		switch {
		case !providerName.MatchString(p.Name) || names[p.Name]:
			return nil, wrong("write names of small letters, digits and dashes, each once")
		case strings.TrimSpace(p.Label) == "" || p.ClientID == "":
			return nil, wrong("write a label and a clientId for each provider")
		case err != nil || u.Host == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" || u.Scheme != "https" && (u.Scheme != "http" || o.ProvidersPrivate != "on"):
			return nil, wrong("write an issuer as https://HOST/PATH, exactly as the provider does; http is for private networks, with OIDC_PRIVATE=on")
		}
		names[p.Name] = true
		if p.SecretFile == "" {
			continue
		}
		if !filepath.IsAbs(p.SecretFile) {
			p.SecretFile = filepath.Join(filepath.Dir(o.ProvidersFile), p.SecretFile)
		}
		secret, err := readFile(p.SecretFile, true)
		if err != nil {
			return nil, wrong("clientSecretFile: " + err.Error())
		}
		if p.secret = strings.TrimSpace(string(secret)); p.secret == "" {
			return nil, wrong("clientSecretFile: a file is empty")
		}
	}
	return all, nil
}

func loopback(host string) bool {
	return host == "" || host == "localhost" || host == "::1" || strings.HasPrefix(host, "127.")
}

// readFile reads a file that an option names; a secret one must not be for everybody.
func readFile(name string, secret bool) ([]byte, error) {
	info, err := os.Stat(name)
	switch {
	case err != nil || !info.Mode().IsRegular():
		return nil, errors.New("a file cannot be read")
	case secret && info.Mode().Perm()&0o007 != 0:
		return nil, errors.New("everybody on this machine can read a file with a secret: chmod 600 it")
	case info.Size() > mostOfAFile:
		return nil, errors.New("a file is too large")
	}
	raw, err := os.ReadFile(name)
	if err != nil {
		return nil, errors.New("a file cannot be read")
	}
	return raw, nil
}
