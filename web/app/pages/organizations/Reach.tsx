import { text } from '../../text/text';
import style from './organizations.module.css';

interface Props {
  address: string;
  contactEmail: string | null;
  contactPhone: string | null;
  website: string | null;
}

/** How everybody reaches an organization, as far as it said so: lines of a list of facts. */
export function Reach({ address, contactEmail, contactPhone, website }: Props) {
  return (
    <>
      {address && (
        <>
          <dt>{text('organization.address')}</dt>
          <dd className={style['description']} data-address>
            {address}
          </dd>
        </>
      )}
      {(contactEmail || contactPhone) && (
        <>
          <dt>{text('organization.contact')}</dt>
          <dd className={style['contacts']}>
            {contactEmail && <a href={`mailto:${contactEmail}`}>{contactEmail}</a>}
            {contactPhone && <a href={`tel:${contactPhone}`}>{contactPhone}</a>}
          </dd>
        </>
      )}
      {website && /^https?:\/\//.test(website) && (
        <>
          <dt>{text('organization.website')}</dt>
          <dd>
            <a href={website} rel="noopener nofollow">
              {website.replace(/^https?:\/\//, '')}
            </a>
          </dd>
        </>
      )}
    </>
  );
}
