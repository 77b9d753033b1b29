// Package locales holds the words of the product: one file a language, the same
// keys in each, ICU MessageFormat; the server and the pages read the same files.
package locales

import "embed"

// Files are the message files, kk.json, ru.json and en.json.
//
//go:embed kk.json ru.json en.json
var Files embed.FS
