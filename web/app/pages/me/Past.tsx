import { useState } from 'react';
import { Link } from 'wouter';
import { useData } from '../../api/use-data';
import { Button } from '../../parts/Button';
import form from '../../parts/form.module.css';
import layout from '../../parts/layout.module.css';
import { Failed } from '../../parts/states';
import { AfterEvent } from '../hours/AfterEvent';
import { eventTime } from '../../text/dates';
import { text } from '../../text/text';
import style from './me.module.css';
import { pastPlaces } from './queries';

const page = 10;
const wasDue = ['CHECKED_IN', 'COMPLETED', 'NO_SHOW', 'EXCUSED', 'UNRECORDED'];
const sayWithin = 30 * 86_400_000; // ms

/** The places that the viewer had on shifts that are over. */
export function Past() {
  const [first, setFirst] = useState(page);
  const { data, error, again } = useData(pastPlaces, { first });
  const past = data?.viewer?.pastPlaces;
  const places = past?.edges?.flatMap((edge) => edge?.node ?? []) ?? [];
  if (error) return <Failed error={error} again={again} />;
  if (!past || past.totalCount === 0) return null;
  return (
    <section className={layout['section']} aria-labelledby="past">
      <h2 id="past">
        {text('me.past')} <span className={style['count']}>{past.totalCount}</span>
      </h2>
      <ul className={form['list']}>
        {places.map(({ id, signupState, shift }) => (
          <li key={id} data-past={signupState}>
            <div>
              <Link href={`/events/${shift.event.id}`}>{shift.event.title}</Link>
              <p className={style['where']}>{eventTime(shift.startsAt, shift.endsAt, shift.event.timeZone)}</p>
            </div>
            <span>{text(`signup.state.${signupState}`)}</span>
            {wasDue.includes(signupState) && Date.parse(shift.endsAt) > Date.now() - sayWithin && (
              <AfterEvent signupId={id} eventId={shift.event.id} there={signupState === 'COMPLETED'} disputed={again} />
            )}
          </li>
        ))}
      </ul>
      {past.pageInfo.hasNextPage && <p><Button onClick={() => setFirst(first + page * 3)}>{text('me.past.more')}</Button></p>}
    </section>
  );
}
