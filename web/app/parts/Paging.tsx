import { text } from '../text/text';
import { Button } from './Button';
import layout from './layout.module.css';

interface Props {
  info: { hasNextPage: boolean; endCursor: string | null } | undefined;
  /** Where the page that is shown begins; empty for the first. */
  after: string;
  change: (part: Record<string, string>) => void;
}

/** To the next page of a list, and back to its first. */
export function Paging({ info, after, change }: Props) {
  const end = info?.hasNextPage ? info.endCursor : null;
  if (!after && !end) return null;
  return (
    <div className={layout['links']}>
      {after && <Button onClick={() => change({})}>{text('events.first')}</Button>}
      {end && (
        <Button
          onClick={() => {
            change({ after: end });
            scrollTo(0, 0);
          }}
        >
          {text('events.next')}
        </Button>
      )}
    </div>
  );
}
