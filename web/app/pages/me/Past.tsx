import { Link } from 'wouter';
import { ofConnection, useList } from '../../api/use-rest';
import form from '../../parts/form.module.css';
import layout from '../../parts/layout.module.css';
import { More } from '../../parts/More';
import { Failed } from '../../parts/states';
import { AfterEvent } from '../hours/AfterEvent';
import { eventTime } from '../../text/dates';
import { number, text } from '../../text/text';
import style from './me.module.css';
import { pastPlaces } from './queries';

const nothing = {};
const wasDue = ['CHECKED_IN', 'COMPLETED', 'NO_SHOW', 'EXCUSED', 'UNRECORDED'];
const sayWithin = 30 * 86_400_000; // ms

/** The places that the viewer had on shifts that are over. */
export function Past() {
  const { error, again, list } = useList(pastPlaces, nothing, ({ viewer }) => (viewer ? ofConnection(viewer.pastPlaces) : undefined));
  if (error) return <Failed error={error} again={again} />;
  if (list.total === 0) return null;
  return (
    <section className={layout['section']} aria-labelledby="past">
      <h2 id="past">
        {text('me.past')} <span className={style['count']}>{number(list.total)}</span>
      </h2>
      <ul className={form['list']}>
        {list.rows.map(({ id, signupState, shift }) => (
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
      <More list={list} />
    </section>
  );
}
