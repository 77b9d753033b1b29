import { useConnection } from '../api/connection';
import { clockTime } from '../text/dates';
import { text } from '../text/text';
import style from './shell.module.css';

/** The one live region about the connection: a count that moves must not be read aloud, a lost connection must. */
export function ConnectionLine() {
  const connection = useConnection();
  const lost = connection.state === 'lost';
  return (
    <p className={lost ? style['lost'] : 'visually-hidden'} role="status" data-connection={connection.state}>
      {lost && text('connection.lost', { time: clockTime(connection.asOf) })}
      {connection.state === 'live' && text('connection.live')}
    </p>
  );
}
