// A WebSocket without a GraphQL client: says what it is told to, and keeps what it hears in order.
import { EventEmitter, once } from 'node:events';
import WebSocket from 'ws';
import { within } from './program.js';

/** An open socket that speaks graphql-transport-ws by hand. */
export class RawSocket {
  messages = [];
  #heard = new EventEmitter();
  #pings = 0;

  /** Opens a socket; nothing is said yet. */
  static async open(program) {
    const socket = new RawSocket(new WebSocket(program.socketUrl, 'graphql-transport-ws'));
    await within(
      new Promise((resolve, reject) => socket.connection.once('open', resolve).once('error', reject)),
      'the socket to open',
    );
    return socket;
  }

  /** Opens a socket and says who is there. */
  static async begin(program, payload) {
    const socket = await RawSocket.open(program);
    socket.say({ type: 'connection_init', payload });
    await socket.hear('the acknowledgement', ({ type }) => type === 'connection_ack');
    return socket;
  }

  constructor(connection) {
    this.connection = connection;
    connection.on('message', (data) => {
      this.messages.push(JSON.parse(data));
      this.#heard.emit('message');
    });
    this.closed = new Promise((resolve) => {
      connection.once('close', (code, reason) => {
        resolve(code);
        this.reason = String(reason);
      });
    });
  }

  say(message) {
    this.raw(JSON.stringify(message));
  }

  raw(data) {
    this.connection.send(data);
  }

  subscribe(id, query, variables) {
    this.say({ type: 'subscribe', id, payload: { query, variables } });
  }

  /** Waits for a message and returns it. */
  async hear(what, wanted) {
    const wait = async () => {
      while (!this.messages.some(wanted)) {
        const code = await Promise.race([once(this.#heard, 'message'), this.closed]);
        if (typeof code === 'number') throw new Error(`Closed with ${code} before ${what}.`);
      }
      return this.messages.find(wanted);
    };
    return within(wait(), `${what}; there is ${JSON.stringify(this.messages)}`, 30_000);
  }

  /** Waits until the server has read all that was said, by a ping and its pong. */
  async settle() {
    const n = ++this.#pings;
    this.say({ type: 'ping', payload: { settle: n } });
    await this.hear('the pong', ({ type, payload }) => type === 'pong' && payload?.settle === n);
  }

  /** All that was said about one operation. */
  about(id) {
    return this.messages.filter((message) => message.id === id);
  }

  /** Waits for the code that the server closes with. */
  code() {
    return within(this.closed, `the close; there is ${JSON.stringify(this.messages)}`, 30_000);
  }

  end() {
    this.connection.terminate();
  }
}
