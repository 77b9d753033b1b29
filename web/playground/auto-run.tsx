import { useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import type { DocumentNode } from 'graphql';
import { useEffect, useRef } from 'react';

/**
 * Runs the document that the page opens with, if it is one of these and only reads: a link must not be able to change
 * anything in the name of the one who follows it.
 */
export function AutoRun({ documents }: { documents: string[] }) {
  const { run } = useGraphiQLActions();
  const { queryEditor, responseEditor, document } = useGraphiQL((state) => ({
    queryEditor: state.queryEditor,
    responseEditor: state.responseEditor,
    document: state.documentAST,
  }));
  const decided = useRef(false);
  useEffect(() => {
    if (decided.current || !queryEditor || !responseEditor || !document) return;
    decided.current = true;
    if (documents.includes(queryEditor.getValue()) && onlyReads(document)) void run();
  }, [queryEditor, responseEditor, document, documents, run]);
  return null;
}

function onlyReads(document: DocumentNode): boolean {
  return document.definitions.every((one) => one.kind !== 'OperationDefinition' || one.operation !== 'mutation');
}
