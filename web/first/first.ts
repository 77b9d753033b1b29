// Asks for the first list of events while the browser still loads the scripts that will show it: a round trip less
// on the network of a phone. It imports little, since it has to be there before them.
import { readFilter, variablesOf } from '../app/pages/events/filter';
import { leaveFirst } from '../shared/first-answer';
import { readLanguage } from '../shared/language';
import { storedToken } from '../shared/stored-session';

/** The document of the list, put here when the pages are built. */
declare const eventsDocument: string;

const filter = readFilter(new URLSearchParams(location.search));
const token = storedToken();
if (location.pathname === '/events' && !filter.mine) {
  leaveFirst({ operationName: 'Events', query: eventsDocument, variables: variablesOf(filter) }, readLanguage(), token);
}
