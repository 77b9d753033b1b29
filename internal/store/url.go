package store

import (
	"fmt"
	"net"
	"net/url"
	"path/filepath"
	"strings"

	"entgo.io/ent/dialect"
)

// target is a DATABASE_URL understood.
type target struct {
	dialect string // dialect.SQLite or dialect.Postgres
	path    string // SQLite: the file
	dsn     string // PostgreSQL: the address, sslmode always said
}

// parseURL reads a DATABASE_URL: sqlite:PATH or postgres://…. Its errors say what
// to write and never show the address, which may hold a password.
func parseURL(raw string) (target, error) {
	switch {
	case strings.HasPrefix(raw, "sqlite:"):
		path := strings.TrimPrefix(raw, "sqlite:")
		if path == "" || strings.ContainsAny(path, "?#\x00") {
			return target{}, fmt.Errorf("DATABASE_URL: write sqlite:PATH, the path of a file without ? and #")
		}
		return target{dialect: dialect.SQLite, path: filepath.Clean(path)}, nil
	case strings.HasPrefix(raw, "postgres://"), strings.HasPrefix(raw, "postgresql://"):
		u, err := url.Parse(raw)
		if err != nil {
			return target{}, fmt.Errorf("DATABASE_URL: write postgres://USER:PASSWORD@HOST/NAME?sslmode=…, with what is special in the password percent-encoded")
		}
		query := u.Query()
		switch mode := query.Get("sslmode"); {
		case mode == "" && onLoopback(u, query):
			query.Set("sslmode", "disable")
		case mode == "":
			query.Set("sslmode", "verify-full")
		case mode == "disable" && !onLoopback(u, query):
			return target{}, fmt.Errorf("DATABASE_URL: sslmode=disable is for a database on this machine; write sslmode=verify-full, or require")
		}
		u.RawQuery = query.Encode()
		return target{dialect: dialect.Postgres, dsn: u.String()}, nil
	default:
		return target{}, fmt.Errorf("DATABASE_URL: write sqlite:PATH or postgres://USER:PASSWORD@HOST/NAME")
	}
}

func onLoopback(u *url.URL, query url.Values) bool {
	host := u.Hostname()
	if host == "" {
		host = query.Get("host")
	}
	if host == "" || host == "localhost" || strings.HasPrefix(host, "/") {
		return true
	}
	ip := net.ParseIP(host)
	return ip != nil && ip.IsLoopback()
}
