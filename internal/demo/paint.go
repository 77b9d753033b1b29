package demo

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"math"
)

// paint draws the picture of an article: a river between hills under a low sun.
func paint() ([]byte, error) {
	const width, height = 1280, 720
	const horizon, near = 0.52, 0.72 // of the height
	mix := func(a, b color.RGBA, part float64) color.RGBA {
		part = min(max(part, 0), 1)
		of := func(a, b uint8) uint8 { return uint8(float64(a) + (float64(b)-float64(a))*part) }
		return color.RGBA{of(a.R, b.R), of(a.G, b.G), of(a.B, b.B), 255}
	}
	high, low, sun := color.RGBA{0x2f, 0x7f, 0xb5, 255}, color.RGBA{0xfb, 0xe3, 0xb8, 255}, color.RGBA{0xff, 0xf6, 0xdc, 255}
	far, meadow, grass := color.RGBA{0x5c, 0x87, 0x8f, 255}, color.RGBA{0x6f, 0x9a, 0x4e, 255}, color.RGBA{0x2f, 0x5d, 0x3a, 255}
	water, light := color.RGBA{0x2b, 0x6f, 0xa3, 255}, color.RGBA{0xf3, 0xd9, 0xa8, 255}
	m := image.NewRGBA(image.Rect(0, 0, width, height))
	for px := range width {
		x := float64(px) / width
		hills := horizon - 0.06*math.Sin(x*7+0.6) - 0.03*math.Sin(x*17)
		bank := near + 0.03*math.Sin(x*5+2) + 0.08*math.Abs(x-0.5)
		for py := range height {
			y := float64(py) / height
			away := math.Hypot((x-0.68)*width/height, y-0.34)
			c := mix(mix(high, low, y/horizon), sun, math.Pow(max(1-away/0.45, 0), 2))
			if away < 0.07 {
				c = sun
			}
			if y > hills {
				c = mix(far, meadow, (y-hills)/0.2)
			}
			// The river widens towards whoever looks at it.
			depth := (y - horizon - 0.04) / (1 - horizon)
			if y > hills && depth > 0 && math.Abs(x-0.6+0.25*math.Sin(depth*4)*depth) < 0.02+0.34*depth*depth {
				c = mix(water, light, 0.75-depth+0.06*math.Sin(y*220+6*math.Sin(x*9)))
			}
			if y > bank+0.14 {
				c = mix(meadow, grass, (y-bank-0.14)/0.12)
			}
			m.SetRGBA(px, py, c)
		}
	}
	var b bytes.Buffer
	err := png.Encode(&b, m)
	return b.Bytes(), err
}
