import { type FormEvent, useState } from 'react';
import type { ResultOf } from '../../api/graphql';
import { useAction } from '../../api/use-action';
import { useData } from '../../api/use-data';
import { Button } from '../../parts/Button';
import { Check, Field, Select } from '../../parts/Field';
import form from '../../parts/form.module.css';
import layout from '../../parts/layout.module.css';
import { Refusals } from '../../parts/Refusals';
import { Failed, Loading } from '../../parts/states';
import { useViewer } from '../../shell/viewer';
import { dateInWords } from '../../text/dates';
import { languageNames, text } from '../../text/text';
import { Following } from './Following';
import { MeFrame } from './MeFrame';
import { profileQuery, updateProfile } from './profile-queries';

/** What the viewer says of themselves. */
export default function Profile() {
  return (
    <MeFrame title="me.profile">
      <Loaded />
    </MeFrame>
  );
}

type Answer = ResultOf<typeof profileQuery>;
type Person = NonNullable<NonNullable<Answer['viewer']>['volunteer']>;

function Loaded() {
  const { data, error, again } = useData(profileQuery, {});
  if (error) return <Failed error={error} again={again} />;
  const person = data?.viewer?.volunteer;
  if (!data || !person) return <Loading lines={4} />;
  return (
    <>
      <Form key={person.id} person={person} answer={data} again={again} />
      <Following organizations={data.viewer?.following ?? []} again={again} />
    </>
  );
}

function Form({ person, answer, again }: { person: Person; answer: Answer; again: () => void }) {
  const { busy, refusals, run } = useAction();
  const { again: whoAgain } = useViewer();
  const [saved, setSaved] = useState(false);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const value = (name: string) => String(given.get(name) ?? '').trim();
    setSaved(false);
    const done = await run(updateProfile, {
      givenName: value('givenName'),
      familyName: value('familyName'),
      locale: value('locale') as 'kk',
      regionId: value('region') || null,
      skills: value('skills').split(',').map((one) => one.trim()).filter(Boolean),
      directions: given.getAll('direction').map(String) as 'SOCIAL'[],
      ...(value('birthDate') && { birthDate: value('birthDate') }),
    });
    if (!done) return;
    setSaved(true);
    again();
    whoAgain();
  };
  return (
    <form className={form['form']} onSubmit={(event) => void submit(event)} onChange={() => setSaved(false)}>
      <p className={layout['lead']}>{text('me.profile.about', { number: person.publicNumber })}</p>
      <div className={form['pair']}>
        <Field label={text('register.givenName')} name="givenName" defaultValue={person.givenName} maxLength={100} required autoComplete="given-name" />
        <Field label={text('register.familyName')} name="familyName" defaultValue={person.familyName} maxLength={100} required autoComplete="family-name" />
        <Select label={text('me.profile.locale')} name="locale" defaultValue={person.locale}>
          {(['kk', 'ru', 'en'] as const).map((one) => (
            <option key={one} value={one} lang={one}>
              {languageNames[one]}
            </option>
          ))}
        </Select>
        <Select label={text('register.region')} name="region" defaultValue={person.region?.id ?? ''}>
          <option value="" />
          {answer.regions.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      </div>
      {person.birthDate ? (
        <div>
          <p className={form['legend']}>{text('register.birthDate')}</p>
          <p>{dateInWords(person.birthDate)}</p>
          <p className={form['quiet']}>{text('me.profile.birthDate.stays')}</p>
        </div>
      ) : (
        <Field label={text('register.birthDate')} hint={text('me.profile.birthDate.once')} name="birthDate" type="date" />
      )}
      <fieldset>
        <legend className={form['legend']}>{text('me.profile.directions')}</legend>
        <div className={form['choices']}>
          {answer.directions.map(({ id, code, name }) => (
            <Check key={id} label={name} name="direction" value={code} defaultChecked={person.directions.some((one) => one.code === code)} />
          ))}
        </div>
      </fieldset>
      <Field label={text('me.profile.skills')} hint={text('me.profile.skills.hint')} name="skills" defaultValue={(person.skills ?? []).join(', ')} maxLength={2000} />
      <Refusals all={refusals} />
      <div className={form['steps']}>
        <Button type="submit" kind="primary" busy={busy}>
          {text('desk.save')}
        </Button>
        <span role="status" className={form['done']}>
          {saved ? text('app.saved') : ''}
        </span>
      </div>
    </form>
  );
}
