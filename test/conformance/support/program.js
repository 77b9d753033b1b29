// Starts the built program the way people do, and ends it the ways it can end.
// It needs no package, so the suite of the pages uses it too.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';

export const repository = fileURLToPath(new URL('../../..', import.meta.url));

const patience = 60_000;

// A test that dies must not leave its program behind.
const running = new Set();
process.on('exit', () => running.forEach((child) => child.kill('SIGKILL')));

/** The program: the one ERIKTI_BIN names, else bin/erikti, built when it is missing. */
export function binary() {
  if (process.env.ERIKTI_BIN) return process.env.ERIKTI_BIN;
  const built = `${repository}/bin/erikti`;
  if (!existsSync(built)) {
    execFileSync('go', ['build', '-buildvcs=false', '-o', built, '.'], { cwd: repository, stdio: 'inherit' });
  }
  return built;
}

/** A program on one database and one port, through all its starts and ends. */
export class Program {
  /** What it printed for people, over all its starts. */
  printed = '';
  /** What it logged, for the message of a test that fails. */
  logged = '';
  /** By what its callers send their requests (api.js), where it is no plain HTTP. */
  transport;
  #process;
  #ended;

  constructor(environment, port) {
    this.environment = { ...environment, ADDR: `127.0.0.1:${port}` };
    this.host = `127.0.0.1:${port}`;
    this.url = `http://${this.host}`;
    this.socketUrl = `ws://${this.host}/graphql`;
  }

  /** Starts the program and returns it when it is ready. */
  static async start(environment) {
    const program = new Program(environment, await freePort());
    await program.start();
    return program;
  }

  async start() {
    // Only what is set here: an option in the tester's own environment would change what is tested.
    const { PATH, HOME, TMPDIR } = process.env;
    const inherited = Object.fromEntries(Object.entries({ PATH, HOME, TMPDIR }).filter(([, value]) => value));
    const child = spawn(binary(), [], { env: { ...inherited, ...this.environment } });
    child.stdout.on('data', (text) => (this.printed += text));
    child.stderr.on('data', (text) => (this.logged += text));
    this.#process = child;
    running.add(child);
    child.on('close', () => running.delete(child));
    this.#ended = new Promise((resolve) => {
      child.on('error', (error) => resolve({ error }));
      child.on('close', (code, signal) => resolve({ code, signal }));
    });
    await this.#ready();
  }

  async #ready() {
    let end;
    this.#ended.then((how) => (end = how));
    for (const until = Date.now() + patience; Date.now() < until; await pause(25)) {
      if (end) throw new Error(`The program ended at its start: ${JSON.stringify(end)}\n${this.logged}`);
      const response = await fetch(`${this.url}/readyz`).catch(() => undefined);
      if (response?.ok) return;
    }
    throw new Error(`The program is not ready.\n${this.logged}`);
  }

  /** Runs another command of the program with the same options, beside it, and returns what it says. */
  command(...words) {
    const { PATH, HOME, TMPDIR } = process.env;
    return execFileSync(binary(), words, { env: { PATH, HOME, ...(TMPDIR && { TMPDIR }), ...this.environment }, encoding: 'utf8' });
  }

  /** Ends it with a signal, if it runs, and returns how it ended: { code, signal }. */
  async end(signal) {
    this.#process?.kill(signal);
    return within(this.#ended, `the end by ${signal}`);
  }

  /** What kill -9 does. */
  kill() {
    return this.end('SIGKILL');
  }
}

// Below the ports that systems give to outgoing connections: a client that keeps dialling the port of a killed server
// could otherwise end up connected to itself.
async function freePort() {
  for (let tries = 0; tries < 200; tries++) {
    const port = 12_000 + Math.floor(Math.random() * 20_000);
    const free = await new Promise((resolve) => {
      const server = createServer();
      server.once('error', () => resolve(false));
      server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
    });
    if (free) return port;
  }
  throw new Error('No port is free.');
}

export function pause(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** Waits for a promise, but not for ever. */
export async function within(promise, what, milliseconds = patience) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`Waited ${milliseconds} ms in vain for ${what}.`)), milliseconds);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
