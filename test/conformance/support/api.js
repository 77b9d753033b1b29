// The API over HTTP, as somebody in a language.
import assert from 'node:assert/strict';
import { pause } from './program.js';

/** Somebody at the API of a program: a visitor, until there is a token. */
export class Caller {
  constructor(program, { token, locale } = {}) {
    this.program = program;
    this.token = token;
    this.locale = locale;
  }

  in(locale) {
    return new Caller(this.program, { token: this.token, locale });
  }

  /** Who asks, and in which language. */
  get headers() {
    return { ...(this.token && { Authorization: `Bearer ${this.token}` }), ...(this.locale && { 'Accept-Language': this.locale }) };
  }

  /** Sends a request by the transport of the program, plain HTTP where none is set, and returns the whole answer. */
  async ask(query, variables) {
    return (this.program.transport ?? byFetch)(this, query, variables);
  }

  /** Sends a request that must be executed without errors, and returns its data. */
  async get(query, variables) {
    const { data, errors } = await this.ask(query, variables);
    if (errors) assert.fail(`${JSON.stringify(errors)}\n${await this.#why(errors)}`);
    return data;
  }

  /** What the program wrote down about errors whose reason it keeps to itself. */
  async #why(errors) {
    await pause(200); // it may still be on its way
    const requests = errors.map(({ extensions }) => extensions?.requestId).filter(Boolean);
    return this.program.logged.split('\n').filter((line) => requests.some((id) => line.includes(id))).join('\n');
  }

  /** Sends a mutation of one field, which may be refused, and returns its payload. */
  async attempt(mutation, input) {
    const data = await this.get(mutation, { input });
    return Object.values(data)[0];
  }

  /** Sends a mutation of one field that must not be refused, and returns its payload. */
  async act(mutation, input) {
    const payload = await this.attempt(mutation, input);
    assert.deepEqual(payload.userErrors, [], mutation);
    return payload;
  }
}

async function byFetch({ program, headers }, query, variables) {
  const response = await fetch(`${program.url}/graphql`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Accept: 'application/graphql-response+json', ...headers },
    body: JSON.stringify({ query, variables }),
  });
  return response.json();
}
