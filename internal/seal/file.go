package seal

import (
	"bufio"
	"encoding/base64"
	"errors"
	"fmt"
	"os"
	"strings"
)

// Read reads the keys of a file, a line each: NAME BASE64. The first one seals. Errors show
// nothing of it.
func Read(name string) ([]Key, error) {
	info, err := os.Stat(name)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return nil, err
	case err != nil || !info.Mode().IsRegular():
		return nil, errors.New("the file cannot be read")
	case info.Mode().Perm()&0o077 != 0:
		return nil, errors.New("others on this machine can read the file: chmod 600 it")
	}
	file, err := os.Open(name)
	if err != nil {
		return nil, errors.New("the file cannot be read")
	}
	defer file.Close() //nolint:errcheck // only read
	var keys []Key
	for lines := bufio.NewScanner(file); lines.Scan(); {
		line := strings.TrimSpace(lines.Text())
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		name, coded, _ := strings.Cut(line, " ")
		raw, err := base64.StdEncoding.DecodeString(strings.TrimSpace(coded))
		if err != nil || len(raw) != 32 {
			return nil, errors.New("write a key a line, its name and 32 bytes in base64, as erikti keys new does")
		}
		keys = append(keys, Key{name, raw})
	}
	if len(keys) == 0 {
		return nil, errors.New("the file holds no key: erikti keys new writes one")
	}
	return keys, nil
}

// Add writes a new key before the others of a file, which is made when there is none, and
// returns its name. Servers seal with it after their next start.
func Add(name string) (string, error) {
	keys, err := Read(name)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return "", err
	}
	fresh := NewKey()
	var text strings.Builder
	for _, k := range append([]Key{fresh}, keys...) {
		fmt.Fprintf(&text, "%s %s\n", k.Name, base64.StdEncoding.EncodeToString(k.Bytes))
	}
	// Whole or not at all: without its keys the database cannot be read.
	beside := name + ".new"
	if err := writeSynced(beside, text.String()); err != nil {
		return "", errors.New("the file cannot be written")
	}
	if err := os.Rename(beside, name); err != nil {
		return "", errors.New("the file cannot be written")
	}
	return fresh.Name, nil
}

func writeSynced(name, text string) error {
	file, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	_, err = file.WriteString(text)
	return errors.Join(err, file.Sync(), file.Close())
}
