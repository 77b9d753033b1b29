// Writes the list of the documents that the pages send, for a server that executes no others
// (TRUSTED_DOCUMENTS=only): every operation with the fragments that it uses. The playground's are not among them:
// there people write their own.
import { writeFileSync } from 'node:fs';
import { readDocuments } from './documents.mjs';

const documents = [...readDocuments().values()].sort();
writeFileSync(new URL('../dist/documents.json', import.meta.url), JSON.stringify(documents, null, 1) + '\n');
console.log(`${documents.length} documents of the pages can be trusted`);
