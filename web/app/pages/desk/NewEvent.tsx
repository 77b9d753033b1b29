import { type FormEvent, useEffect, useState } from 'react';
import { Link, useLocation, useSearch } from 'wouter';
import { type Language, languages } from '../../../shared/language';
import { useAction } from '../../api/use-action';
import { useData } from '../../api/use-data';
import { Button } from '../../parts/Button';
import { Area, Check, Field, Select } from '../../parts/Field';
import layout from '../../parts/layout.module.css';
import { Refusals } from '../../parts/Refusals';
import { SeeQuery } from '../../parts/SeeQuery';
import { Loading } from '../../parts/states';
import { usePage } from '../../parts/use-page';
import { language, text } from '../../text/text';
import { instantOf, localOf } from '../../text/zoned';
import style from './desk.module.css';
import { DeskGate, type Run } from './DeskGate';
import { createEvent, deskChoices, deskEvent } from './queries';

interface ShiftDraft {
  title: string;
  /** The title in the other languages, of a copy. */
  others?: Partial<Words>;
  start: string;
  end: string;
  capacity: string;
}

type Words = Record<Language, string>;

const week = 7 * 86_400_000;
const usualZone = 'Asia/Almaty';

/** A new event with its shifts: a draft, until it is published. `?copy=` begins with those of another one, a week on. */
export default function NewEvent() {
  usePage(text('desk.new'));
  return <DeskGate>{(runs) => <Prepared runs={runs} />}</DeskGate>;
}

function Prepared({ runs }: { runs: [Run, ...Run[]] }) {
  const search = new URLSearchParams(useSearch());
  const copy = search.get('copy');
  const { data: choices } = useData(deskChoices, {});
  const { data } = useData(deskEvent, { id: copy ?? '' }, !copy);
  const from = data?.node?.__typename === 'Event' ? data.node : undefined;
  if (!choices || (copy && !data)) return <Loading lines={4} />;
  const organization = runs.find(({ id }) => id === (from?.organization.id ?? search.get('organization'))) ?? runs[0];
  return <EventForm organization={organization} choices={choices} from={from} />;
}

type Choices = NonNullable<ReturnType<typeof useData<import('../../api/graphql').ResultOf<typeof deskChoices>, {}>>['data']>;
type From = import('./EventDesk').DeskEvent | undefined;

