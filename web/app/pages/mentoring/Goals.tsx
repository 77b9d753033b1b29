import { useAction } from '../../api/use-action';
import card from '../../parts/card.module.css';
import { Refusals } from '../../parts/Refusals';
import { text } from '../../text/text';
import { setMentorshipProgress } from './actions';
import style from './mentoring.module.css';
import type { Whole } from './types';

const tenths = Array.from({ length: 11 }, (_, index) => index * 10);

/** What is to be reached, and how far it is: either side says so, both see it. */
export function Goals({ mentorship, may }: { mentorship: Whole; may: boolean }) {
  const { refusals, run } = useAction();
  const goals = mentorship.goals ?? [];
  if (goals.length === 0) return null;
  return (
    <section aria-label={text('mentoring.goals')}>
      <p className={card['quiet']}>{text('mentoring.goals.reached', { reached: mentorship.goalsReached, chosen: mentorship.goalsChosen })}</p>
      <ol className={style['goals']}>
        {goals.map(({ id, number, title, progress }) => (
          <li key={id} data-goal={number} data-progress={progress}>
            <span>{title}</span>
            <progress max={100} value={progress} aria-label={title} />
            {may ? (
              <select
                aria-label={text('mentoring.progress.of', { title })}
                value={progress}
                onChange={({ target }) => void run(setMentorshipProgress, { goalId: id, progress: Number(target.value) })}
              >
                {[...new Set([...tenths, progress])].sort((a, b) => a - b).map((one) => (
                  <option key={one} value={one}>
                    {one} %
                  </option>
                ))}
              </select>
            ) : (
              <span className="tabular">{progress} %</span>
            )}
          </li>
        ))}
      </ol>
      <Refusals all={refusals} />
    </section>
  );
}
