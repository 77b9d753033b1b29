package app

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"erikti/internal/account"
	"erikti/internal/audit"
	"erikti/internal/demo"
	"erikti/internal/doctor"
	"erikti/internal/importer"
	"erikti/internal/option"
	"erikti/internal/place"
	"erikti/internal/reference"
	"erikti/internal/right"
	"erikti/internal/store"
)

// Command is what the program can be told to do.
type Command struct {
	Usage, Meaning string
	// Run returns the exit code; an error is one that stopped it.
	Run func(ctx context.Context, opts *option.Options, args []string) (int, error)
}

// CommandNames lists the commands as people read them.
var CommandNames = []string{"serve", "import", "demo", "migrate", "keys", "verify", "doctor", "backup", "restore", "rights", "options", "version"}

// Commands by name.
var Commands = map[string]Command{
	"serve":   {"serve", "Serve; what it does without a command.", serve},
	"import":  {"import opportunities FILE.csv", "Load opportunities from a CSV file; --dry-run only tells.", importFile},
	"demo":    {"demo reset", "Start the demo network over.", demoReset},
	"migrate": {"migrate", "Bring the database up to date and stop.", migrate},
	"keys":    {"keys new|rotate|signing [new|distrust KEY]", "Make a key for texts about people, before the others in SEAL_KEYS_FILE; seal every text in the database with the first one; list the keys that sign credentials, make another one, or say that one was lost.", keys},
	"verify":  {"verify places|audit", "Replay the logs of places and compare with who is there, or the audit with its chains; 1 when something was changed.", verify},
	"doctor":  {"doctor", "Look for what is unsafe or broken in the options and the database; 1 when there is something.", examine},
	"backup":  {"backup FILE", "Copy a SQLite database, also while a server works on it.", backup},
	"restore": {"restore FILE", "Put a copy back, also while a server works on it.", restore},
	"rights":  {"rights", "Print who may do what, as it stands in docs/rights.md.", rights},
	"options": {"options", "Print the table of options as it stands in the README.", options},
	"version": {"version", "Print the version.", version},
}

func serve(ctx context.Context, opts *option.Options, args []string) (int, error) {
	if err := none(args, "serve"); err != nil {
		return 0, err
	}
	if err := demoKeys(opts); err != nil {
		return 0, err
	}
	collectLater()
	a, err := New(ctx, opts, os.Stdout)
	if err != nil {
		return 0, err
	}
	return 0, a.Run(ctx)
}

func importFile(ctx context.Context, opts *option.Options, args []string) (int, error) {
	open := func(ctx context.Context) (*store.Store, error) { return openSeeded(ctx, opts) }
	return importer.Command(ctx, args, os.Stdout, os.Stderr, open), nil
}

func demoReset(ctx context.Context, opts *option.Options, args []string) (int, error) {
	if len(args) != 1 || args[0] != "reset" {
		return 0, errors.New("write: erikti demo reset")
	}
	if opts.DemoMode() == option.DemoOff {
		return 0, errors.New("DEMO: the demo is off; set DEMO=true to start it over")
	}
	st, err := openSeeded(ctx, opts)
	if err != nil {
		return 0, err
	}
	defer st.Close() //nolint:errcheck // written by then
	filled, err := demo.Filled(ctx, st)
	if err != nil {
		return 0, err
	}
	if !filled {
		return 0, errors.New("the database holds no demo network: nothing was changed")
	}
	hasher, err := account.NewHasher(opts.HashesAtOnce, opts.HashesWaiting)
	if err != nil {
		return 0, err
	}
	fmt.Println("Emptying the demo network …")
	if err := demo.Reset(ctx, st); err != nil {
		return 0, err
	}
	fmt.Println("Filling it in again …")
	err = demo.Fill(ctx, st, opts.PicturesFolder, demoSeed, time.Now(), func(p string) (string, error) { return hasher.Hash(ctx, p) })
	if err == nil {
		fmt.Println("Done.")
	}
	return 0, err
}

func migrate(ctx context.Context, opts *option.Options, args []string) (int, error) {
	if err := none(args, "migrate"); err != nil {
		return 0, err
	}
	st, err := openSeeded(ctx, opts)
	if err != nil {
		return 0, err
	}
	fmt.Println("The database is up to date.")
	return 0, st.Close()
}

