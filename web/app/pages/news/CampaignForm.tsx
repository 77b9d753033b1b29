import { type SubmitEvent, useState } from 'react';
import { useAction } from '../../api/use-action';
import { Button } from '../../parts/Button';
import { Area, Field, Select } from '../../parts/Field';
import form from '../../parts/form.module.css';
import { Refusals } from '../../parts/Refusals';
import { text } from '../../text/text';
import { createCampaign, type DeskCampaign, updateCampaign } from './campaign-queries';
import { InLanguages, said } from './InLanguages';

interface Props {
  /** Whose it is; '' for the network itself. */
  organizationId: string;
  /** The years that a forum can be a part of. */
  years: readonly { id: string; title: string }[];
  /** The one that is rewritten: its texts; without it a new one is prepared. */
  campaign?: DeskCampaign;
  done: () => void;
  back: () => void;
}

/** Prepares a campaign or a forum in up to three languages. */
export function CampaignForm({ organizationId, years, campaign, done, back }: Props) {
  const act = useAction();
  const [kind, setKind] = useState<DeskCampaign['kind']>(campaign?.kind ?? 'FORUM');
  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const value = (name: string) => String(given.get(name) ?? '');
    const texts = { title: said(given, 'title'), description: said(given, 'description') };
    const made = campaign
      ? await act.run(updateCampaign, { campaignId: campaign.id, expectedVersion: campaign.version, ...texts })
      : await act.run(createCampaign, {
          organizationId: organizationId || null,
          kind,
          startsOn: value('startsOn'),
          endsOn: value('endsOn'),
          ...(kind === 'FORUM' && value('parent') && { parentId: value('parent') }),
          ...texts,
        });
    if (made) done();
  };
  return (
    <form className={form['form']} data-campaign-form onSubmit={(event) => void submit(event)}>
      {!campaign && (
        <>
          <Select label={text('news.kind')} value={kind} onChange={({ target }) => setKind(target.value as DeskCampaign['kind'])}>
            <option value="FORUM">{text('campaign.kind.FORUM')}</option>
            <option value="YEAR">{text('campaign.kind.YEAR')}</option>
          </Select>
          {kind === 'FORUM' && years.length > 0 && (
            <Select label={text('campaign.parent')} name="parent">
              <option value="">{text('campaign.parent.none')}</option>
              {years.map(({ id, title }) => (
                <option key={id} value={id}>
                  {title}
                </option>
              ))}
            </Select>
          )}
          <div className={form['pair']}>
            <Field label={text('campaign.startsOn')} name="startsOn" type="date" required />
            <Field label={text('campaign.endsOn')} name="endsOn" type="date" required />
          </div>
        </>
      )}
      <InLanguages has={(one) => Boolean(campaign?.titleTranslations[one])}>
        {(one, first) => (
          <>
            <Field
              label={text('news.form.title')}
              name={`title.${one}`}
              lang={one}
              maxLength={200}
              defaultValue={campaign?.titleTranslations[one] ?? ''}
              required={first && !campaign}
            />
            <Area
              label={text('desk.form.description')}
              name={`description.${one}`}
              lang={one}
              maxLength={4000}
              defaultValue={campaign?.descriptionTranslations[one] ?? ''}
            />
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
