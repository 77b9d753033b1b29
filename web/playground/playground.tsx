import { explorerPlugin } from '@graphiql/plugin-explorer';
import { GraphiQL, HISTORY_PLUGIN } from 'graphiql';
import type { PlaygroundDocument } from '../shared/playground-link';
import { AutoRun } from './auto-run';
import { Closed } from './closed';
import { examples, livePlaces } from './examples';
import { fetcher } from './fetcher';
import { signInPlugin } from './sign-in';

// Made once: another list of plugins would be another playground.
const plugins = [HISTORY_PLUGIN, explorerPlugin({ showAttribution: false }), signInPlugin];

const headersHint = `{
  // "Authorization": "Bearer <token of SignIn>"
}`;

/** GraphiQL on this host's API, with the examples as its first tabs or a document that a link asks for. */
export function Playground({ asked }: { asked: PlaygroundDocument | undefined }) {
  // GraphiQL adds the asked document to the tabs of an earlier visit by itself, but on a first visit it takes the
  // default tabs as they are and opens the first.
  const tabs = asked ? [asked, ...examples] : examples;
  // Variables left from an earlier visit would otherwise go with the asked document.
  const initial = asked && { initialQuery: asked.query, initialVariables: indented(asked.variables ?? '') };
  return (
    <GraphiQL fetcher={fetcher} defaultTabs={tabs} defaultHeaders={headersHint} plugins={plugins} shouldPersistHeaders={false} {...initial}>
      <GraphiQL.Logo>
        <a className="home" href="/">
          Erikti
        </a>
      </GraphiQL.Logo>
      <GraphiQL.Footer>
        <Closed />
        <AutoRun documents={[livePlaces.query, ...(asked ? [asked.query] : [])]} />
      </GraphiQL.Footer>
    </GraphiQL>
  );
}

function indented(json: string): string {
  try {
    return JSON.stringify(JSON.parse(json), null, 2);
  } catch {
    return json;
  }
}