function EventForm({ organization, choices, from }: { organization: Run; choices: Choices; from: From }) {
  const [, navigate] = useLocation();
  const { busy, refusals, run } = useAction();
  const [region, setRegion] = useState(from?.region?.id ?? '');
  const [remote, setRemote] = useState(from?.remote ?? false);
  const zone = choices.regions.find(({ id }) => id === region)?.timeZone ?? from?.timeZone ?? usualZone;
  const [shifts, setShifts] = useState<ShiftDraft[]>(() => (from ? copied(from) : [fresh()]));
  const [missing, setMissing] = useState<string>();
  useEffect(() => setMissing(undefined), [shifts]);
  const change = (index: number, part: Partial<ShiftDraft>) =>
    setShifts((all) => all.map((one, at) => (at === index ? { ...one, ...part } : one)));

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const value = (name: string) => String(form.get(name) ?? '').trim();
    const title = Object.fromEntries(languages.map((one) => [one, value(`title-${one}`)]).filter(([, words]) => words));
    const words = <Name extends string>(name: Name, before?: Translations) => {
      const said = { ...known(before), ...(value(name) && { [language]: value(name) }) };
      return (Object.keys(said).length > 0 ? { [name]: said } : {}) as { [Key in Name]?: Partial<Words> };
    };
    const directions = form.getAll('direction').map(String) as 'SOCIAL'[];
    if (Object.keys(title).length === 0) return setMissing(text('desk.form.title.missing'));
    if (directions.length === 0) return setMissing(text('desk.form.directions.missing'));
    const made = shifts.map((shift) => ({
      title: { ...shift.others, [language]: shift.title },
      startsAt: instantOf(shift.start, zone),
      endsAt: instantOf(shift.end, zone),
      capacity: Number(shift.capacity),
      noShowMinutes: Number(value('noShow')),
      ...(value('minAge') && { minAge: Number(value('minAge')) }),
      ...(form.get('approval') && { signupPolicy: 'APPROVAL' as const }),
      ...(form.get('guests') && { guestSignup: true }),
      ...(form.get('membersOnly') && { membersOnly: true }),
    }));
    const payload = await run(createEvent, {
      organizationId: organization.id,
      title,
      ...words('description', from?.descriptionTranslations),
      ...words('venue', from?.venueTranslations),
      directions,
      ...(!remote && region && { regionId: region }),
      remote,
      timeZone: zone,
      startsAt: made.map(({ startsAt }) => startsAt).sort()[0] ?? '',
      endsAt: made.map(({ endsAt }) => endsAt).sort().at(-1) ?? '',
      shifts: made,
    });
    const created = payload && 'event' in payload ? payload.event : undefined;
    if (created) navigate(`/desk/events/${created.id}`);
    return undefined;
  };

  return (
    <div className={layout['section']}>
      <Link href="/desk" className={layout['crumb']}>
        {text('desk.title')}
      </Link>
      <h1>{text('desk.new')}</h1>
      <p className={layout['lead']}>{organization.name}</p>
      <form className={style['form']} onSubmit={(event) => void submit(event)}>
        <fieldset className={style['group']}>
          <legend>{text('desk.form.what')}</legend>
          {languages.map((one) => (
            <Field
              key={one}
              label={text(`desk.form.title.${one}`)}
              name={`title-${one}`}
              lang={one}
              maxLength={200}
              defaultValue={from?.titleTranslations[one] ?? ''}
            />
          ))}
          <Area label={text('desk.form.description')} name="description" maxLength={10000} defaultValue={from?.descriptionTranslations[language] ?? ''} />
          <div className={style['choices']} role="group" aria-labelledby="directions">
            <span id="directions" className={style['choice']}>
              {text('organization.directions')}
            </span>
            {choices.directions.map(({ id, code, name }) => (
              <Check
                key={id}
                label={name}
                name="direction"
                value={code}
                defaultChecked={from?.directions.some((one) => one.code === code)}
              />
            ))}
          </div>
        </fieldset>
        <fieldset className={style['group']}>
          <legend>{text('desk.form.where')}</legend>
          <Check label={text('event.remote')} checked={remote} onChange={({ target }) => setRemote(target.checked)} />
          {!remote && (
            <>
              <Select label={text('events.region')} value={region} required onChange={({ target }) => setRegion(target.value)}>
                <option value="" />
                {choices.regions.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </Select>
              <Field label={text('desk.form.venue')} name="venue" maxLength={500} defaultValue={from?.venueTranslations[language] ?? ''} />
            </>
          )}
        </fieldset>
        <fieldset className={style['group']}>
          <legend>{text('desk.form.shifts')}</legend>
          {shifts.map((shift, index) => (
            <div key={index} className={style['row']}>
              <Field
                label={text('desk.form.shift.title')}
                value={shift.title}
                required
                maxLength={200}
                onChange={({ target }) => change(index, { title: target.value })}
              />
              <Field
                type="datetime-local"
                label={text('desk.form.shift.start')}
                value={shift.start}
                required
                onChange={({ target }) => change(index, { start: target.value })}
              />
              <Field
                type="datetime-local"
                label={text('desk.form.shift.end')}
                value={shift.end}
                required
                min={shift.start}
                onChange={({ target }) => change(index, { end: target.value })}
              />
              <Field
                type="number"
                label={text('desk.capacity')}
                value={shift.capacity}
                required
                min={1}
                max={100000}
                onChange={({ target }) => change(index, { capacity: target.value })}
              />
            </div>
          ))}
          <div className={style['steps']}>
            <Button onClick={() => setShifts((all) => [...all, next(all.at(-1))])}>{text('desk.form.shift.add')}</Button>
            {shifts.length > 1 && (
              <Button kind="quiet" onClick={() => setShifts((all) => all.slice(0, -1))}>
                {text('desk.form.shift.remove')}
              </Button>
            )}
          </div>
          <Field
            type="number"
            label={text('desk.noShow')}
            hint={text('desk.noShow.hint')}
            name="noShow"
            min={0}
            max={1440}
            required
            defaultValue={from?.shifts[0]?.noShowMinutes ?? 30}
          />
        </fieldset>
        <fieldset className={style['group']}>
          <legend>{text('desk.form.who')}</legend>
          <Field
            type="number"
            label={text('desk.form.minAge')}
            name="minAge"
            min={0}
            max={100}
            defaultValue={from?.shifts[0]?.minAge || ''}
          />
          <Check
            label={text('desk.form.approval')}
            name="approval"
            defaultChecked={from?.shifts[0]?.signupPolicy === 'APPROVAL'}
          />
          <Check label={text('desk.form.guests')} name="guests" />
          <Check label={text('shift.membersOnly')} name="membersOnly" defaultChecked={from?.shifts[0]?.membersOnly} />
        </fieldset>
        <Refusals
          all={[...refusals, ...(missing ? [{ code: 'MISSING', message: missing, nextStep: null }] : [])]}
        />
        <p>{text('desk.form.draft')}</p>
        <div>
          <Button type="submit" kind="primary" busy={busy}>
            {text('desk.form.create')}
          </Button>
        </div>
      </form>
      <SeeQuery document={deskChoices} />
      <SeeQuery document={createEvent} label={text('desk.form.seeMutation')} />
    </div>
  );
}

type Translations = Record<Language, string | null> | undefined;

/** The languages in which a text is written. */
function known(texts: Translations): Partial<Words> {
  return Object.fromEntries(languages.flatMap((one) => (texts?.[one] ? [[one, texts[one]]] : [])));
}

function fresh(): ShiftDraft {
  const day = localOf(new Date(Date.now() + week).toISOString(), usualZone).slice(0, 10);
  return { title: '', start: `${day}T10:00`, end: `${day}T14:00`, capacity: '20' };
}

/** The next shift begins when the one before it ends. */
function next(before: ShiftDraft | undefined): ShiftDraft {
  if (!before) return fresh();
  const length = Date.parse(`${before.end}:00Z`) - Date.parse(`${before.start}:00Z`);
  const end = new Date(Date.parse(`${before.end}:00Z`) + Math.max(length, 3_600_000)).toISOString().slice(0, 16);
  return { ...before, title: '', others: {}, start: before.end, end };
}

function copied(from: NonNullable<From>): ShiftDraft[] {
  // A whole number of weeks on, so that the days of the week stay.
  const weeks = Math.max(1, Math.ceil((Date.now() - Date.parse(from.startsAt)) / week));
  const later = (instant: string) => localOf(new Date(Date.parse(instant) + weeks * week).toISOString(), from.timeZone);
  return from.shifts
    .filter(({ state }) => state !== 'CANCELLED')
    .map(({ title, titleTranslations, startsAt, endsAt, live }) => ({
      title,
      others: known(titleTranslations),
      start: later(startsAt),
      end: later(endsAt),
      capacity: String(live.capacity),
    }));
}
