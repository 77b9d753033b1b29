package information

import (
	"erikti/ent/gen/article"
	"erikti/ent/gen/campaign"
	"erikti/internal/state"
)

// The changes of where an article stands; it begins as a DRAFT.
const (
	publish     = "publish"
	schedule    = "schedule"
	unplan      = "take back before it is published"
	unplanAgain = "take back before it is published again"
	withdraw    = "withdraw"
	timeComes   = "its time has come"
)

// States are where an article stands, and what leads where.
var States = state.Table[article.State]{Kind: "article", Moves: map[string]state.Move[article.State]{
	publish:     {From: []article.State{article.StateDRAFT, article.StateSCHEDULED, article.StateWITHDRAWN}, To: article.StatePUBLISHED},
	schedule:    {From: []article.State{article.StateDRAFT, article.StateSCHEDULED, article.StateWITHDRAWN}, To: article.StateSCHEDULED},
	unplan:      {From: []article.State{article.StateSCHEDULED}, To: article.StateDRAFT},
	unplanAgain: {From: []article.State{article.StateSCHEDULED}, To: article.StateWITHDRAWN},
	withdraw:    {From: []article.State{article.StatePUBLISHED}, To: article.StateWITHDRAWN},
	timeComes:   {From: []article.State{article.StateSCHEDULED}, To: article.StatePUBLISHED},
}}

// Campaigns are where a campaign stands, and what leads where; it begins as a DRAFT.
var Campaigns = state.Table[campaign.State]{Kind: "campaign", Moves: map[string]state.Move[campaign.State]{
	publish:  {From: []campaign.State{campaign.StateDRAFT, campaign.StateWITHDRAWN}, To: campaign.StatePUBLISHED},
	withdraw: {From: []campaign.State{campaign.StatePUBLISHED}, To: campaign.StateWITHDRAWN},
}}
