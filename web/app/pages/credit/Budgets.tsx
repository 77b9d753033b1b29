import { type FormEvent, useState } from 'react';
import type { ResultOf } from '../../api/graphql';
import { useAction } from '../../api/use-action';
import { Button } from '../../parts/Button';
import { Field, Select } from '../../parts/Field';
import form from '../../parts/form.module.css';
import layout from '../../parts/layout.module.css';
import { Refusals } from '../../parts/Refusals';
import { SeeQuery } from '../../parts/SeeQuery';
import { text } from '../../text/text';
import desk from '../desk/desk.module.css';
import { money } from './amounts';
import style from './credit.module.css';
import { budgets, setBudget } from './programme-queries';
import { useYear } from './YearSelect';

/** What universities have for the year, and giving one more, or another number. */
export function Budgets({ data, again }: { data: ResultOf<typeof budgets>; again: () => void }) {
  const { year } = useYear();
  const { busy, refusals, run } = useAction();
  const [saved, setSaved] = useState(false);
  const set = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const made = await run(setBudget, {
      organizationId: String(given.get('university')),
      fiscalYear: year,
      seats: Number(given.get('seats')),
      money: String(given.get('money')),
    });
    setSaved(made !== undefined);
    if (made) again();
  };
  return (
    <section className={layout['section']} aria-labelledby="budgets">
      <h2 id="budgets">{text('credit.budgets')}</h2>
      {data.creditBudgets.length === 0 ? (
        <p className={style['quiet']}>{text('credit.budgets.none')}</p>
      ) : (
        <div className={desk['scroll']}>
          <table className={`${desk['table']} ${desk['stack']}`}>
            <thead>
              <tr>
                <th scope="col">{text('credit.university')}</th>
                <th scope="col">{text('credit.seats.of')}</th>
                <th scope="col">{text('credit.seats.taken')}</th>
                <th scope="col">{text('desk.waiting')}</th>
                <th scope="col">{text('credit.money')}</th>
              </tr>
            </thead>
            <tbody>
              {data.creditBudgets.map(({ id, organization, seats, money: amount }) => (
                <tr key={id} data-budget={organization.id}>
                  <th scope="row">{organization.name}</th>
                  <td data-label={text('credit.seats.of')}>{seats.capacity}</td>
                  <td data-label={text('credit.seats.taken')}>{seats.confirmed}</td>
                  <td data-label={text('desk.waiting')}>{seats.waitlisted}</td>
                  <td data-label={text('credit.money')}>{money(amount)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <form className={form['form']} onSubmit={(event) => void set(event)} onChange={() => setSaved(false)}>
        <h3>{text('credit.budgets.set')}</h3>
        <p className={style['quiet']}>{text('credit.budgets.about')}</p>
        <Select label={text('credit.university')} name="university" required defaultValue="">
          <option value="" />
          {data.universities.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
        <div className={form['pair']}>
          <Field label={text('credit.seats.of')} name="seats" type="number" min={1} max={100000} required />
          <Field label={text('credit.field.amount')} name="money" inputMode="numeric" pattern="\d+" required />
        </div>
        <Refusals all={refusals} />
        <div className={form['steps']}>
          <Button type="submit" busy={busy}>
            {text('desk.save')}
          </Button>
          <span role="status" className={form['done']}>
            {saved ? text('app.saved') : ''}
          </span>
        </div>
      </form>
      <SeeQuery document={budgets} variables={{ fiscalYear: year }} />
    </section>
  );
}
