import type { FormEvent } from 'react';
import { Link, useLocation } from 'wouter';
import { useSignedIn } from '../../../api/session';
import { useAction } from '../../../api/use-action';
import { useData } from '../../../api/use-data';
import { Button, ButtonLink } from '../../../parts/Button';
import form from '../../../parts/form.module.css';
import layout from '../../../parts/layout.module.css';
import { Refusals } from '../../../parts/Refusals';
import { Loading, Notice } from '../../../parts/states';
import { usePage } from '../../../parts/use-page';
import { useViewer } from '../../../shell/viewer';
import { text } from '../../../text/text';
import { OrganizationFields, readOrganization } from './OrganizationFields';
import { choicesQuery, createOrganization } from './queries';

/** Founding an organization: a draft, which its center looks at when it is submitted. */
export default function NewOrganization() {
  usePage(text('found.title'));
  const signedIn = useSignedIn();
  const { data: choices } = useData(choicesQuery, {});
  const { again } = useViewer();
  const { busy, refusals, run } = useAction();
  const [, navigate] = useLocation();
  if (!signedIn) {
    return (
      <Notice title={text('found.title')} heading="h1">
        {text('found.about')} <ButtonLink href="/sign-in?to=/desk/organization/new">{text('nav.signIn')}</ButtonLink>
      </Notice>
    );
  }
  if (!choices) return <Loading lines={4} />;
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const { law, description, address, website, contactEmail, contactPhone, ...rest } = readOrganization(new FormData(event.currentTarget));
    const made = await run(createOrganization, {
      ...rest,
      legalForm: law.legalForm,
      homeRegionId: law.homeRegionId,
      ...(Object.keys(description).length > 0 && { description }),
      ...(Object.keys(address).length > 0 && { address }),
      ...(law.bin && { bin: law.bin }),
      ...(website && { website }),
      ...(contactEmail && { contactEmail }),
      ...(contactPhone && { contactPhone }),
    });
    if (!made?.organization) return;
    again();
    navigate(`/desk/organization?organization=${made.organization.id}`);
  };
  return (
    <div className={layout['section']}>
      <Link href="/desk" className={layout['crumb']}>
        {text('desk.title')}
      </Link>
      <h1>{text('found.title')}</h1>
      <p className={layout['lead']}>{text('found.about')}</p>
      <form className={form['form']} onSubmit={(event) => void submit(event)}>
        <OrganizationFields choices={choices} draft />
        <Refusals all={refusals} />
        <div>
          <Button type="submit" kind="primary" busy={busy}>
            {text('found.do')}
          </Button>
        </div>
      </form>
    </div>
  );
}
