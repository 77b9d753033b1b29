package place

import (
	"erikti/ent/gen/offer"
	"erikti/ent/gen/signup"
	"erikti/ent/gen/waitlistentry"
	"erikti/internal/state"
)

// The tables say what the engine does; it does not ask them, for what it decides it
// decides on rows that it has locked and read. A test walks it by them.

// Signups are where a sign-up stands, and what leads where; it begins REQUESTED where
// organizers approve, else CONFIRMED. A seat for student credit is
// one: RESERVED is CONFIRMED, USED is COMPLETED, RELEASED and LAPSED are CANCELLED, by its
// student and by the clock.
var Signups = state.Table[signup.State]{Kind: "signup", Moves: map[string]state.Move[signup.State]{
	"approve":                       {From: []signup.State{signup.StateREQUESTED}, To: signup.StateCONFIRMED},
	"approve, and no place is free": {From: []signup.State{signup.StateREQUESTED}, To: signup.StateWITHDRAWN},
	"decline":                       {From: []signup.State{signup.StateREQUESTED}, To: signup.StateDECLINED},
	"withdraw":                      {From: []signup.State{signup.StateREQUESTED}, To: signup.StateWITHDRAWN},
	"give up":                       {From: []signup.State{signup.StateCONFIRMED}, To: signup.StateCANCELLED},
	"move to another shift":         {From: []signup.State{signup.StateCONFIRMED}, To: signup.StateCANCELLED},
	"comes": {From: []signup.State{
		signup.StateCONFIRMED, signup.StateCOMPLETED, signup.StateNO_SHOW, signup.StateUNRECORDED, signup.StateEXCUSED,
	}, To: signup.StateCHECKED_IN},
	"leaves": {From: []signup.State{
		signup.StateCONFIRMED, signup.StateCHECKED_IN, signup.StateNO_SHOW, signup.StateUNRECORDED, signup.StateEXCUSED,
	}, To: signup.StateCOMPLETED},
	"did not come":         {From: []signup.State{signup.StateCONFIRMED}, To: signup.StateNO_SHOW},
	"nobody said anything": {From: []signup.State{signup.StateCONFIRMED}, To: signup.StateUNRECORDED},
	"excuse":               {From: []signup.State{signup.StateCONFIRMED, signup.StateNO_SHOW}, To: signup.StateEXCUSED},
}}

// Waitlist is where a position in the queue stands, and what leads where. One that lapsed
// waits anew, behind everyone: LAPSED is what the log calls it, no state.
var Waitlist = state.Table[waitlistentry.State]{Kind: "waitlist_entry", Moves: map[string]state.Move[waitlistentry.State]{
	"promote":                        {From: []waitlistentry.State{waitlistentry.StateWAITING}, To: waitlistentry.StatePROMOTED},
	"offer":                          {From: []waitlistentry.State{waitlistentry.StateWAITING}, To: waitlistentry.StateOFFERED},
	"accept":                         {From: []waitlistentry.State{waitlistentry.StateOFFERED}, To: waitlistentry.StateACCEPTED},
	"decline":                        {From: []waitlistentry.State{waitlistentry.StateOFFERED}, To: waitlistentry.StateDECLINED},
	"expire":                         {From: []waitlistentry.State{waitlistentry.StateOFFERED}, To: waitlistentry.StateWAITING},
	"expire, the second time":        {From: []waitlistentry.State{waitlistentry.StateOFFERED}, To: waitlistentry.StateREMOVED},
	"leave":                          {From: []waitlistentry.State{waitlistentry.StateWAITING}, To: waitlistentry.StateLEFT},
	"the shift is over or cancelled": {From: []waitlistentry.State{waitlistentry.StateWAITING, waitlistentry.StateOFFERED}, To: waitlistentry.StateCLOSED},
}}

// Offers are where an offer stands, and what leads where.
var Offers = state.Table[offer.State]{Kind: "offer", Moves: map[string]state.Move[offer.State]{
	"accept":                         {From: []offer.State{offer.StatePENDING}, To: offer.StateCLAIMED},
	"decline":                        {From: []offer.State{offer.StatePENDING}, To: offer.StateDECLINED},
	"expire":                         {From: []offer.State{offer.StatePENDING}, To: offer.StateEXPIRED},
	"the shift is over or cancelled": {From: []offer.State{offer.StatePENDING}, To: offer.StateREVOKED},
}}

// not refuses a change of a sign-up that its state does not allow.
func not(change string, in signup.State) error {
	_, err := Signups.Next(change, in)
	return err
}
