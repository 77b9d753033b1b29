//go:build !linux

package pgtest

import (
	"os"
	"syscall"
)

// account is a user of the system; only Linux changes it.
type account struct{ uid, gid int }

func unprivileged() (*account, error) { return nil, nil }

// attributes has no way here to tie the server to the life of this process.
func attributes(*account) *syscall.SysProcAttr { return nil }

// locks is false: nothing tells a folder in use from one left behind, so those
// of processes that were killed have to be removed by hand.
const locks = false

func tryLock(*os.File) bool { return true }
