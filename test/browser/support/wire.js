// A way to the program that can be cut: what a tunnel, a lift or a dead battery of a router does to a phone.
import { connect, createServer } from 'node:net';
import { undo } from '../../conformance/support/undo.js';

/** The way, with its own address. `cut` ends and refuses connections; `swallow` loses the 'questions' or the 'answers' on it; `mend` ends both. */
export async function wire(t, program) {
  const [host, port] = program.host.split(':');
  const open = new Set();
  let broken = false;
  let lost;
  const server = createServer((near) => {
    if (broken) return near.destroy();
    const far = connect(Number(port), host);
    const end = () => {
      near.destroy();
      far.destroy();
      open.delete(end);
    };
    open.add(end);
    for (const side of [near, far]) side.on('error', end).on('close', end);
    near.on('data', (bytes) => lost !== 'questions' && far.write(bytes));
    far.on('data', (bytes) => lost !== 'answers' && near.write(bytes));
    return undefined;
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  undo(t)(() => {
    for (const end of [...open]) end();
    return new Promise((resolve) => server.close(resolve));
  });
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    cut() {
      broken = true;
      for (const end of [...open]) end();
    },
    swallow(what) {
      lost = what;
    },
    mend() {
      broken = false;
      lost = undefined;
    },
  };
}
