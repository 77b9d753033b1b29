// The workers must be known before the first editor asks for one.
import 'graphiql/setup-workers/vite';
import 'graphiql/style.css';
import '@graphiql/plugin-explorer/style.css';
import './style.css';
import { createRoot } from 'react-dom/client';
import { readPlaygroundLink, wasFollowed } from '../shared/playground-link';
import { storedToken } from '../shared/stored-session';
import { Playground } from './playground';

const root = document.getElementById('playground');
const token = wasFollowed(location) ? storedToken() : undefined;
if (root) createRoot(root).render(<Playground asked={readPlaygroundLink(location.hash)} token={token} />);

// Another "see this query" link opened in this tab changes the fragment only.
addEventListener('hashchange', () => location.reload());
