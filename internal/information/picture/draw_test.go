package picture

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"runtime"
	"testing"
)

func flat(w, h int) *image.RGBA {
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			m.SetRGBA(x, y, color.RGBA{uint8(x), uint8(y), 200, 255})
		}
	}
	m.SetRGBA(0, 0, color.RGBA{255, 0, 0, 255})
	return m
}

func asPNG(t testing.TB, m image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func asJPEG(t testing.TB, m image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// withHeader is a PNG whose header says another size than it has.
func withHeader(file []byte, w, h uint32) []byte {
	out := bytes.Clone(file)
	binary.BigEndian.PutUint32(out[16:], w)
	binary.BigEndian.PutUint32(out[20:], h)
	binary.BigEndian.PutUint32(out[29:], crc32.ChecksumIEEE(out[12:29]))
	return out
}

// withExif puts an orientation and a secret into a JPEG.
func withExif(file []byte, turned byte, secret string) []byte {
	exif := append([]byte("Exif\x00\x00MM\x00\x2a\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00"), turned, 0, 0, 0, 0, 0, 0)
	exif = append(exif, secret...)
	segment := append([]byte{0xFF, 0xE1, byte((len(exif) + 2) >> 8), byte(len(exif) + 2)}, exif...)
	return append(append(bytes.Clone(file[:2]), segment...), file[2:]...)
}

func TestPicturesAreDrawnInTwoWidths(t *testing.T) {
	for _, c := range []struct {
		file                []byte
		large, height, tiny int
	}{
		{asPNG(t, flat(2000, 1000)), 1280, 640, 480},
		{asJPEG(t, flat(100, 3000)), 100, 3000, 100},
		{asPNG(t, flat(1, 1)), 1, 1, 1},
		{asPNG(t, image.NewNRGBA(image.Rect(0, 0, 600, 10))), 600, 10, 480},
	} {
		d, err := Draw(c.file)
		if err != nil {
			t.Fatal(err)
		}
		small, format, err := image.DecodeConfig(bytes.NewReader(d.Small))
		if err != nil || format != "jpeg" || d.Width != c.large || d.Height != c.height || small.Width != c.tiny {
			t.Errorf("%v, %s, %d×%d, small %d", err, format, d.Width, d.Height, small.Width)
		}
	}
}

// A photograph that lies on its side is upright, and nothing but pixels is kept.
func TestOnlyPixelsAreKept(t *testing.T) {
	m := flat(40, 20)
	for y := range 20 {
		for x := range 40 {
			m.SetRGBA(x, y, color.RGBA{255, 255, 255, 255})
			if x < 10 && y < 10 { // above on the left
				m.SetRGBA(x, y, color.RGBA{0, 0, 0, 255})
			}
		}
	}
	const secret = "GPS-canary <script>alert(1)</script>"
	for turned, corner := range map[byte]image.Point{1: {2, 2}, 2: {37, 2}, 3: {37, 17}, 4: {2, 17}, 5: {2, 2}, 6: {17, 2}, 7: {17, 37}, 8: {2, 37}} {
		file := append(withExif(asJPEG(t, m), turned, secret), "PK\x03\x04"+secret...) // a polyglot
		d, err := Draw(file)
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Contains(d.Large, []byte("canary")) || bytes.Contains(d.Small, []byte("canary")) || bytes.Contains(d.Large, []byte("Exif")) {
			t.Error("what was beside the pixels is kept")
		}
		out, err := jpeg.Decode(bytes.NewReader(d.Large))
		if err != nil {
			t.Fatal(err)
		}
		if r, _, _, _ := out.At(corner.X, corner.Y).RGBA(); r>>8 > 80 {
			t.Errorf("turned %d: it is not dark at %v", turned, corner)
		}
	}
}

// What is made to cost, or is no picture, is refused by its header.
func TestH1_ImageBombs(t *testing.T) {
	good := asPNG(t, flat(30, 30))
	var anim bytes.Buffer
	frame := image.NewPaletted(image.Rect(0, 0, 10, 10), color.Palette{color.White, color.Black})
	g := &gif.GIF{}
	for range 500 {
		g.Image, g.Delay = append(g.Image, frame), append(g.Delay, 1)
	}
	if err := gif.EncodeAll(&anim, g); err != nil {
		t.Fatal(err)
	}
	webp := append([]byte("RIFF\x24\x00\x00\x00WEBPVP8X\x0a\x00\x00\x00\x02\x00\x00\x00\x09\x00\x00\x09\x00\x00ANIM\x06\x00\x00\x00"), make([]byte, 6)...)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for name, c := range map[string]struct {
		file []byte
		want error
	}{
		"huge by its header":       {withHeader(good, 1<<30, 1<<30), ErrUnreadable},
		"beyond what an int holds": {withHeader(good, 1<<31-1, 1<<31-1), ErrUnreadable},
		"long and thin":            {withHeader(good, 12_001, 1), ErrTooLarge},
		"wide enough":              {withHeader(good, 11_000, 11_000), ErrTooLarge},
		"nothing":                  {nil, ErrUnreadable},
		"text":                     {[]byte("<svg onload=alert(1)>"), ErrUnreadable},
		"animated GIF":             {anim.Bytes(), ErrUnreadable},
		"animated WebP":            {webp, ErrUnreadable},
		"cut off":                  {good[:len(good)/2], ErrUnreadable},
		"cut off JPEG":             {asJPEG(t, flat(300, 300))[:900], ErrUnreadable},
		"a header alone":           {good[:33], ErrUnreadable},
		"larger by its header":     {withHeader(good, 4000, 4000), ErrUnreadable},
	} {
		if d, err := Draw(c.file); !errors.Is(err, c.want) || d != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	runtime.ReadMemStats(&after)
	if spent := after.TotalAlloc - before.TotalAlloc; spent > 200<<20 {
		t.Errorf("%d MB were taken for nothing", spent>>20)
	}
}

func FuzzOrientation(f *testing.F) {
	f.Add(withExif(asJPEG(f, flat(4, 4)), 6, "x"))
	f.Add([]byte("\xff\xd8\xff\xe1\x00\x10Exif\x00\x00II*\x00\xff\xff\xff\xff"))
	f.Fuzz(func(t *testing.T, file []byte) {
		if o := orientation(file); o < 1 || o > 8 {
			t.Errorf("%d", o)
		}
	})
}
