package csvfile

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// Encoding names how a file writes its characters.
type Encoding string

// The encodings that can be asked for, and those that a report may name.
const (
	Auto        Encoding = "auto"
	UTF8        Encoding = "utf-8"
	UTF16       Encoding = "utf-16" // by its byte order mark, little endian without
	UTF16LE     Encoding = "utf-16le"
	UTF16BE     Encoding = "utf-16be"
	Windows1251 Encoding = "windows-1251"
)

// prefixBytes is how much of a file decides on its encoding.
const prefixBytes = 64 << 10

var (
	markUTF8    = []byte{0xEF, 0xBB, 0xBF}
	markUTF16LE = []byte{0xFF, 0xFE}
	markUTF16BE = []byte{0xFE, 0xFF}
)

// Decode returns the file as UTF-8 and the encoding it was read in. UTF-8 is
// passed on as it is, so that bytes that are none can be reported with their
// line; the other decoders put U+FFFD where a character is lost.
func Decode(in io.Reader, wish Encoding) (io.Reader, Encoding, error) {
	buffered := bufio.NewReaderSize(in, prefixBytes)
	prefix, err := buffered.Peek(prefixBytes)
	if err != nil && err != io.EOF {
		return nil, "", fmt.Errorf("reading the file: %w", err)
	}
	found, mark := detect(prefix, wish)
	if _, err := buffered.Discard(mark); err != nil {
		return nil, "", fmt.Errorf("reading the file: %w", err)
	}
	var decoder *encoding.Decoder
	switch found {
	case UTF8:
		return buffered, UTF8, nil
	case UTF16LE:
		decoder = unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM).NewDecoder()
	case UTF16BE:
		decoder = unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM).NewDecoder()
	case Windows1251:
		decoder = charmap.Windows1251.NewDecoder()
	default:
		return nil, "", fmt.Errorf("the encoding is one of auto, utf-8, utf-16, windows-1251")
	}
	return decoder.Reader(buffered), found, nil
}

// detect picks the encoding and says how long the byte order mark is. A mark
// decides when nothing was asked for; without one, bytes that are mostly no
// UTF-8 are taken for windows-1251.
func detect(prefix []byte, wish Encoding) (Encoding, int) {
	switch {
	case (wish == Auto || wish == "" || wish == UTF8) && bytes.HasPrefix(prefix, markUTF8):
		return UTF8, len(markUTF8)
	case (wish == Auto || wish == "" || wish == UTF16) && bytes.HasPrefix(prefix, markUTF16LE):
		return UTF16LE, len(markUTF16LE)
	case (wish == Auto || wish == "" || wish == UTF16) && bytes.HasPrefix(prefix, markUTF16BE):
		return UTF16BE, len(markUTF16BE)
	case wish == UTF16:
		return UTF16LE, 0
	case wish != Auto && wish != "":
		return wish, 0
	case mostlyUTF8(prefix):
		return UTF8, 0
	default:
		return Windows1251, 0
	}
}

// mostlyUTF8 lets a UTF-8 file with a few damaged bytes stay one: its damaged
// rows are reported, where reading all of it as windows-1251 would garble every
// row and report none. Cyrillic in windows-1251 has next to no valid sequences.
func mostlyUTF8(prefix []byte) bool {
	valid, invalid := 0, 0
	for len(prefix) > 0 {
		if prefix[0] < utf8.RuneSelf {
			prefix = prefix[1:]
			continue
		}
		if !utf8.FullRune(prefix) { // the prefix ends inside a character
			break
		}
		r, size := utf8.DecodeRune(prefix)
		if r == utf8.RuneError && size == 1 {
			invalid++
		} else {
			valid++
		}
		prefix = prefix[size:]
	}
	return invalid == 0 || valid > 4*invalid
}
