package project

import (
	"erikti/ent/gen/project"
	"erikti/ent/gen/projectreport"
	"erikti/internal/state"
)

// The changes of where a project stands. One by OWN means begins AWARDED, the others as
// an APPLICATION.
const (
	award     = "award"
	reject    = "reject"
	start     = "start"
	handIn    = "hand in the final report"
	giveBack  = "give the final report back"
	accept    = "accept the final report"
	closing   = "close"
	terminate = "terminate"
)

// States are where a project stands, and what leads where.
var States = state.Table[project.State]{Kind: "project", Moves: map[string]state.Move[project.State]{
	award:     {From: []project.State{project.StateAPPLICATION}, To: project.StateAWARDED},
	reject:    {From: []project.State{project.StateAPPLICATION}, To: project.StateREJECTED},
	start:     {From: []project.State{project.StateAWARDED}, To: project.StateRUNNING},
	handIn:    {From: []project.State{project.StateRUNNING, project.StateRETURNED}, To: project.StateREPORTING},
	giveBack:  {From: []project.State{project.StateREPORTING}, To: project.StateRETURNED},
	accept:    {From: []project.State{project.StateREPORTING}, To: project.StateACCEPTED},
	closing:   {From: []project.State{project.StateACCEPTED}, To: project.StateCLOSED},
	terminate: {From: []project.State{project.StateAWARDED, project.StateRUNNING, project.StateREPORTING, project.StateRETURNED}, To: project.StateTERMINATED},
}}

// The changes of where a report stands.
const (
	submitReport = "submit"
	returnReport = "return"
	acceptReport = "accept"
	dropReport   = "drop"
)

// Reports are where a report stands, and what leads where.
var Reports = state.Table[projectreport.State]{Kind: "project_report", Moves: map[string]state.Move[projectreport.State]{
	submitReport: {From: []projectreport.State{projectreport.StatePLANNED, projectreport.StateRETURNED}, To: projectreport.StateSUBMITTED},
	returnReport: {From: []projectreport.State{projectreport.StateSUBMITTED}, To: projectreport.StateRETURNED},
	acceptReport: {From: []projectreport.State{projectreport.StateSUBMITTED}, To: projectreport.StateACCEPTED},
	dropReport:   {From: []projectreport.State{projectreport.StatePLANNED, projectreport.StateSUBMITTED, projectreport.StateRETURNED}, To: projectreport.StateDROPPED},
}}

// undertaken are the states in which a project is being carried out: events are given to
// it, and what it reached is declared.
var undertaken = []project.State{project.StateAWARDED, project.StateRUNNING, project.StateREPORTING, project.StateRETURNED}

// open are the states of reports in which somebody has to do something.
var open = []projectreport.State{projectreport.StatePLANNED, projectreport.StateSUBMITTED, projectreport.StateRETURNED}
