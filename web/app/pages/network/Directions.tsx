import { Link } from 'wouter';
import layout from '../../parts/layout.module.css';
import { Loading } from '../../parts/states';
import { useChanged } from '../../parts/use-changed';
import { number, text } from '../../text/text';
import style from './network.module.css';
import type { DirectionStats } from './use-network';

/** Places left by direction: how much of each bar is taken, and how many are free in words. */
export function Directions({ directions, region }: { directions: DirectionStats[] | undefined; region?: string }) {
  return (
    <section className={layout['section']} aria-labelledby="directions">
      <h2 id="directions">{text('network.directions')}</h2>
      {!directions ? (
        <Loading lines={4} />
      ) : (
        <ul className={style['bars']}>
          {directions.map((one) => (
            <Bar key={one.direction.id} {...one} {...(region && { region })} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Bar({ direction, totals, region }: DirectionStats & { region?: string }) {
  const changed = useChanged(totals.freePlaces);
  const href = region ? `/events?region=${region}&direction=${direction.code}` : `/directions/${direction.code}`;
  return (
    <li>
      <Link href={href} className={style['bar']}>
        <span>{direction.name}</span>
        <span className={`${style['free']} ${changed ? style['changed'] : ''}`}>
          {number(totals.freePlaces)} <small>{text('network.of', { places: totals.places })}</small>
        </span>
        <progress
          className={totals.places === 0 ? style['none'] : undefined}
          max={Math.max(totals.places, 1)}
          value={totals.takenPlaces}
          aria-hidden="true"
        />
      </Link>
    </li>
  );
}
