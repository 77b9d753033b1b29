import type { ResultOf } from '../../api/graphql';
import { useAction } from '../../api/use-action';
import { Button } from '../../parts/Button';
import form from '../../parts/form.module.css';
import layout from '../../parts/layout.module.css';
import { Refusals } from '../../parts/Refusals';
import { momentHere } from '../../text/dates';
import { text, textIfAny } from '../../text/text';
import { giveConsent, type privacyQuery, withdrawConsent } from './privacy-queries';

type Answer = ResultOf<typeof privacyQuery>;

interface Props {
  texts: Answer['consentTexts'];
  given: NonNullable<Answer['viewer']>['consents'];
  again: () => void;
}

/** The texts that one can agree to, and what the viewer said to them. */
export function Consents({ texts, given, again }: Props) {
  const { busy, refusals, run } = useAction();
  const give = async (kind: 'PHOTO' | 'PERSONAL_DATA' | 'CREDIT_SEAT', textVersion: string) => {
    if (await run(giveConsent, { kind, textVersion })) again();
  };
  const withdraw = async (kind: 'PHOTO' | 'PERSONAL_DATA' | 'CREDIT_SEAT') => {
    if (await run(withdrawConsent, { kind })) again();
  };
  return (
    <section className={layout['section']} aria-labelledby="consents">
      <h2 id="consents">{text('me.consents')}</h2>
      <Refusals all={refusals} />
      <ul className={form['list']}>
        {texts.map(({ kind, version, text: words }) => {
          const holds = given.find((one) => one.kind === kind && !one.withdrawnAt);
          const last = given.find((one) => one.kind === kind);
          return (
            <li key={kind} data-consent={kind}>
              <div className={form['said']}>
                <strong>{textIfAny(`me.consents.${kind}`) ?? kind}</strong>
                <p>{words}</p>
                <p className={form['quiet']}>
                  {!last && text('me.consents.never', { version: whole(version) })}
                  {last && holds && text('me.consents.given', { time: momentHere(holds.givenAt), version: whole(holds.textVersion) })}
                  {last && !holds && text('me.consents.withdrawn', { time: momentHere(last.withdrawnAt ?? last.givenAt), version: whole(last.textVersion) })}
                </p>
                {holds && holds.textVersion !== version && <p>{text('me.consents.newer', { version: whole(version) })}</p>}
              </div>
              {(!holds || holds.textVersion !== version) && (
                <Button busy={busy} onClick={() => void give(kind, version)}>
                  {text('me.consents.give')}
                </Button>
              )}
              {holds && kind !== 'PERSONAL_DATA' && (
                <Button kind="quiet" busy={busy} onClick={() => void withdraw(kind)}>
                  {text('me.consents.withdraw')}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** A version, which is a date, on one line. */
const whole = (version: string) => version.replaceAll('-', '\u2011');
