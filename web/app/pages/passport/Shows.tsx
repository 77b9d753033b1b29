import type { ResultOf } from '../../api/graphql';
import { dateInWords } from '../../text/dates';
import { number, text } from '../../text/text';
import style from './passport.module.css';
import type { passportShows } from './queries';

export type Content = ResultOf<typeof passportShows>;

/** Minutes, in hours and minutes. */
function time(minutes: number): string {
  return text('passport.time', { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
}

/** What a passport shows: nothing but what its holder chose. */
export function Shows({ of }: { of: Content }) {
  return (
    <div className={style['shows']}>
      {of.name && <p className={style['name']}>{of.name}</p>}
      <p>{text('passport.number', { number: of.publicNumber })}</p>
      <dl className={style['facts']}>
        {of.minutes !== null && <Fact name={text('passport.hours')} value={time(of.minutes)} large />}
        {of.creditsEarned !== null && <Fact name={text('passport.credits')} value={number(of.creditsEarned)} large />}
        {of.from && of.to && (
          <Fact name={text('passport.span')} value={of.from === of.to ? dateInWords(of.from) : `${dateInWords(of.from)} – ${dateInWords(of.to)}`} />
        )}
        {of.directions.map(({ direction, minutes }) => (
          <Fact key={direction?.id ?? ''} name={direction?.name ?? text('passport.noDirection')} value={time(minutes)} />
        ))}
        {of.years.map(({ year, minutes }) => (
          <Fact key={year} name={String(year)} value={time(minutes)} />
        ))}
        {of.awards.map(({ title, credits }) => (
          <Fact key={title} name={title} value={text('passport.credit', { credits })} />
        ))}
      </dl>
      <p className={style['quiet']}>
        {text('passport.issued', { issuer: of.issuer, date: dateInWords(of.issuedAt.slice(0, 10)), until: dateInWords(of.expiresAt.slice(0, 10)) })}
      </p>
    </div>
  );
}

function Fact({ name, value, large }: { name: string; value: string; large?: boolean }) {
  return (
    <div className={large ? style['large'] : style['fact']}>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
