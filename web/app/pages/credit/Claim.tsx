import { useAction } from '../../api/use-action';
import { Button } from '../../parts/Button';
import layout from '../../parts/layout.module.css';
import { Refusals } from '../../parts/Refusals';
import { Notice } from '../../parts/states';
import { text } from '../../text/text';
import { hours, money } from './amounts';
import style from './credit.module.css';
import type { Mine } from './Hours';
import { claimCredit } from './queries';

/** What the viewer can claim now, and whether its money is kept. */
export function Claim({ mine }: { mine: Mine }) {
  const { busy, refusals, run } = useAction();
  return (
    <section className={layout['section']} aria-labelledby="claim">
      <h2 id="claim">{text('credit.claim')}</h2>
      {mine.claimable.length === 0 && <Notice>{text('credit.claim.empty', { hours: hours(mine.usableMinutes) })}</Notice>}
      <Refusals all={refusals} />
      <ul className={style['cards']}>
        {mine.claimable.map(({ enrollmentId, minutes, credits, amount, assured }) => (
          <li key={enrollmentId + minutes} className={style['card']} data-offer={minutes / 60}>
            <p className={style['worth']}>
              {hours(minutes)} · {text('credit.credits', { count: credits })} · {money(amount)}
            </p>
            <p className={assured ? style['quiet'] : style['late']}>{text(assured ? 'credit.claim.assured' : 'credit.claim.unassured')}</p>
            <div>
              <Button kind="primary" busy={busy} onClick={() => void run(claimCredit, { enrollmentId, hours: minutes / 60, fiscalYear: mine.fiscalYear })}>
                {text('credit.claim.do', { hours: hours(minutes) })}
              </Button>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
