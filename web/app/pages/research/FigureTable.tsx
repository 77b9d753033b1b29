import { number, text } from '../../text/text';
import desk from '../desk/desk.module.css';
import style from './research.module.css';
import { useDirections } from './use-directions';

export interface FigureRow {
  part: 'WHOLE' | 'PART' | 'REST';
  direction: string | null;
  age: string | null;
  people: number | null;
  hours: number | null;
  events: number | null;
  places: number | null;
  where?: string;
}

const shown = (value: number | null) => (value === null ? '–' : number(value));
const columns = ['people', 'hours', 'events', 'places'] as const;

/** Figures, one row each; a dash stands for what is not told. */
export function FigureTable({ label, rows }: { label: string; rows: FigureRow[] }) {
  const directions = useDirections();
  const name = ({ where, part, direction, age }: FigureRow) => {
    const whose = [where, direction && directions(direction), age && text(`research.age.${age as 'UNKNOWN'}`)].filter(Boolean);
    if (part === 'REST') whose.push(text('research.rest'));
    return whose.join(' · ') || text('research.whole');
  };
  const told = columns.filter((column) => rows.some((row) => row[column] !== null));
  return (
    <div className={desk['scroll']}>
      <table className={`${desk['table']} ${desk['stack']}`} aria-label={label}>
        <thead>
          <tr>
            <th scope="col">{text('research.what')}</th>
            {told.map((column) => (
              <th key={column} scope="col">
                {text(`research.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index} data-part={row.part}>
              <th scope="row">{name(row)}</th>
              {told.map((column) => (
                <td key={column} {...(row[column] === null && { className: style['none'] })} data-label={text(`research.${column}`)}>
                  {shown(row[column])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
