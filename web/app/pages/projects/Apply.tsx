import { type FormEvent, useState } from 'react';
import { languages } from '../../../shared/language';
import { useAction } from '../../api/use-action';
import { Button } from '../../parts/Button';
import { Area, Field, Select } from '../../parts/Field';
import form from '../../parts/form.module.css';
import layout from '../../parts/layout.module.css';
import { Refusals } from '../../parts/Refusals';
import { dayInKazakhstan } from '../../text/dates';
import { language, text } from '../../text/text';
import { applyForProject } from './actions';
import { Period } from './Period';
import { fundings, sources } from './types';

const mostIndicators = 20;

/** An application for a project: whose money, how much, when, and what is to be reached. */
export function Apply({ organizationId, done }: { organizationId: string; done: () => void }) {
  const { busy, refusals, run } = useAction();
  const [open, setOpen] = useState(false);
  const [indicators, setIndicators] = useState(1);
  const apply = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const value = (name: string) => String(given.get(name) ?? '').trim();
    const words = (name: string) => Object.fromEntries(languages.map((one) => [one, value(`${name}-${one}`)]).filter(([, said]) => said));
    const description = value('description');
    const made = await run(applyForProject, {
      organizationId,
      funding: value('funding') as 'GRANT',
      title: words('title'),
      ...(description && { description: { [language]: description } }),
      sum: value('sum'),
      startsOn: value('startsOn'),
      endsOn: value('endsOn'),
      indicators: Array.from({ length: indicators }, (_, index) => ({
        title: { [language]: value(`indicator${index}`) },
        source: value(`source${index}`) as 'PEOPLE',
        target: Number(value(`target${index}`)),
      })),
    });
    if (!made) return;
    setOpen(false);
    done();
  };
  if (!open) {
    return (
      <div>
        <Button kind="primary" onClick={() => setOpen(true)}>
          {text('project.apply')}
        </Button>
      </div>
    );
  }
  return (
    <section className={layout['section']} aria-labelledby="apply">
      <h2 id="apply">{text('project.apply')}</h2>
      <form className={form['form']} onSubmit={(event) => void apply(event)}>
        <Select label={text('projects.funding')} name="funding">
          {fundings.map((one) => (
            <option key={one} value={one}>
              {text(`project.funding.${one}`)}
            </option>
          ))}
        </Select>
        {languages.map((one) => (
          <Field key={one} label={text(`desk.form.title.${one}`)} name={`title-${one}`} lang={one} maxLength={200} required={one === language} />
        ))}
        <Area label={text('project.description')} name="description" maxLength={10_000} />
        <Field label={text('project.sum.tenge')} name="sum" inputMode="numeric" pattern="\d+" required />
        <Period startsOn={dayInKazakhstan(30)} endsOn={dayInKazakhstan(210)} />
        <fieldset className={form['form']}>
          <legend className={form['legend']}>{text('project.indicators')}</legend>
          {Array.from({ length: indicators }, (_, index) => (
            <div key={index} className={form['pair']}>
              <Field label={text('project.indicator.number', { number: index + 1 })} name={`indicator${index}`} maxLength={200} required />
              <Field label={text('project.target')} name={`target${index}`} type="number" min={1} max={1_000_000_000} required />
              <Select label={text('project.source')} name={`source${index}`}>
                {sources.map((one) => (
                  <option key={one} value={one}>
                    {text(`project.source.${one}`)}
                  </option>
                ))}
              </Select>
            </div>
          ))}
        </fieldset>
        {indicators < mostIndicators && (
          <div>
            <Button onClick={() => setIndicators(indicators + 1)}>{text('project.indicator.add')}</Button>
          </div>
        )}
        <Refusals all={refusals} />
        <div className={form['steps']}>
          <Button type="submit" kind="primary" busy={busy}>
            {text('project.apply.do')}
          </Button>
          <Button onClick={() => setOpen(false)}>{text('app.back')}</Button>
        </div>
      </form>
    </section>
  );
}
