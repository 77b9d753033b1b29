import { useState } from 'react';
import { useAction } from '../../api/use-action';
import { useData } from '../../api/use-data';
import { Button } from '../../parts/Button';
import form from '../../parts/form.module.css';
import layout from '../../parts/layout.module.css';
import { Refusals } from '../../parts/Refusals';
import { Secret } from '../../parts/Secret';
import { momentHere } from '../../text/dates';
import { text } from '../../text/text';
import { calendarFeed, endCalendarFeed, makeCalendarFeed } from './queries';

/** The address at which a calendar reads all places of the viewer. */
export function CalendarFeed() {
  const { data, again } = useData(calendarFeed, {});
  const { busy, refusals, run } = useAction();
  const [url, setUrl] = useState<string>();
  const madeAt = data?.viewer?.calendarFeedMadeAt;
  const make = async () => {
    const made = await run(makeCalendarFeed, {});
    if (!made) return;
    setUrl(made.url ?? undefined);
    again();
  };
  const end = async () => {
    if (!(await run(endCalendarFeed, {}))) return;
    setUrl(undefined);
    again();
  };
  return (
    <section className={layout['section']} aria-labelledby="calendar">
      <h2 id="calendar">{text('me.calendar')}</h2>
      <p className={form['quiet']}>{text('me.calendar.about')}</p>
      {madeAt && <p>{text('me.calendar.since', { time: momentHere(madeAt) })}</p>}
      <Refusals all={refusals} />
      {url && (
        <>
          <Secret label={text('me.calendar.address')} value={url} hint={text('me.calendar.once')} />
          <p>
            <a href={url.replace(/^https?:/, 'webcal:')}>{text('me.calendar.open')}</a>
          </p>
        </>
      )}
      <div className={form['steps']}>
        <Button busy={busy} onClick={() => void make()}>
          {text(madeAt ? 'me.calendar.anew' : 'me.calendar.add')}
        </Button>
        {madeAt && (
          <Button kind="quiet" busy={busy} onClick={() => void end()}>
            {text('me.calendar.end')}
          </Button>
        )}
      </div>
    </section>
  );
}
