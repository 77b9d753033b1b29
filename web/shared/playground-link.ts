/** A document to open in the playground, with its variables as JSON text. */
export interface PlaygroundDocument {
  query: string;
  variables?: string;
}

/** The address that opens a document in the playground. It stands in the fragment, which no server gets to see. */
export function playgroundLink({ query, variables }: PlaygroundDocument): string {
  const parts = [`query=${encodeURIComponent(query)}`];
  if (variables) parts.push(`variables=${encodeURIComponent(variables)}`);
  return `/playground/#${parts.join('&')}`;
}

/** The document that an address asks for, if it does. */
export function readPlaygroundLink(hash: string): PlaygroundDocument | undefined {
  const parameters = new URLSearchParams(hash.replace(/^#/, ''));
  const query = parameters.get('query');
  if (!query) return undefined;
  const variables = parameters.get('variables');
  return variables ? { query, variables } : { query };
}

const followedKey = 'erikti.playground';

/**
 * Notes that a page's own link is followed: the playground then asks as the reader of the page. No other site can write
 * here, so a link from elsewhere asks as a visitor.
 */
export function noteFollowed(link: string): void {
  try {
    sessionStorage.setItem(followedKey, link);
  } catch {
    // A browser may refuse its storage: then it asks as a visitor.
  }
}

/** Whether this address was opened by a page's own link in this tab. */
export function wasFollowed({ pathname, hash }: Location): boolean {
  try {
    return sessionStorage.getItem(followedKey) === pathname + hash;
  } catch {
    return false;
  }
}
