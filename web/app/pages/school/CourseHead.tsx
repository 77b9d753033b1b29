import { Link } from 'wouter';
import card from '../../parts/card.module.css';
import { qualification } from '../../text/qualification';
import { text } from '../../text/text';

interface Props {
  course: { level: number; grants: string; validMonths: number | null; organization?: { id: string; name: string } };
}

/** What one needs to know of a course: its level, what it grants and for how long, whose it is. */
export function CourseHead({ course: { level, grants, validMonths, organization } }: Props) {
  return (
    <p className={card['quiet']}>
      {text('course.level', { level })} · {text('course.grants', { name: qualification(grants) })}{' '}
      {validMonths ? text('course.months', { months: validMonths }) : text('course.forEver')}
      {organization && (
        <>
          {' '}
          · <Link href={`/organizations/${organization.id}`}>{organization.name}</Link>
        </>
      )}
    </p>
  );
}
