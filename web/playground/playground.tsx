import { explorerPlugin } from '@graphiql/plugin-explorer';
import { GraphiQL, HISTORY_PLUGIN } from 'graphiql';
import type { PlaygroundDocument } from '../shared/playground-link';
import { AutoRun } from './auto-run';
import { Closed } from './closed';
import { examples, livePlaces } from './examples';
import { fetcher } from './fetcher';
import { Names } from './names';
import { signInPlugin } from './sign-in';
import { Tabs } from './tabs';
import { editorTheme, Themes } from './themes';

// Made once: another list of plugins would be another playground.
const plugins = [HISTORY_PLUGIN, explorerPlugin({ showAttribution: false }), signInPlugin];

const headersHint = `{
  // "Authorization": "Bearer <token of SignIn>"
}`;

interface Props {
  asked: PlaygroundDocument | undefined;
  /** The session in which it is asked, when the link was one of our pages'. */
  token: string | undefined;
}

/** GraphiQL on this host's API, with the examples as its first tabs or a document that a link asks for. */
export function Playground({ asked, token }: Props) {
  // GraphiQL adds the asked document to the tabs of an earlier visit by itself, but on a first visit it takes the
  // default tabs as they are and opens the first.
  const headers = token ? { headers: JSON.stringify({ Authorization: `Bearer ${token}` }, null, 2) } : {};
  const tabs = asked ? [{ ...asked, ...headers }, ...examples] : examples;
  // Variables left from an earlier visit would otherwise go with the asked document.
  const initial = asked && {
    initialQuery: asked.query,
    initialVariables: indented(asked.variables ?? ''),
    ...(headers.headers && { initialHeaders: headers.headers }),
  };
  return (
    <GraphiQL
      fetcher={fetcher}
      defaultTabs={tabs}
      defaultHeaders={headersHint}
      plugins={plugins}
      shouldPersistHeaders={false}
      editorTheme={editorTheme}
      {...initial}
    >
      <GraphiQL.Logo>
        <Tabs />
        <a className="home" href="/">
          Erikti
        </a>
      </GraphiQL.Logo>
      <GraphiQL.Footer>
        <Themes />
        <Names />
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
