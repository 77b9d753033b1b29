package app

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"time"

	"erikti/ent/gen"
	"erikti/ent/rule"
	"erikti/internal/audit"
	"erikti/internal/option"
	"erikti/internal/passport"
	"erikti/internal/seal"
	"erikti/internal/sign"
	"erikti/internal/store"
)

// demoKeys names the file of keys of the demo on SQLite, beside its database, and makes
// it: commands do that, so that tests of the program share no keys.
func demoKeys(opts *option.Options) error {
	path, sqlite := strings.CutPrefix(opts.Database(), "sqlite:")
	if opts.SealKeysFile != "" || opts.DemoMode() == option.DemoOff || !sqlite {
		return nil
	}
	opts.SealKeysFile = path + ".keys"
	if _, err := os.Stat(opts.SealKeysFile); !errors.Is(err, os.ErrNotExist) {
		return nil
	}
	_, err := seal.Add(opts.SealKeysFile)
	return err
}

// useKeys puts the keys of texts about people to use, before the database is opened.
func useKeys(opts *option.Options) (*seal.Ring, error) {
	if opts.SealKeysFile == "" {
		return nil, nil
	}
	keys, err := seal.Read(opts.SealKeysFile)
	if errors.Is(err, os.ErrNotExist) {
		return nil, errors.New("SEAL_KEYS_FILE: there is no such file: erikti keys new makes it")
	}
	if err != nil {
		return nil, fmt.Errorf("SEAL_KEYS_FILE: %w", err)
	}
	ring, err := seal.NewRing(keys...)
	if err != nil {
		return nil, errors.New("SEAL_KEYS_FILE: write each name once")
	}
	seal.Use(ring)
	return ring, nil
}

// keys makes a key for texts, seals everything with the newest one, or makes another key
// for credentials.
func keys(ctx context.Context, opts *option.Options, args []string) (int, error) {
	if err := demoKeys(opts); err != nil {
		return 0, err
	}
	if len(args) > 0 && args[0] == "signing" {
		return signingKeys(ctx, opts, args[1:])
	}
	name := opts.SealKeysFile
	switch {
	case len(args) != 1 || args[0] != "new" && args[0] != "rotate":
		return 0, errors.New("write: erikti keys new, or: erikti keys rotate, or: erikti keys signing")
	case name == "":
		return 0, errors.New("SEAL_KEYS_FILE: name the file of the keys")
	case args[0] == "new":
		made, err := seal.Add(name)
		if err != nil {
			return 0, fmt.Errorf("SEAL_KEYS_FILE: %w", err)
		}
		fmt.Printf("The key %s is the first one now. Start every server again, then: erikti keys rotate. Keep a copy of the file: without it nobody reads what is sealed.\n", made)
		return 0, nil
	}
	ring, err := useKeys(opts)
	if err != nil {
		return 0, err
	}
	st, err := store.Open(ctx, opts.Database(), store.Options{Connections: opts.Connections})
	if err != nil {
		return 0, err
	}
	defer st.Close() //nolint:errcheck // written by then
	n, err := store.Reseal(ctx, st, ring)
	if err != nil {
		return 0, err
	}
	fmt.Printf("%d texts were sealed with the key %s; no text needs another one.\n", n, ring.First())
	return 0, nil
}

// signingKeys lists the keys that sign credentials, makes another one, or says that one
// was lost: servers go by it from their next credential and their next check on.
func signingKeys(ctx context.Context, opts *option.Options, args []string) (int, error) {
	// What is said of it is said after the commit.
	var change func(ctx context.Context, tx *gen.Tx, now time.Time) (string, error)
	switch {
	case len(args) == 0:
	case len(args) == 1 && args[0] == "new":
		change = renewKey
	case len(args) == 2 && args[0] == "distrust":
		change = func(ctx context.Context, tx *gen.Tx, now time.Time) (string, error) {
			return distrustKey(ctx, tx, args[1], now)
		}
	default:
		return 0, errors.New("write: erikti keys signing, or: erikti keys signing new, or: erikti keys signing distrust KEY")
	}
	if _, err := useKeys(opts); err != nil {
		return 0, err
	}
	st, err := store.Open(ctx, opts.Database(), store.Options{Connections: opts.Connections})
	if err != nil {
		return 0, err
	}
	defer st.Close() //nolint:errcheck // written by then
	if change != nil {
		said := ""
		err := st.Tx(rule.System(ctx), func(ctx context.Context, tx *gen.Tx) (err error) {
			said, err = change(ctx, tx, time.Now().UTC().Truncate(time.Microsecond))
			return err
		})
		if err != nil {
			return 0, err
		}
		fmt.Print(said)
	}
	all, err := sign.Published(ctx, st.Client)
	for _, k := range all {
		state := "signs"
		switch {
		case k.DistrustedAt != nil:
			state = "distrusted " + k.DistrustedAt.Format(time.RFC3339)
		case k.RetiredAt != nil:
			state = "retired " + k.RetiredAt.Format(time.RFC3339)
		}
		fmt.Printf("%s  %s  made %s, %s\n", k.ID, sign.Multikey(k.Key), k.MadeAt.Format(time.RFC3339), state)
	}
	return 0, err
}

func renewKey(ctx context.Context, tx *gen.Tx, now time.Time) (string, error) {
	key, err := sign.Renew(ctx, tx, now)
	if err != nil {
		return "", err
	}
	return "", audit.Record(ctx, tx, audit.Entry{Action: "SIGNING_KEY_RENEWED", Object: key.ID})
}

// distrustKey says that a key was lost, and tells what became of what it signed.
func distrustKey(ctx context.Context, tx *gen.Tx, id string, now time.Time) (string, error) {
	lost, err := passport.Distrust(ctx, tx, id, now)
	switch {
	case errors.Is(err, sign.ErrUnknownKey):
		return "", errors.New("there is no such key; erikti keys signing lists them")
	case err != nil:
		return "", err
	case lost == nil:
		return "It was distrusted before.\n", nil
	}
	said := fmt.Sprintf("Nothing that %s signed counts any more: %d passports, whose holders issue others; %d certificates were signed anew.\n", id, lost.Passports, lost.Certificates)
	return said, audit.Record(ctx, tx, audit.Entry{Action: "SIGNING_KEY_DISTRUSTED", Object: id})
}
