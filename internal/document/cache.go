package document

import (
	"context"
	"sync"

	"github.com/hashicorp/golang-lru/v2/simplelru"
	"github.com/vektah/gqlparser/v2/ast"
)

// Cache keeps parsed documents, those used last, in a bounded number of bytes. Safe
// for many goroutines.
type Cache struct {
	mu     sync.Mutex
	lru    *simplelru.LRU[string, *ast.QueryDocument]
	weight int
	most   int
}

// bytesOfByte is what a byte of text becomes when it is parsed, at worst: a field of
// one letter and the space after it are about a hundred bytes.
const bytesOfByte = 64

// NewCache makes a cache of about so many bytes.
func NewCache(bytes int) *Cache {
	c := &Cache{most: bytes}
	var err error
	// The number of entries is no bound of its own: the shortest weighs as below.
	c.lru, err = simplelru.NewLRU(max(1, bytes/bytesOfByte), func(text string, _ *ast.QueryDocument) { c.weight -= weigh(text) })
	if err != nil {
		panic(err) // for a size below 1 only
	}
	return c
}

func weigh(text string) int { return bytesOfByte * (len(text) + 8) }

// Get returns a document that is kept.
func (c *Cache) Get(_ context.Context, text string) (*ast.QueryDocument, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.lru.Get(text)
}

// Add keeps a document, unless it alone is too large.
func (c *Cache) Add(_ context.Context, text string, doc *ast.QueryDocument) {
	w := weigh(text)
	if w > c.most {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.lru.Contains(text) {
		c.lru.Add(text, doc)
		return
	}
	for c.weight+w > c.most {
		c.lru.RemoveOldest()
	}
	c.lru.Add(text, doc)
	c.weight += w
}

// Weight is about how many bytes are kept.
func (c *Cache) Weight() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.weight
}
