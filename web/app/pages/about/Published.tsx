import { type ComponentProps, type ReactNode, useMemo } from 'react';
import { Link } from 'wouter';
import card from '../../parts/card.module.css';
import layout from '../../parts/layout.module.css';
import { SeeQuery } from '../../parts/SeeQuery';
import { dayInKazakhstan } from '../../text/dates';
import { language, text } from '../../text/text';
import { nationalNow } from '../credit/programme-queries';
import { readFilter, variablesOf } from '../events/filter';
import { eventsQuery } from '../events/queries';
import { overview } from '../mentoring/queries';
import { networkYear } from '../network/queries';
import { articlesQuery } from '../news/queries';
import { organizationsQuery } from '../organizations/queries';
import { projectsQuery } from '../projects/queries';
import { studiesQuery } from '../research/queries';
import { coursesQuery } from '../school/queries';
import { networkHours, regionsQuery } from './queries';

const first = { first: 20 };

/** What is open beside the figures: each with what it holds, and its query with all that it needs. */
export function Published({ from, to }: { from: string; to: string }) {
  const events = useMemo(() => variablesOf(readFilter(new URLSearchParams())), []);
  const days = { from: `${from}-01`, to: dayInKazakhstan(-1) };
  const months = { from: `${from}-01`, to: lastDay(to), by: 'MONTH' };
  return (
    <section className={layout['section']} aria-labelledby="else">
      <h2 id="else">{text('data.else')}</h2>
      <ul className={layout['cards']}>
        <Kind name={text('nav.network')} href="/" holds={text('data.holds.network')} document={networkYear} variables={days} />
        <Kind name={text('events.title')} href="/events" holds={text('data.holds.events')} document={eventsQuery} variables={events} />
        <Kind name={text('organizations.title')} href="/organizations" holds={text('data.holds.organizations')} document={organizationsQuery} variables={first} />
        <Kind name={text('projects.title')} href="/projects" holds={text('data.holds.projects')} document={projectsQuery} variables={first} />
        <Kind name={text('mentoring.network')} href="/mentoring" holds={text('data.holds.mentoring')} document={overview} variables={{}} />
        <Kind name={text('courses.title')} href="/courses" holds={text('data.holds.courses')} document={coursesQuery} variables={first} />
        <Kind name={text('research.title')} href="/research" holds={text('data.holds.research')} document={studiesQuery} variables={first} />
        <Kind name={text('data.hours')} holds={text('data.holds.hours')} document={networkHours} variables={months} />
        <Kind name={text('credit.delays')} href="/delays" holds={text('data.holds.delays')} document={nationalNow} />
        <Kind name={text('news.title')} href="/news" holds={text('data.holds.news')} document={articlesQuery} variables={first}>
          <p>
            {text('news.feeds')}: <a href={`/news.xml?lang=${language}`}>Atom</a>, <a href={`/news.rss?lang=${language}`}>RSS</a>
          </p>
        </Kind>
        <Kind name={text('data.places')} holds={text('data.holds.places')} document={regionsQuery}>
          <p className={card['quiet']}>
            {text('data.places.source')} <a href="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0</a>
          </p>
        </Kind>
      </ul>
    </section>
  );
}

interface Props extends ComponentProps<typeof SeeQuery> {
  name: string;
  /** Where the pages show it. */
  href?: string;
  holds: string;
  children?: ReactNode;
}

function Kind({ name, href, holds, children, ...query }: Props) {
  return (
    <li className={card['card']}>
      <h3>{href ? <Link href={href}>{name}</Link> : name}</h3>
      <p>{holds}</p>
      {children}
      <SeeQuery {...query} />
    </li>
  );
}

function lastDay(month: string): string {
  const [year = 2000, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
}
