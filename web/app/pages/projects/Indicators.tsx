import { type FormEvent, useState } from 'react';
import { useAction } from '../../api/use-action';
import { Button } from '../../parts/Button';
import card from '../../parts/card.module.css';
import layout from '../../parts/layout.module.css';
import { Refusals } from '../../parts/Refusals';
import { number, text } from '../../text/text';
import desk from '../desk/desk.module.css';
import { declareIndicator } from './actions';
import style from './projects.module.css';
import type { Indicator, Part, Project } from './types';

/** What is to be reached: what the network counts beside what the organization says. */
export function Indicators({ project, part, again }: { project: Project; part: Part; again: () => void }) {
  const may = part.runs && ['AWARDED', 'RUNNING', 'REPORTING', 'RETURNED'].includes(project.state);
  return (
    <section className={layout['section']} aria-labelledby="indicators">
      <h2 id="indicators">{text('project.indicators')}</h2>
      <p className={card['quiet']}>{text('project.indicators.about')}</p>
      <div className={desk['scroll']}>
        <table className={`${desk['table']} ${desk['stack']}`}>
          <thead>
            <tr>
              <th scope="col">{text('project.indicator')}</th>
              <th scope="col">{text('project.target')}</th>
              <th scope="col">{text('project.computed')}</th>
              <th scope="col">{text('project.declared')}</th>
            </tr>
          </thead>
          <tbody>
            {project.indicators.map((indicator) => (
              <tr key={indicator.id} data-indicator={indicator.number}>
                <th scope="row">
                  {indicator.title}
                  <span className={card['quiet']}> · {text(`project.source.${indicator.source}`)}</span>
                </th>
                <td data-label={text('project.target')}>{number(indicator.target)}</td>
                <td data-label={text('project.computed')} data-computed={indicator.computed ?? ''}>
                  {counted(indicator, part)}
                  {indicator.computed !== null && <Share of={indicator.computed} target={indicator.target} />}
                </td>
                <td className={desk['whole']} data-label={text('project.declared')} data-declared={indicator.declared ?? ''}>
                  {may ? <Declare key={indicator.declared} indicator={indicator} again={again} /> : indicator.declared === null ? '–' : number(indicator.declared)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

/** What the network counts; people as others than those of the project are told them. */
function counted({ computed, source }: Indicator, part: Part): string {
  const rounded = source === 'PEOPLE' && !part.reads;
  if (computed === null) return text(rounded ? 'project.computed.few' : 'project.computed.none');
  return rounded ? text('project.computed.atLeast', { n: computed }) : number(computed);
}

const Share = ({ of, target }: { of: number; target: number }) => (
  <span className={card['quiet']}> ({number(Math.floor((100 * of) / target))} %)</span>
);

function Declare({ indicator, again }: { indicator: Indicator; again: () => void }) {
  const { busy, refusals, run } = useAction();
  const [value, setValue] = useState(String(indicator.declared ?? ''));
  const declare = async (event: FormEvent) => {
    event.preventDefault();
    if (await run(declareIndicator, { indicatorId: indicator.id, value: Number(value) })) again();
  };
  return (
    <form className={style['declare']} onSubmit={(event) => void declare(event)}>
      <input
        type="number"
        min={0}
        max={1_000_000_000}
        required
        aria-label={text('project.declare.of', { title: indicator.title })}
        value={value}
        onChange={({ target }) => setValue(target.value)}
      />
      <Button type="submit" busy={busy}>
        {text('desk.save')}
      </Button>
      <Refusals all={refusals} />
    </form>
  );
}
