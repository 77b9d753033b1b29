import type { SubmitEvent } from 'react';
import { useAction } from '../../api/use-action';
import { Button } from '../../parts/Button';
import { Area, Field } from '../../parts/Field';
import form from '../../parts/form.module.css';
import { Refusals } from '../../parts/Refusals';
import { text } from '../../text/text';
import { instantOf } from '../../text/zoned';
import { addSession, type DeskCampaign } from './campaign-queries';
import { InLanguages, said } from './InLanguages';
import { zone } from './queries';

/** Adds a line to the programme of a forum: with places one signs up for, or without. */
export function SessionForm({ forum, done, back }: { forum: DeskCampaign; done: () => void; back: () => void }) {
  const act = useAction();
  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const value = (name: string) => String(given.get(name) ?? '');
    const made = await act.run(addSession, {
      campaignId: forum.id,
      title: said(given, 'title'),
      description: said(given, 'description'),
      hall: said(given, 'hall'),
      startsAt: instantOf(value('start'), zone),
      endsAt: instantOf(value('end'), zone),
      ...(value('capacity') && { capacity: Number(value('capacity')) }),
    });
    if (made) done();
  };
  const within = { type: 'datetime-local', min: `${forum.startsOn}T00:00`, max: `${forum.endsOn}T23:59`, required: true };
  return (
    <form className={form['form']} data-session-form onSubmit={(event) => void submit(event)}>
      <div className={form['pair']}>
        <Field label={text('desk.form.shift.start')} name="start" defaultValue={`${forum.startsOn}T10:00`} {...within} />
        <Field label={text('desk.form.shift.end')} name="end" defaultValue={`${forum.startsOn}T11:00`} {...within} />
      </div>
      <Field label={text('desk.capacity')} hint={text('campaign.capacity.hint')} name="capacity" type="number" min={1} max={100000} inputMode="numeric" />
      <InLanguages has={() => false}>
        {(one, first) => (
          <>
            <Field label={text('news.form.title')} name={`title.${one}`} lang={one} maxLength={200} required={first} />
            <Field label={text('campaign.hall')} name={`hall.${one}`} lang={one} maxLength={200} />
            <Area label={text('desk.form.description')} name={`description.${one}`} lang={one} maxLength={4000} />
          </>
        )}
      </InLanguages>
      <Refusals all={act.refusals} />
      <div className={form['steps']}>
        <Button type="submit" kind="primary" busy={act.busy}>
          {text('news.save')}
        </Button>
        <Button onClick={back}>{text('app.back')}</Button>
      </div>
    </form>
  );
}
