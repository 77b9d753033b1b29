package app

import (
	"os"
	"path/filepath"
)

// usable says whether a folder is there, or can be made where it is named.
func usable(folder string) bool {
	if there, err := os.Stat(folder); err == nil {
		return there.IsDir()
	}
	above, err := os.Stat(filepath.Dir(folder))
	return err == nil && above.IsDir()
}
