// Package document bounds what a GraphQL document may ask for. It knows GraphQL and
// a schema, and nothing of volunteers.
//
// A document meets, in this order:
//
//   - Trusted: in the mode "only", whether it is one of those that were built in;
//   - Check, before it is validated: its bytes, tokens, depth, root fields, aliases,
//     directives, fragments. Validation is more than linear in some of them;
//   - CheckVariables, before they are coerced;
//   - Fit, once its variables are known;
//   - Prices, then too: what it costs when every list is as long as it may be.
//
// A refusal is TOO_COMPLEX and says what was found, the limit, and, for the cost,
// which field is dear: by names of the schema, never of the document.
package document
