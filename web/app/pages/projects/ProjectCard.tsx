import { Link } from 'wouter';
import card from '../../parts/card.module.css';
import { daysInWords } from '../../text/dates';
import { language, text } from '../../text/text';
import { money } from '../credit/amounts';
import type { Brief } from './types';

/** A project in a list. */
export function ProjectCard({ project, said }: { project: Brief; said?: string }) {
  const { id, title, titleLocale, funding, state, sum, startsOn, endsOn, late, lateBy, organization, region } = project;
  return (
    <li className={card['card']} data-project={id} data-state={state}>
      <div className={card['head']}>
        <h3>
          <Link href={`/projects/${id}`} {...(titleLocale !== language && { lang: titleLocale })}>
            {title}
          </Link>
        </h3>
        <span className={card['state']}>{text(`project.state.${state}`)}</span>
      </div>
      {late && lateBy && <p className={card['late']}>{text(`project.late.${lateBy}`)}</p>}
      {said && <p>{said}</p>}
      <p>
        {organization.name} · {region.name}
      </p>
      <p className={`${card['quiet']} ${card['figures']}`}>
        <span>{text(`project.funding.${funding}`)}</span>
        <span>{money(sum)}</span>
        <span>{daysInWords(startsOn, endsOn)}</span>
      </p>
    </li>
  );
}
