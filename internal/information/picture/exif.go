package picture

import (
	"bytes"
	"encoding/binary"
)

// orientation is how a JPEG says that it lies (tag 0x0112 of Exif 2.3, in the first
// directory of the first APP1 segment): 1 when it says nothing that can be read.
func orientation(file []byte) int {
	for at := 2; at+4 <= len(file) && file[at] == 0xFF; {
		marker, size := file[at+1], int(binary.BigEndian.Uint16(file[at+2:]))
		if marker == 0xDA || size < 2 || at+2+size > len(file) {
			break
		}
		segment := file[at+4 : at+2+size]
		if exif, ok := bytes.CutPrefix(segment, []byte("Exif\x00\x00")); ok && marker == 0xE1 {
			return orientationOf(exif)
		}
		at += 2 + size
	}
	return 1
}

func orientationOf(exif []byte) int {
	if len(exif) < 8 {
		return 1
	}
	var order binary.ByteOrder = binary.BigEndian
	if string(exif[:2]) == "II" {
		order = binary.LittleEndian
	}
	first := int(order.Uint32(exif[4:]))
	if first < 8 || first+2 > len(exif) {
		return 1
	}
	for i := range int(order.Uint16(exif[first:])) {
		entry := first + 2 + 12*i
		if entry+12 > len(exif) {
			return 1
		}
		if order.Uint16(exif[entry:]) == 0x0112 {
			if o := int(order.Uint16(exif[entry+8:])); o >= 1 && o <= 8 {
				return o
			}
			return 1
		}
	}
	return 1
}
