import { text } from '../../text/text';

/** What a notice is about, as far as it tells. */
interface Told {
  kind: string;
  organization: { id: string } | null;
  shift: { event: { id: string } } | null;
  article: { id: string; title: string } | null;
}

type Link = { href: string; label: string } | null;

const credit = (): Link => ({ href: '/me/hours', label: text('credit.mine') });
const hours = (): Link => ({ href: '/me/hours#ledger', label: text('hours.mine') });
const came = ({ shift }: Told): Link => shift && { href: `/desk/events/${shift.event.id}/came`, label: text('came.title') };
const article = (told: Told): Link => told.article && { href: `/news/${told.article.id}`, label: told.article.title };

const desk = ({ organization }: Told): Link => ({
  href: `/center/news?organization=${organization?.id ?? ''}`,
  label: text(organization ? 'news.desk' : 'news.network'),
});

/** The page on which one sees what a notice of a kind tells, beside the page of its event or organization. */
const pages: Partial<Record<string, (told: Told, schools: readonly string[]) => Link>> = {
  ENROLLMENT_CONFIRMED: credit,
  ENROLLMENT_DECLINED: credit,
  CREDIT_SEAT_LAPSED: credit,
  CREDIT_AWARD_MOVED: () => ({ href: '/me/hours#awards', label: text('credit.awards') }),
  // Told to the officers of the university, and then to who runs the programme.
  CREDIT_OVERDUE: ({ organization }, schools) =>
    organization && schools.includes(organization.id)
      ? { href: `/university?organization=${organization.id}#awards`, label: text('credit.desk') }
      : { href: '/programme', label: text('credit.programme') },
  HOURS_RECORDED: hours,
  HOURS_DECIDED: hours,
  HOURS_DISPUTE_ANSWERED: hours,
  HOURS_DISPUTED: ({ organization }) => ({ href: `/desk/hours${organization ? `?organization=${organization.id}` : ''}`, label: text('hours.title') }),
  WHO_CAME: came,
  EVENT_UNSETTLED: came,
  MISTAKE_REPORTED: desk,
  MISTAKE_ANSWERED: article,
};

/** Where a notice leads by its kind; null for one that leads to its event or organization alone. `schools` are the viewer's own to run. */
export const noticeLink = (told: Told, schools: readonly string[]): Link => pages[told.kind]?.(told, schools) ?? null;
