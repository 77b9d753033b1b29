import { playgroundLink } from '../shared/playground-link';
import { Card } from './card';
import { clockTime } from './dates';
import { element } from './elements';
import { eventsQuery, fetchEvents } from './events';
import { type Connection, Live } from './live';
import { text } from './texts';

/** The upcoming events with their numbers, moving as messages arrive. */
export function upcomingEvents(): HTMLElement {
  const content = element('div', {}, note(text('home.events.loading')));
  // The one live region: a count that moves each second must not be read aloud, a lost connection must.
  const status = element('p', { class: 'status', role: 'status' });
  const query = element('p');
  const section = element(
    'section',
    { 'aria-labelledby': 'events' },
    element('h2', { id: 'events' }, text('home.events.title')),
    status,
    content,
    query,
  );

  const load = async () => {
    const document = eventsQuery(new Date());
    query.replaceChildren(element('a', { href: playgroundLink(document) }, text('home.events.query')));
    try {
      const events = await fetchEvents(document);
      if (events.length === 0) {
        content.replaceChildren(note(text('home.events.empty')));
        return;
      }
      const cards = events.map((event) => ({ id: event.id, card: new Card(event) }));
      content.replaceChildren(element('div', { class: 'cards' }, ...cards.map(({ card }) => card.element)));
      const live = new Live((connection) => {
        status.textContent = describe(connection);
        section.dataset['connection'] = connection.state;
      });
      for (const { id, card } of cards) live.watch(id, card);
    } catch (error) {
      console.warn(error);
      const retry = element('button', { type: 'button' }, text('home.events.retry'));
      retry.addEventListener('click', () => {
        content.replaceChildren(note(text('home.events.loading')));
        void load();
      });
      content.replaceChildren(note(text('home.events.error')), retry);
    }
  };
  void load();
  return section;
}

function describe(connection: Connection): string {
  switch (connection.state) {
    case 'connecting':
      return text('home.connection.connecting');
    case 'live':
      return text('home.connection.live');
    case 'lost':
      return text('home.connection.lost', { time: clockTime(connection.asOf) });
  }
}

function note(sentence: string): HTMLElement {
  return element('p', { class: 'note' }, sentence);
}
