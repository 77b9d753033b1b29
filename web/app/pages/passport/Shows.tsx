import type { ResultOf } from '../../api/graphql';
import { daysInWords, dayInWords } from '../../text/dates';
import { qualification } from '../../text/qualification';
import { number, text } from '../../text/text';
import style from './passport.module.css';
import type { passportShows } from './queries';

export type Content = ResultOf<typeof passportShows>;

/** Minutes, in hours and minutes. */
function time(minutes: number): string {
  return text('passport.time', { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
}

/** What a passport shows: nothing but what its holder chose; or what a certificate says. */
export function Shows({ of }: { of: Content }) {
  return (
    <div className={style['shows']}>
      {of.certificate && <p className={style['name']}>{of.certificate.title}</p>}
      {of.name && <p className={style['name']}>{of.name}</p>}
      <p>{text('passport.number', { number: of.publicNumber })}</p>
      <dl className={style['facts']}>
        {of.certificate && (
          <>
            <Fact name={text('certificate.school')} value={of.certificate.school} />
            <Fact name={text('certificate.level')} value={number(of.certificate.level)} />
            <Fact name={text('certificate.qualification')} value={qualification(of.certificate.grants)} />
          </>
        )}
        {of.minutes !== null && <Fact name={text('passport.hours')} value={time(of.minutes)} large />}
        {of.creditsEarned !== null && <Fact name={text('passport.credits')} value={number(of.creditsEarned)} large />}
        {of.from && of.to && (
          <Fact name={text('passport.span')} value={daysInWords(of.from, of.to)} />
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
        {text('passport.issued', { issuer: of.issuer, date: dayInWords(of.issuedAt) })} ·{' '}
        {of.expiresAt ? text('passport.until', { until: dayInWords(of.expiresAt) }) : text('passport.forEver')}
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
