import { type KeyboardEvent } from 'react';
import { useSearchParams } from 'wouter';
import { Link } from 'wouter';
import layout from '../../parts/layout.module.css';
import { Ring } from '../../parts/Ring';
import { Loading } from '../../parts/states';
import { Icon } from '../../shell/Icon';
import { number, text, textIfAny } from '../../text/text';
import style from './network.module.css';
import type { RegionStats } from './use-network';

/** The regions as the country lies, or as a list. */
export function Regions({ regions }: { regions: RegionStats[] | undefined }) {
  const [search, setSearch] = useSearchParams();
  const list = search.get('view') === 'list';
  const show = (view: string | undefined) =>
    setSearch((now) => {
      const next = new URLSearchParams(now);
      if (view) next.set('view', view);
      else next.delete('view');
      return next;
    }, { replace: true });
  return (
    <section className={layout['section']} aria-labelledby="regions">
      <div className={layout['head']}>
        <h2 id="regions">{text('network.regions')}</h2>
        <div className={style['toggle']} role="group" aria-label={text('network.regions.as')}>
          <button type="button" aria-pressed={!list} onClick={() => show(undefined)}>
            <Icon name="map" size={18} /> {text('network.regions.map')}
          </button>
          <button type="button" aria-pressed={list} onClick={() => show('list')}>
            <Icon name="list" size={18} /> {text('network.regions.list')}
          </button>
        </div>
      </div>
      {!regions ? <Loading lines={4} /> : list ? <RegionList regions={regions} /> : <RegionMap regions={regions} />}
    </section>
  );
}

function RegionMap({ regions }: { regions: RegionStats[] }) {
  return (
    <>
      <ol className={style['map']} onKeyDown={moveBetweenTiles}>
        {regions.map(({ region, totals }) => (
          <li key={region.id} className={style['tile']} data-iso={region.iso} data-kind={region.kind}>
            <Link href={`/regions/${region.iso}`} title={region.name}>
              <Ring size="tile" counts={ringCounts(totals)} />
              <span className={style['short']} aria-hidden="true">
                {textIfAny(`region.${region.iso}`) ?? region.shortName}
              </span>
              <span className={style['name']} aria-hidden="true">
                {breakable(region.shortName)}
              </span>
              <span className="visually-hidden">
                {text('network.region.label', { name: region.name, free: totals.freePlaces, events: totals.events })}
              </span>
            </Link>
          </li>
        ))}
      </ol>
      <p className={style['legend']}>{text('network.regions.legend')}</p>
    </>
  );
}

/** A name that does not fit its tile is broken before its Russian ending, not before its last letter. */
const breakable = (name: string) => name.replace(/(?=ская$)/, '\u00ad');

function RegionList({ regions }: { regions: RegionStats[] }) {
  const sorted = [...regions].sort((a, b) => a.region.name.localeCompare(b.region.name, document.documentElement.lang));
  return (
    <div className={style['scroll']}>
      <table className={style['table']}>
        <thead>
          <tr>
            <th scope="col">{text('network.region')}</th>
            <th scope="col">{text('network.column.free')}</th>
            <th scope="col">{text('network.column.events')}</th>
            <th scope="col" className={style['wide']}>
              {text('network.column.organizations')}
            </th>
          </tr>
        </thead>
        <tbody>
          {sorted.map(({ region, totals }) => (
            <tr key={region.id}>
              <th scope="row">
                <Link href={`/regions/${region.iso}`}>{region.name}</Link>
              </th>
              <td>{number(totals.freePlaces)}</td>
              <td>{number(totals.events)}</td>
              <td className={style['wide']}>{number(totals.organizations)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** A region's places as its ring shows them: nothing is held or waited for there, only free or not to be taken now. */
export function ringCounts(totals: { places: number; freePlaces: number }) {
  return {
    capacity: totals.places,
    confirmed: totals.places - totals.freePlaces,
    held: 0,
    waitlisted: 0,
    available: totals.freePlaces,
  };
}

const directions: Record<string, [x: number, y: number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** The arrow keys go to the nearest tile that lies that way. */
function moveBetweenTiles(event: KeyboardEvent<HTMLElement>): void {
  const way = directions[event.key];
  if (!way || !(event.target instanceof HTMLElement)) return;
  const from = middle(event.target);
  const links = [...event.currentTarget.querySelectorAll('a')];
  const reachable = links
    .map((link) => ({ link, x: middle(link).x - from.x, y: middle(link).y - from.y }))
    .map(({ link, x, y }) => ({ link, ahead: x * way[0] + y * way[1], aside: Math.abs(x * way[1]) + Math.abs(y * way[0]) }))
    .filter(({ ahead }) => ahead > 4)
    .sort((a, b) => a.ahead + 2 * a.aside - b.ahead - 2 * b.aside);
  const [next] = reachable;
  if (!next) return;
  event.preventDefault();
  next.link.focus();
}

function middle(element: HTMLElement): { x: number; y: number } {
  const { left, top, width, height } = element.getBoundingClientRect();
  return { x: left + width / 2, y: top + height / 2 };
}
