package audit

import (
	"bytes"
	"context"
	"encoding/hex"
	"encoding/json"
	"fmt"

	"erikti/ent/gen"
	"erikti/ent/gen/auditchain"
	"erikti/ent/gen/auditentry"
	"erikti/ent/gen/audittext"
	"erikti/ent/rule"
	"erikti/internal/chain"
)

// page is how many rows are read at once.
const page = 500

// Fault is something that is not as the chains of the audit say.
type Fault struct {
	Chain  string
	Number int64 // 0: about the chain as a whole
	What   string
}

func (f Fault) String() string {
	if f.Number == 0 {
		return fmt.Sprintf("%s: %s", f.Chain, f.What)
	}
	return fmt.Sprintf("%s, entry %d: %s", f.Chain, f.Number, f.What)
}

// Verified says what was looked at. Head is a hash over the ends of all chains: who
// keeps it, with the number of entries, can show later that these were not changed.
type Verified struct {
	Chains, Entries, Erased, Faults int
	Head                            string
}

// Verify reads all chains and compares: each entry's hash, the end that the chain
// must have, and what was written of address and reason where it is not erased. Each
// fault is reported as it is found.
func Verify(ctx context.Context, client *gen.Client, report func(Fault)) (Verified, error) {
	v := &verifying{ctx: rule.System(ctx), client: client, report: report, head: chain.After(nil)}
	last := ""
	for {
		chains, err := client.AuditChain.Query().Where(auditchain.IDGT(last)).
			Order(gen.Asc(auditchain.FieldID)).Limit(page).All(v.ctx)
		if err != nil {
			return v.Verified, err
		}
		for _, c := range chains {
			if err := v.chain(c); err != nil {
				return v.Verified, err
			}
			last = c.ID
		}
		if len(chains) < page {
			break
		}
	}
	v.Head = hex.EncodeToString(v.head.Sum())
	return v.Verified, v.orphans()
}

type verifying struct {
	Verified
	ctx    context.Context
	client *gen.Client
	report func(Fault)
	head   *chain.Line
}

func (v *verifying) fault(chain string, number int64, what string) {
	v.Faults++
	v.report(Fault{chain, number, what})
}

func (v *verifying) chain(c *gen.AuditChain) error {
	v.Chains++
	v.head.Text(c.ID).Number(c.Length).Bytes(c.Hash)
	var before *gen.AuditEntry
	for {
		q := v.client.AuditEntry.Query().Where(auditentry.Chain(c.ID))
		if before != nil {
			q.Where(auditentry.NumberGT(before.Number))
		}
		entries, err := q.Order(gen.Asc(auditentry.FieldNumber)).Limit(page).All(v.ctx)
		if err != nil {
			return err
		}
		texts, err := v.texts(entries)
		if err != nil {
			return err
		}
		for _, e := range entries {
			v.entry(before, e)
			v.text(e, texts[e.ID])
			before = e
			v.Entries++
		}
		if len(entries) < page {
			break
		}
	}
	switch {
	case before == nil:
		v.fault(c.ID, 0, "its entries are gone")
	case before.Number != c.Length || !bytes.Equal(before.Hash, c.Hash):
		v.fault(c.ID, 0, fmt.Sprintf("it ends with entry %d, and must end with %d", before.Number, c.Length))
	}
	return nil
}

func (v *verifying) entry(before, e *gen.AuditEntry) {
	var hash []byte
	number := int64(1)
	if before != nil {
		hash, number = before.Hash, before.Number+1
	}
	if e.Number != number {
		v.fault(e.Chain, e.Number, fmt.Sprintf("entry %d is missing", number))
	}
	if !bytes.Equal(e.Hash, hashed(hash, e)) {
		v.fault(e.Chain, e.Number, "its hash is not that of what it says")
	}
}

// texts reads what of entries can be erased.
func (v *verifying) texts(entries []*gen.AuditEntry) (map[string]*gen.AuditText, error) {
	ids := make([]string, 0, len(entries))
	for _, e := range entries {
		ids = append(ids, e.ID)
	}
	all, err := v.client.AuditText.Query().Where(audittext.IDIn(ids...)).All(v.ctx)
	found := map[string]*gen.AuditText{}
	for _, t := range all {
		found[t.ID] = t
	}
	return found, err
}

func (v *verifying) text(e *gen.AuditEntry, t *gen.AuditText) {
	var d detail
	if err := json.Unmarshal([]byte(e.Detail), &d); err != nil {
		v.fault(e.Chain, e.Number, "its detail cannot be read")
		return
	}
	for _, part := range []struct {
		hash []byte
		text func(*gen.AuditText) string
		salt func([]byte) []byte
		name string
	}{
		{d.Reason, func(t *gen.AuditText) string { return t.Reason }, reasonSalt, "reason"},
		{d.Address, func(t *gen.AuditText) string { return t.Address }, addressSalt, "address"},
	} {
		switch {
		case t == nil || part.text(t) == "":
			if part.hash != nil {
				v.Erased++
			}
		case !bytes.Equal(part.hash, chain.Salted(part.salt(t.Salt), part.text(t))):
			v.fault(e.Chain, e.Number, "its "+part.name+" was changed")
		}
	}
}

// orphans reports entries of chains that do not exist.
func (v *verifying) orphans() error {
	known := v.client.AuditChain.Query().Select(auditchain.FieldID)
	names, err := known.Strings(v.ctx)
	if err != nil {
		return err
	}
	there := map[string]bool{}
	for _, n := range names {
		there[n] = true
	}
	used, err := v.client.AuditEntry.Query().Unique(true).Select(auditentry.FieldChain).Strings(v.ctx)
	for _, n := range used {
		if !there[n] {
			v.fault(n, 0, "the end of its entries is gone")
		}
	}
	return err
}
