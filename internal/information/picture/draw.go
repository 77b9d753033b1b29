// Package picture draws anew what people upload: what comes out is made of pixels alone,
// so nothing else that was in a file (where a photograph was taken, a script behind the
// picture) is kept. A picture is judged by what its header says before any pixel is read.
package picture

import (
	"bytes"
	"errors"
	"image"
	"image/color"
	stdraw "image/draw"
	"image/jpeg"
	_ "image/png" // read

	"golang.org/x/image/draw"
	_ "golang.org/x/image/webp" // read
)

// The bounds of what is read.
const (
	MaxBytes  = 10 << 20
	maxSide   = 12_000     // pixels
	maxPixels = 24_000_000 // in all: some 100 MB while it is drawn
)

// The widths of the files that are made, and how well.
const (
	Small   = 480
	Large   = 1280
	quality = 82
)

// ErrUnreadable is of what is no picture in JPEG, PNG or WebP, or is broken.
var ErrUnreadable = errors.New("picture: no readable JPEG, PNG or WebP")

// ErrTooLarge is of a picture with more pixels than are read.
var ErrTooLarge = errors.New("picture: too many pixels")

// Drawn are the two files of a picture, both JPEG.
type Drawn struct {
	Small, Large  []byte
	Width, Height int // of the large one
}

// at bounds how many are drawn at once.
var at = make(chan struct{}, 2)

// Draw reads a file and draws it in both widths, never larger than it is.
func Draw(file []byte) (*Drawn, error) {
	header, format, err := image.DecodeConfig(bytes.NewReader(file))
	if err != nil || format != "jpeg" && format != "png" && format != "webp" || header.Width < 1 || header.Height < 1 {
		return nil, ErrUnreadable
	}
	if header.Width > maxSide || header.Height > maxSide || header.Width*header.Height > maxPixels {
		return nil, ErrTooLarge
	}
	at <- struct{}{}
	defer func() { <-at }()
	pixels, format, err := image.Decode(bytes.NewReader(file))
	if err != nil {
		return nil, ErrUnreadable
	}
	// What is drawn is what was judged: a decoder that found more is not believed.
	if pixels.Bounds().Dx() != header.Width || pixels.Bounds().Dy() != header.Height {
		return nil, ErrUnreadable
	}
	turned := 1
	if format == "jpeg" {
		turned = orientation(file)
	}
	large := turn(fit(pixels, Large, turned), turned)
	small := fit(large, Small, 1)
	d := &Drawn{Width: large.Bounds().Dx(), Height: large.Bounds().Dy()}
	if d.Large, err = encode(large); err != nil {
		return nil, err
	}
	d.Small, err = encode(small)
	return d, err
}

func encode(m image.Image) ([]byte, error) {
	var b bytes.Buffer
	err := jpeg.Encode(&b, m, &jpeg.Options{Quality: quality})
	return b.Bytes(), err
}

// fit draws a picture on white, so wide at most once it is turned as it says.
func fit(m image.Image, width, turned int) *image.RGBA {
	w, h := m.Bounds().Dx(), m.Bounds().Dy()
	most, other := w, h
	if turned >= 5 { // it lies on its side
		most, other = h, w
	}
	if most > width {
		other = max(other*width/most, 1)
		most = width
	}
	to := image.Rect(0, 0, most, other)
	if turned >= 5 {
		to = image.Rect(0, 0, other, most)
	}
	out := image.NewRGBA(to)
	stdraw.Draw(out, to, image.NewUniform(color.White), image.Point{}, stdraw.Src)
	draw.CatmullRom.Scale(out, to, m, m.Bounds(), draw.Over, nil)
	return out
}

// turn puts a picture upright that lies as Exif says: 1 upright, 2 to 8 turned or mirrored.
func turn(m *image.RGBA, turned int) *image.RGBA {
	if turned < 2 || turned > 8 {
		return m
	}
	w, h := m.Bounds().Dx(), m.Bounds().Dy()
	to := image.Rect(0, 0, w, h)
	if turned >= 5 {
		to = image.Rect(0, 0, h, w)
	}
	out := image.NewRGBA(to)
	for y := range h {
		for x := range w {
			tx, ty := x, y
			switch turned {
			case 2:
				tx = w - 1 - x
			case 3:
				tx, ty = w-1-x, h-1-y
			case 4:
				ty = h - 1 - y
			case 5:
				tx, ty = y, x
			case 6:
				tx, ty = h-1-y, x
			case 7:
				tx, ty = h-1-y, w-1-x
			case 8:
				tx, ty = y, w-1-x
			}
			out.SetRGBA(tx, ty, m.RGBAAt(x, y))
		}
	}
	return out
}
