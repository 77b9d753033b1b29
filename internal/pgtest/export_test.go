package pgtest

// Attach is what Shared does with ERIKTI_TEST_POSTGRES.
var Attach = attach
