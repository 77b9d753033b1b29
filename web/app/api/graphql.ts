import { initGraphQLTada } from 'gql.tada';
import type { introspection } from '../../gen/schema';

/** Makes a document whose data and variables are typed by the schema of the API. */
export const graphql = initGraphQLTada<{
  introspection: introspection;
  scalars: { DateTime: string; Date: string; Long: number; Cursor: string; Money: string };
}>();

export type { FragmentOf, ResultOf, VariablesOf } from 'gql.tada';
export { readFragment } from 'gql.tada';
