import { useDirections } from '../research/use-directions';
import { text } from '../../text/text';
import style from './credit.module.css';

/** Which work counts by rules: with what evidence, and in which directions. */
export function RuleBounds({ rules }: { rules: { minEvidence: number; directions: readonly string[] } }) {
  const nameOf = useDirections();
  const { minEvidence, directions } = rules;
  return (
    <p className={style['quiet']} data-evidence={minEvidence} data-directions={directions.join(' ')}>
      {text('credit.rules.evidence', { evidence: text(`credit.evidence.${minEvidence as 0}`) })}{' '}
      {directions.length > 0 ? text('credit.rules.directions', { names: directions.map(nameOf).join(', ') }) : text('credit.rules.directions.all')}
    </p>
  );
}
