import type { ResultOf } from '../../../api/graphql';
import { languages } from '../../../../shared/language';
import { Area, Check, Field, Select } from '../../../parts/Field';
import form from '../../../parts/form.module.css';
import { text } from '../../../text/text';
import type { choicesQuery, profileQuery } from './queries';

export type Profile = Extract<NonNullable<ResultOf<typeof profileQuery>['node']>, { __typename: 'Organization' }>;
type Choices = ResultOf<typeof choicesQuery>;

const forms = ['INFORMAL_GROUP', 'NGO', 'STATE', 'BUSINESS'] as const;

interface Props {
  choices: Choices;
  from?: Profile;
  /** What was looked at when it was verified changes in a draft only. */
  draft: boolean;
}

/** What an organization says of itself. */
export function OrganizationFields({ choices, from, draft }: Props) {
  return (
    <>
      {languages.map((one) => (
        <Field
          key={one}
          label={text(`profile.name.${one}`)}
          name={`name-${one}`}
          lang={one}
          maxLength={200}
          defaultValue={from?.nameTranslations[one] ?? ''}
        />
      ))}
      {languages.map((one) => (
        <Area
          key={one}
          label={text(`profile.description.${one}`)}
          name={`description-${one}`}
          lang={one}
          maxLength={10000}
          defaultValue={from?.descriptionTranslations[one] ?? ''}
        />
      ))}
      {draft ? (
        <div className={form['pair']}>
          <Select label={text('profile.form')} name="legalForm" defaultValue={from?.legalForm ?? 'INFORMAL_GROUP'}>
            {forms.map((one) => (
              <option key={one} value={one}>
                {text(`organization.form.${one}`)}
              </option>
            ))}
          </Select>
          <Field label={text('profile.bin')} name="bin" inputMode="numeric" pattern="[0-9]{12}" defaultValue={from?.bin ?? ''} />
          <Select label={text('profile.home')} name="homeRegion" required defaultValue={from?.homeRegion?.id ?? ''}>
            <option value="" />
            {choices.regions.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        </div>
      ) : (
        <p className={form['quiet']}>
          {[from && text(`organization.form.${from.legalForm}`), from?.bin, from?.homeRegion?.name].filter(Boolean).join(' · ')}
        </p>
      )}
      <fieldset>
        <legend className={form['legend']}>{text('organization.directions')}</legend>
        <div className={form['choices']}>
          {choices.directions.map(({ id, code, name }) => (
            <Check key={id} label={name} name="direction" value={code} defaultChecked={from?.directions.some((one) => one.code === code)} />
          ))}
        </div>
      </fieldset>
      {languages.map((one) => (
        <Field
          key={one}
          label={text(`profile.address.${one}`)}
          name={`address-${one}`}
          lang={one}
          maxLength={500}
          hint={text('profile.public')}
          defaultValue={from?.addressTranslations[one] ?? ''}
        />
      ))}
      <div className={form['pair']}>
        <Field label={text('profile.email')} name="contactEmail" type="email" defaultValue={from?.contactEmail ?? ''} hint={text('profile.public')} />
        <Field label={text('profile.phone')} name="contactPhone" type="tel" defaultValue={from?.contactPhone ?? ''} hint={text('profile.public')} />
      </div>
      <Field label={text('organization.website')} name="website" type="url" placeholder="https://" defaultValue={from?.website ?? ''} />
    </>
  );
}

/** What stands in the fields; in a draft with what it is in law. */
export function readOrganization(given: FormData) {
  const value = (name: string) => String(given.get(name) ?? '').trim();
  const words = (name: string) => Object.fromEntries(languages.map((one) => [one, value(`${name}-${one}`)]).filter(([, said]) => said));
  return {
    name: words('name'),
    description: words('description'),
    address: words('address'),
    directions: given.getAll('direction').map(String) as 'SOCIAL'[],
    website: value('website'),
    contactEmail: value('contactEmail'),
    contactPhone: value('contactPhone'),
    law: { legalForm: value('legalForm') as 'NGO', bin: value('bin'), homeRegionId: value('homeRegion') },
  };
}
