import { Link, useParams } from 'wouter';
import { useData } from '../../api/use-data';
import card from '../../parts/card.module.css';
import layout from '../../parts/layout.module.css';
import { SeeQuery } from '../../parts/SeeQuery';
import { Failed, Loading, Notice } from '../../parts/states';
import { usePage } from '../../parts/use-page';
import { dateInWords } from '../../text/dates';
import { text } from '../../text/text';
import { Findings, Fixed } from './Found';
import { studyQuery } from './queries';
import style from './research.module.css';

/** A study: what was asked, what was found, and what it rests on. */
export default function StudyPage() {
  const { id = '' } = useParams<{ id: string }>();
  const variables = { id };
  const { data, error, again } = useData(studyQuery, variables);
  const study = data?.node && 'question' in data.node ? data.node : undefined;
  usePage(study?.question ?? text('research.title'));
  if (error) return <Failed error={error} again={again} />;
  if (!data) return <Loading lines={6} />;
  if (!study) {
    return (
      <Notice title={text('research.missing')} heading="h1">
        {text('research.missing.hint')}
      </Notice>
    );
  }
  return (
    <article className={layout['page']}>
      <section className={layout['section']}>
        <Link href="/research" className={layout['crumb']}>
          {text('research.title')}
        </Link>
        <h1>{study.question}</h1>
        <p className={card['figures']}>
          <Link href={`/regions/${study.region.iso}`}>{study.region.name}</Link>
          <Link href={`/organizations/${study.center.id}`}>{study.center.name}</Link>
          {study.publishedAt && <time dateTime={study.publishedAt}>{dateInWords(study.publishedAt.slice(0, 10))}</time>}
        </p>
        {study.state !== 'PUBLISHED' && <p className={card['state']}>{text(`research.state.${study.state}`)}</p>}
      </section>
      <section className={layout['section']} aria-labelledby="findings">
        <h2 id="findings">{text('research.findings')}</h2>
        {study.findings.length === 0 && <Notice>{text('research.findings.none')}</Notice>}
        <Findings study={study} />
      </section>
      {study.figures.length > 0 && (
        <section className={layout['section']} aria-labelledby="figures">
          <h2 id="figures">{text('research.figures')}</h2>
          <p className={layout['lead']}>{text('research.figures.about')}</p>
          {study.figures.map((one) => (
            <Fixed key={one.number} study={study.id} figures={one} />
          ))}
        </section>
      )}
      <section className={layout['section']} aria-labelledby="method">
        <h2 id="method">{text('research.method')}</h2>
        {study.method && <p className={style['guide']}>{study.method}</p>}
        <p>{text('research.interviews', { count: study.interviewCount })}</p>
        {study.guide && (
          <details>
            <summary>{text('research.guide')}</summary>
            <p className={style['guide']}>{study.guide}</p>
          </details>
        )}
        <SeeQuery document={studyQuery} variables={variables} />
      </section>
    </article>
  );
}
