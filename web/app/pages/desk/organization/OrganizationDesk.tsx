import { type FormEvent, useState } from 'react';
import { useAction } from '../../../api/use-action';
import { useData } from '../../../api/use-data';
import { Button, ButtonLink } from '../../../parts/Button';
import form from '../../../parts/form.module.css';
import layout from '../../../parts/layout.module.css';
import { Refusals } from '../../../parts/Refusals';
import { Failed, Loading } from '../../../parts/states';
import { usePage } from '../../../parts/use-page';
import { NotFound } from '../../../shell/NotFound';
import { text } from '../../../text/text';
import { Chooser, DeskGate, type Run, useChosen } from '../DeskGate';
import { DeskTabs } from '../DeskTabs';
import { OrganizationFields, type Profile, readOrganization } from './OrganizationFields';
import { choicesQuery, profileQuery, updateOrganization } from './queries';
import { Status } from './Status';

/** An organization at the desk: where it stands, what to do next, and what it says of itself. */
export default function OrganizationDesk() {
  usePage(text('desk.profile'));
  return <DeskGate>{(runs) => <Loaded runs={runs} />}</DeskGate>;
}

function Loaded({ runs }: { runs: [Run, ...Run[]] }) {
  const chosen = useChosen(runs);
  const { data, error, again } = useData(profileQuery, { id: chosen.id });
  const { data: choices } = useData(choicesQuery, {});
  const organization = data?.node?.__typename === 'Organization' ? data.node : undefined;
  return (
    <div className={layout['page']}>
      <div className={layout['section']}>
        <h1>{text('desk.profile')}</h1>
        <Chooser runs={runs} chosen={chosen} />
        <DeskTabs chosen={chosen} />
      </div>
      {error && <Failed error={error} again={again} />}
      {!error && (!data || !choices) && <Loading lines={4} />}
      {data && !organization && <NotFound />}
      {organization && choices && (
        <>
          <Status organization={organization} admin={chosen.admin} again={again} />
          {chosen.admin && organization.status !== 'CLOSED' && (
            <ProfileForm key={organization.id} organization={organization} choices={choices} again={again} />
          )}
          <p>
            <ButtonLink href={`/organizations/${organization.id}`}>{text('desk.public')}</ButtonLink>
          </p>
        </>
      )}
    </div>
  );
}

interface FormProps {
  organization: Profile;
  choices: Parameters<typeof OrganizationFields>[0]['choices'];
  again: () => void;
}

function ProfileForm({ organization, choices, again }: FormProps) {
  const { busy, refusals, run } = useAction();
  const [saved, setSaved] = useState(false);
  const draft = organization.status === 'DRAFT';
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const { law, ...rest } = readOrganization(new FormData(event.currentTarget));
    setSaved(false);
    const done = await run(updateOrganization, {
      organizationId: organization.id,
      expectedVersion: organization.version,
      ...rest,
      ...(draft && law),
    });
    if (done) setSaved(true);
    again();
  };
  return (
    <section className={layout['section']} aria-labelledby="profile">
      <h2 id="profile">{text('profile.title')}</h2>
      <form className={form['form']} onSubmit={(event) => void submit(event)} onChange={() => setSaved(false)}>
        <OrganizationFields choices={choices} from={organization} draft={draft} />
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
    </section>
  );
}
