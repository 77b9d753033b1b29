package importer

import (
	"bufio"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"

	"erikti/internal/csvfile"
	"erikti/internal/lang"
	"erikti/internal/store"
)

// The exit codes of Command.
const (
	exitComplete = 0 // the database holds every row as the file has it
	exitReported = 1 // some rows were refused or differ
	exitFailed   = 2 // the import could not begin or go on
)

const usage = `Usage:
  erikti import opportunities FILE.csv [--dry-run] [--mapping FILE.json]
      [--encoding auto|utf-8|utf-16|windows-1251] [--report FILE.csv] [--locale kk|ru|en]
  erikti import mapping

opportunities  loads organizations, events and shifts; a row is loaded once,
               running it again changes nothing
mapping        prints the built-in mapping, that of the file of NYC Service, as
               a start for your own

  --dry-run    write nothing, report what a run would do
  --mapping    which columns mean what; without it the built-in mapping
  --encoding   without it the encoding is found out from the first 64 KiB
  --report     write every row's outcome to this CSV file
  --locale     language of the report; without it that of LANG, or English

Exit codes: 0 every row is loaded, 1 some were refused or differ, 2 it could not run.
`

// command is what was asked for.
type command struct {
	file, mapping, report string
	dryRun                bool
	encoding              csvfile.Encoding
	locale                lang.Locale
}

// errHelp asks for the usage.
var errHelp = errors.New("help")

// Command runs `erikti import` with the arguments after it and returns its exit
// code. The store is opened once all else is known to be good, and closed.
func Command(ctx context.Context, args []string, stdout, stderr io.Writer, openStore func(context.Context) (*store.Store, error)) int {
	c, err := parse(args)
	switch {
	case errors.Is(err, errHelp):
		_, _ = io.WriteString(stdout, usage)
		return exitComplete
	case err != nil:
		_, _ = fmt.Fprintf(stderr, "erikti import: %v\n\n%s", err, usage)
		return exitFailed
	case c.file == "":
		_, _ = stdout.Write(nycService)
		return exitComplete
	}
	report, err := c.run(ctx, stdout, stderr, openStore)
	if err != nil {
		_, _ = fmt.Fprintf(stderr, "erikti import: %v\n", err)
		return exitFailed
	}
	if !report.Complete() {
		return exitReported
	}
	return exitComplete
}

// parse reads the arguments; flags may stand before and after the file.
func parse(args []string) (command, error) {
	c := command{}
	var encoding, locale string
	flags := flag.NewFlagSet("import", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.BoolVar(&c.dryRun, "dry-run", false, "")
	flags.StringVar(&c.mapping, "mapping", "", "")
	flags.StringVar(&encoding, "encoding", string(csvfile.Auto), "")
	flags.StringVar(&c.report, "report", "", "")
	flags.StringVar(&locale, "locale", "", "")
	var words []string
	for len(args) > 0 {
		if err := flags.Parse(args); errors.Is(err, flag.ErrHelp) {
			return c, errHelp
		} else if err != nil {
			return c, err
		}
		if args = flags.Args(); len(args) > 0 {
			words, args = append(words, args[0]), args[1:]
		}
	}
	c.encoding = csvfile.Encoding(strings.ToLower(encoding))
	switch c.encoding {
	case csvfile.Auto, csvfile.UTF8, csvfile.UTF16, csvfile.Windows1251:
	default:
		return c, errors.New("write --encoding auto, utf-8, utf-16 or windows-1251")
	}
	c.locale = lang.Locale(locale)
	if locale == "" {
		c.locale = localeOfEnvironment()
	}
	if !c.locale.Valid() {
		return c, errors.New("write --locale kk, ru or en")
	}
	switch {
	case len(words) == 1 && words[0] == "mapping":
		return c, nil
	case len(words) == 2 && words[0] == "opportunities" && words[1] != "":
		c.file = words[1]
		return c, nil
	case len(words) == 0:
		return c, errors.New("write what to import: opportunities FILE.csv")
	case words[0] != "opportunities":
		return c, errors.New("only opportunities can be imported: write opportunities FILE.csv")
	case len(words) == 1:
		return c, errors.New("write the file to import: opportunities FILE.csv")
	default:
		return c, errors.New("write one file at a time")
	}
}

// localeOfEnvironment reads LC_ALL, LC_MESSAGES and LANG as programs do.
func localeOfEnvironment() lang.Locale {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if value := os.Getenv(name); value != "" {
			tag, _, _ := strings.Cut(value, ".")
			return lang.Match(strings.ReplaceAll(tag, "_", "-"))
		}
	}
	return lang.EN
}

func (c *command) run(ctx context.Context, stdout, stderr io.Writer, openStore func(context.Context) (*store.Store, error)) (report *Report, err error) {
	opts := Options{DryRun: c.dryRun, Encoding: c.encoding, Mapping: NYCService()}
	if c.mapping != "" {
		if opts.Mapping, err = readMappingFile(c.mapping); err != nil {
			return nil, err
		}
	}
	in, err := os.Open(c.file)
	if err != nil {
		return nil, err
	}
	defer in.Close() //nolint:errcheck // it was only read
	out := bufio.NewWriter(stdout)
	defer func() { err = errors.Join(err, out.Flush()) }()

	rows := func(row Row) error { return printRow(out, c.locale, row) }
	if c.report != "" {
		file, err := c.createReport(in)
		if err != nil {
			return nil, err
		}
		t, err := newTable(file, c.locale)
		if err != nil {
			return nil, errors.Join(err, file.Close())
		}
		defer func() { err = errors.Join(err, t.close(), file.Close()) }()
		text := rows
		rows = func(row Row) error { return errors.Join(text(row), t.add(row)) }
	}
	opts.OnRow = rows
	opts.Progress = func(n int) {
		if n > 0 && n%(10*progressRows) == 0 {
			_, _ = fmt.Fprintln(stderr, lang.Message(c.locale, "import.progress", map[string]any{"rows": n}))
		}
	}
	st, err := openStore(ctx)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, st.Close()) }()
	report, err = Opportunities(ctx, st, in, opts)
	if report != nil {
		err = errors.Join(err, printSummary(out, c.locale, report, &opts.Mapping))
	}
	if err != nil && report != nil && !c.dryRun {
		err = fmt.Errorf("stopped after %d rows; those loaded stay, run it again to go on: %w", report.Rows, err)
	}
	return report, err
}

// createReport never overwrites the file that is read.
func (c *command) createReport(in *os.File) (*os.File, error) {
	if there, err := os.Stat(c.report); err == nil {
		if read, err := in.Stat(); err == nil && os.SameFile(there, read) {
			return nil, errors.New("write another file after --report: this is the one to import")
		}
	}
	return os.Create(c.report)
}

func readMappingFile(name string) (Mapping, error) {
	f, err := os.Open(name)
	if err != nil {
		return Mapping{}, err
	}
	defer f.Close() //nolint:errcheck // it was only read
	return ReadMapping(f)
}
