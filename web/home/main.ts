import { type About, fetchAbout } from './about';
import { element } from './elements';
import { languageSwitch } from './language-switch';
import { signIn } from './sign-in';
import { language, text } from './texts';
import { upcomingEvents } from './upcoming';

const about = fetchAbout();

document.documentElement.lang = language;
const name = element('h1');
const signInPlace = element('div');
const version = element('p');
document.body.append(
  element('header', {}, name, languageSwitch()),
  element('main', {}, element('p', { class: 'about' }, text('home.about')), upcomingEvents(), signInPlace, playground()),
  element('footer', {}, version),
);
show(await about);

function show(known: About): void {
  const { name: called = 'Erikti' } = known;
  name.textContent = called;
  document.title = text('home.title', { name: called });
  version.textContent = [called, known.version].filter(Boolean).join(' ');
  signInPlace.append(signIn(known));
}

function playground(): HTMLElement {
  return element(
    'section',
    { 'aria-labelledby': 'playground' },
    element('h2', { id: 'playground' }, text('home.playground.title')),
    element('p', {}, text('home.playground.about')),
    element('p', {}, element('a', { class: 'button', href: '/playground/' }, text('home.playground.open'))),
  );
}
