import { type FormEvent, useState } from 'react';
import { useAction } from '../../api/use-action';
import { ofConnection, useList } from '../../api/use-rest';
import { Button } from '../../parts/Button';
import { Select } from '../../parts/Field';
import form from '../../parts/form.module.css';
import { More } from '../../parts/More';
import { Refusals } from '../../parts/Refusals';
import { text } from '../../text/text';
import { setEventProject } from './actions';
import { eventsToGive } from './queries';
import type { Project } from './types';

/** Gives events of the organization to its project, or takes them away: its indicators count what happens there. */
export function GiveEvent({ project, again }: { project: Project; again: () => void }) {
  const { busy, refusals, run } = useAction();
  const variables = { where: { organizationID: project.organization.id, stateNEQ: 'CANCELLED' as const } };
  const { list, again: eventsAgain } = useList(eventsToGive, variables, ({ events }) => ofConnection(events));
  const [chosen, setChosen] = useState('');
  const free = list.rows.filter((event) => !event.project);
  const given = list.rows.filter((event) => event.project?.id === project.id);
  const taken = given.some(({ id }) => id === chosen);
  const set = async (event: FormEvent) => {
    event.preventDefault();
    if (!chosen || !(await run(setEventProject, { eventId: chosen, ...(!taken && { projectId: project.id }) }))) return;
    setChosen('');
    eventsAgain();
    again();
  };
  return (
    <form className={`${form['form']} no-print`} onSubmit={(event) => void set(event)}>
      <Select label={text('project.event')} value={chosen} onChange={({ target }) => setChosen(target.value)} required>
        <option value="" />
        {free.map(({ id, title }) => (
          <option key={id} value={id}>
            {title}
          </option>
        ))}
        {given.length > 0 && (
          <optgroup label={text('project.events')}>
            {given.map(({ id, title }) => (
              <option key={id} value={id}>
                {title}
              </option>
            ))}
          </optgroup>
        )}
      </Select>
      <More list={list} />
      <Refusals all={refusals} />
      <div>
        <Button type="submit" busy={busy}>
          {text(taken ? 'project.event.take' : 'project.event.give')}
        </Button>
      </div>
    </form>
  );
}
