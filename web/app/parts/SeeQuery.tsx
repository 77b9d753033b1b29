import { stringifyDocument, type TypedDocumentNode } from '@urql/core';
import { noteFollowed, playgroundLink } from '../../shared/playground-link';
import { text } from '../text/text';
import style from './see-query.module.css';

interface Props {
  document: TypedDocumentNode<never, never> | TypedDocumentNode<any, any>;
  variables?: Record<string, unknown>;
  label?: string;
}

/** Opens what this view asks in the playground, as who reads it: the API is the product too. */
export function SeeQuery({ document, variables, label = text('app.seeQuery') }: Props) {
  const query = stringifyDocument(document);
  const link = playgroundLink(variables ? { query, variables: JSON.stringify(variables) } : { query });
  return (
    <a className={`${style['link']} no-print`} href={link} onClick={() => noteFollowed(link)} data-see-query>
      <span aria-hidden="true">{'{ }'}</span> {label}
    </a>
  );
}
