package outgoing_test

import (
	"net/netip"
	"testing"

	"erikti/internal/outgoing"
)

// The Internet at large is what is left.
func TestG12_PublicAddresses(t *testing.T) {
	for address, want := range map[string]bool{
		"8.8.8.8": true, "2a00:1450:4001:800::200e": true, "195.210.46.1": true, "::ffff:8.8.8.8": true,
		"127.0.0.1": false, "::1": false, "::ffff:10.0.0.1": false, "169.254.169.254": false, "fd00:ec2::254": false, "fe80::1%eth0": false,
		"0.0.0.0": false, "255.255.255.255": false, "224.0.0.1": false, "100.100.100.200": false, "192.0.0.192": false, "64:ff9b::a9fe:a9fe": false,
		"2002:a9fe:a9fe::": false, "::127.0.0.1": false, "ff02::1": false, "172.31.255.255": false, "172.32.0.1": true,
	} {
		if got := outgoing.Public(netip.MustParseAddr(address)); got != want {
			t.Errorf("%s: %t", address, got)
		}
	}
	if outgoing.Public(netip.Addr{}) {
		t.Error("no address is public")
	}
}