// verify prints each fault of the logs of places, or of the audit.
func verify(ctx context.Context, opts *option.Options, args []string) (int, error) {
	if len(args) != 1 || args[0] != "places" && args[0] != "audit" {
		return 0, errors.New("write: erikti verify places, or: erikti verify audit")
	}
	if err := demoKeys(opts); err != nil {
		return 0, err
	}
	if _, err := useKeys(opts); err != nil {
		return 0, err
	}
	st, err := store.Open(ctx, opts.Database(), store.Options{Connections: opts.Connections})
	if err != nil {
		return 0, err
	}
	defer st.Close() //nolint:errcheck // only read
	if args[0] == "audit" {
		return verifyAudit(ctx, st)
	}
	engine := place.New(st, func([]string) {}, time.Now)
	found, err := engine.Verify(ctx,
		func(f place.Fault) { fmt.Println(f) },
		func(v place.Verified) { fmt.Fprintf(os.Stderr, "%d shifts, %d lines …\n", v.Shifts, v.Lines) })
	if err != nil {
		return 0, err
	}
	if found.Faults > 0 {
		fmt.Printf("%d shifts, %d lines: %d faults. Keep a copy of the database and look at who could write to it.\n", found.Shifts, found.Lines, found.Faults)
		return 1, nil
	}
	fmt.Printf("%d shifts, %d lines: all as the logs say.\n", found.Shifts, found.Lines)
	if found.Unnamed > 0 {
		fmt.Printf("The logs of %d shifts began beside people whom they do not name: of these, the numbers were compared, not who.\n", found.Unnamed)
	}
	return 0, nil
}

// verifyAudit prints each fault of the audit.
func verifyAudit(ctx context.Context, st *store.Store) (int, error) {
	found, err := audit.Verify(ctx, st.Client, func(f audit.Fault) { fmt.Println(f) })
	if err != nil {
		return 0, err
	}
	if found.Faults > 0 {
		fmt.Printf("%d chains, %d entries: %d faults. Keep a copy of the database and look at who could write to it.\n", found.Chains, found.Entries, found.Faults)
		return 1, nil
	}
	fmt.Printf("%d chains, %d entries, %d addresses and reasons erased: all as the chains say. Head: %s\n", found.Chains, found.Entries, found.Erased, found.Head)
	return 0, nil
}

// examine prints what is unsafe or broken.
func examine(ctx context.Context, opts *option.Options, args []string) (int, error) {
	if err := none(args, "doctor"); err != nil {
		return 0, err
	}
	_, _ = useKeys(opts) // what is wrong with them the doctor says
	return doctor.Report(os.Stdout, doctor.Examine(ctx, opts)), nil
}

func openSeeded(ctx context.Context, opts *option.Options) (*store.Store, error) {
	if err := demoKeys(opts); err != nil {
		return nil, err
	}
	if _, err := useKeys(opts); err != nil {
		return nil, err
	}
	st, err := store.Open(ctx, opts.Database(), store.Options{Connections: opts.Connections})
	if err != nil {
		return nil, err
	}
	if err := reference.Seed(ctx, st); err != nil {
		return nil, errors.Join(err, st.Close())
	}
	return st, nil
}

func backup(ctx context.Context, opts *option.Options, args []string) (int, error) {
	return copyFile(ctx, opts, args, "backup", store.Backup)
}

func restore(ctx context.Context, opts *option.Options, args []string) (int, error) {
	return copyFile(ctx, opts, args, "restore", store.Restore)
}

func copyFile(ctx context.Context, opts *option.Options, args []string, name string, f func(ctx context.Context, url, file string) error) (int, error) {
	if len(args) != 1 {
		return 0, fmt.Errorf("write: erikti %s FILE", name)
	}
	file, err := filepath.Abs(args[0])
	if err != nil {
		return 0, err
	}
	if err := f(ctx, opts.Database(), file); err != nil {
		return 0, err
	}
	fmt.Printf("%s: done.\n", name)
	return 0, nil
}

func options(_ context.Context, _ *option.Options, args []string) (int, error) {
	if err := none(args, "options"); err != nil {
		return 0, err
	}
	option.Markdown(os.Stdout)
	return 0, nil
}

func rights(_ context.Context, _ *option.Options, args []string) (int, error) {
	if err := none(args, "rights"); err != nil {
		return 0, err
	}
	right.Markdown(os.Stdout)
	return 0, nil
}

func version(_ context.Context, _ *option.Options, args []string) (int, error) {
	if err := none(args, "version"); err != nil {
		return 0, err
	}
	fmt.Println("erikti", Version)
	return 0, nil
}

func none(args []string, name string) error {
	if len(args) > 0 {
		return fmt.Errorf("erikti %s takes no more words; erikti --help lists what there is", name)
	}
	return nil
}
