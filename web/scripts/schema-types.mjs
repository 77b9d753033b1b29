// Writes the schema of the API as the types that the documents of the pages are checked against.
import { mkdirSync, writeFileSync } from 'node:fs';
import { minifyIntrospection, outputIntrospectionFile } from '@gql.tada/internal';
import { introspectionFromSchema } from 'graphql';
import { apiSchema } from './api-schema.mjs';

const introspection = minifyIntrospection(introspectionFromSchema(apiSchema(), { descriptions: false }));
mkdirSync(new URL('../gen/', import.meta.url), { recursive: true });
writeFileSync(
  new URL('../gen/schema.d.ts', import.meta.url),
  outputIntrospectionFile(introspection, { fileType: '.d.ts', shouldPreprocess: true }),
);
