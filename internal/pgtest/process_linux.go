package pgtest

import (
	"errors"
	"fmt"
	"os"
	"os/user"
	"strconv"
	"syscall"
)

// account is a user of the system.
type account struct{ uid, gid int }

// unprivileged returns the account PostgreSQL has to run as: nil for our own,
// unless we are root, which it refuses.
func unprivileged() (*account, error) {
	if os.Geteuid() != 0 {
		return nil, nil
	}
	for _, name := range []string{"postgres", "nobody"} {
		u, err := user.Lookup(name)
		if err != nil {
			continue
		}
		uid, uidErr := strconv.Atoi(u.Uid)
		gid, gidErr := strconv.Atoi(u.Gid)
		if err := errors.Join(uidErr, gidErr); err != nil {
			return nil, fmt.Errorf("the user %s: %w", name, err)
		}
		return &account{uid: uid, gid: gid}, nil
	}
	return nil, errors.New("PostgreSQL refuses to run as root, and there is no user postgres or nobody")
}

// attributes says how to start a process: as the given account, to be stopped
// at once when the thread that started it ends, and out of reach of the
// terminal's Ctrl-C, which is for the tests.
func attributes(a *account) *syscall.SysProcAttr {
	attr := &syscall.SysProcAttr{Pdeathsig: immediate, Setpgid: true}
	if a != nil {
		attr.Credential = &syscall.Credential{Uid: uint32(a.uid), Gid: uint32(a.gid)}
	}
	return attr
}

// locks tells whether tryLock can tell a file in use.
const locks = true

// tryLock locks a file until it is closed or this process ends, unless another
// has it locked.
func tryLock(file *os.File) bool {
	return syscall.Flock(int(file.Fd()), syscall.LOCK_EX|syscall.LOCK_NB) == nil
}
