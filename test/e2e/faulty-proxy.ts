import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  request as open,
  type Server,
  type ServerResponse,
} from 'node:http';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { Chance } from './chance.ts';

/** What may happen to a request, and how a story tells it. */
export const FAULTS = {
  pass: 'passes',
  delay: 'is late',
  'cut-before': 'is cut before it arrives',
  'cut-within': 'arrives, its answer is cut in the middle',
  'never-told': 'arrives, its answer is lost',
  duplicate: 'arrives twice',
  reorder: 'is overtaken by a later one',
  '500': 'gets a 500',
  '503': 'gets a 503',
  '429': 'gets a 429',
  html: 'gets a page of HTML with a 200',
  hang: 'gets no answer',
} as const;
export type Fault = keyof typeof FAULTS;

export const faults = Object.keys(FAULTS) as readonly Fault[];

/** Longest that a late request or answer takes longer, in ms. */
const DELAY_MS = 150;
/** Longest that a request is held until a later one has been forwarded, in ms. */
const HOLD_MS = 400;
/** Longest that a request without an answer lasts, in ms: the client's own limit of 10 s would make tests slow. */
const HANG_MS = 1000;
/** How many requests pass for one of each fault. */
const PASSES = 5;

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

interface Asked {
  readonly number: number;
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface FaultyProxyOptions {
  /** Where the server is that it stands before: a port of this machine. */
  readonly target: number;
  readonly seed: number;
  /** Hears a line for each request. */
  readonly tell?: (line: string) => void;
  /** What a body says, in a few words for that line. */
  readonly describe?: (body: string) => string;
  /** Decides what happens to the next request; by default each fault comes up as often, in a random order. */
  readonly deal?: (method: string) => Fault;
}

/** A bad network between a browser and a server on this machine, bad in the same way for the same seed and requests. */
export class FaultyProxy {
  readonly #options: FaultyProxyOptions;
  readonly #chance: Chance;
  readonly #deal: (method: string) => Fault;
  readonly #server: Server;
  /** Ends pauses before their time. */
  readonly #wakes = new Set<() => void>();
  /** The same, of requests that wait for a later one, by number. */
  readonly #held = new Map<number, () => void>();
  #isHealed = false;
  #requests = 0;
  #underWay = 0;
  /** How often each fault happened, by method: `POST duplicate`. */
  readonly stats = new Map<string, number>();
  port = 0;

  constructor(options: FaultyProxyOptions) {
    this.#options = options;
    this.#chance = new Chance(options.seed);
    this.#deal = options.deal ?? dealer(this.#chance);
    this.#server = createServer((request, response) => void this.#serve(request, response));
  }

  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    this.port = (this.#server.address() as { port: number }).port;
    return this;
  }

  url(host = 'localhost'): string {
    return `http://${host}:${this.port}/`;
  }

  /** How many requests have not ended, late duplicates among them; streams are none. */
  get underWay(): number {
    return this.#underWay;
  }

  /** From here on all passes; what is held goes on at once. */
  heal(): void {
    this.#isHealed = true;
    for (const wake of [...this.#wakes]) wake();
  }

  async dispose(): Promise<void> {
    this.heal();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const number = ++this.#requests;
    const { method = 'GET', url: path = '/', headers } = request;
    const tell = (what: string) => this.#options.tell?.(`request ${number} ${what}`);
    response.on('error', () => {}); // The client has left: nothing to be told, and what was sent has still arrived.
    try {
      if (headers.accept === 'text/event-stream') return await this.#stream(request, response);
      this.#underWay++;
      try {
        const asked = { number, method, path, headers, body: await buffer(request) };
        const fault = this.#isHealed ? 'pass' : this.#deal(method);
        const said = asked.body.length > 0 && this.#options.describe?.(asked.body.toString());
        tell(`(${said ? `${method} ${said}` : method}) ${FAULTS[fault]}`);
        const name = `${method} ${fault}`;
        this.stats.set(name, (this.stats.get(name) ?? 0) + 1);
        // Chromium itself asks again where a connection that it used before is cut: only on a new one do pages see it.
        response.shouldKeepAlive = this.#isHealed || this.#chance.happens(0.5);
        await this.#meet(fault, asked, response);
      } finally {
        this.#underWay--;
      }
    } catch (error) {
      tell(`could not be forwarded: ${String(error)}`);
      response.destroy();
    }
    return undefined;
  }

  async #meet(fault: Fault, asked: Asked, response: ServerResponse): Promise<void> {
    switch (fault) {
      case 'pass':
        return reply(response, await this.#forward(asked));
      case 'delay': {
        const isQuestionLate = this.#chance.happens(0.5);
        const ms = this.#chance.between(5, DELAY_MS);
        if (isQuestionLate) await this.#pause(ms);
        const answer = await this.#forward(asked);
        if (!isQuestionLate) await this.#pause(ms);
        return reply(response, answer);
      }
      case 'cut-before':
        return void response.destroy();
      case 'cut-within':
        return replyInPart(response, await this.#forward(asked));
      case 'never-told':
        await this.#forward(asked);
        return void response.destroy();
      case 'duplicate': {
        const isFirstTold = this.#chance.happens(0.5);
        const ms = this.#chance.between(0, 2 * DELAY_MS);
        const first = await this.#forward(asked);
        if (isFirstTold) {
          reply(response, first);
          await this.#pause(ms); // The other copy may come after all that the client does next.
        }
        const second = await this.#forward(asked);
        if (!isFirstTold) reply(response, second);
        return undefined;
      }
      case 'reorder':
        await this.#hold(asked.number);
        return reply(response, await this.#forward(asked));
      case 'html':
        return this.#replyItself(response, 200, { 'content-type': 'text/html' }, '<!doctype html><h1>Masuk dulu</h1>');
      case 'hang':
        await this.#pause(this.#chance.between(HANG_MS / 4, HANG_MS));
        return void response.destroy();
      default:
        return this.#replyItself(response, Number(fault), fault === '429' ? { 'retry-after': '1' } : {}, '{}');
    }
  }

  /** An answer that the server knows nothing of. A page may read only half of them: gateways know no CORS. */
  #replyItself(response: ServerResponse, status: number, headers: IncomingHttpHeaders, text: string): void {
    const cors = { 'access-control-allow-origin': '*', 'access-control-expose-headers': 'Retry-After' };
    const isReadable = this.#chance.happens(0.5);
    reply(response, { status, headers: { ...headers, ...(isReadable && cors) }, body: Buffer.from(text) });
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        this.#wakes.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, ms);
      this.#wakes.add(wake);
      if (this.#isHealed) wake();
    });
  }

  async #hold(number: number): Promise<void> {
    const overtaken = new Promise<void>((resolve) => this.#held.set(number, resolve));
    await Promise.race([overtaken, this.#pause(HOLD_MS)]);
    this.#held.delete(number);
  }

  async #forward({ number, method, path, headers, body }: Asked): Promise<Answer> {
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      const own = ownHeaders(headers);
      open({ agent: false, host: '127.0.0.1', port: this.#options.target, method, path, headers: own }, resolve)
        .on('error', reject)
        .end(body);
    });
    const whole = { status: answer.statusCode!, headers: answer.headers, body: await buffer(answer) };
    for (const [held, release] of this.#held) if (held < number) release();
    return whole;
  }

  /** Server-sent events do not end: they are handed on as they come. */
  async #stream({ method, url: path, headers }: IncomingMessage, response: ServerResponse): Promise<void> {
    const question = open({
      agent: false,
      host: '127.0.0.1',
      port: this.#options.target,
      method,
      path,
      headers: ownHeaders(headers),
    });
    response.on('close', () => question.destroy());
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      question.on('response', resolve).on('error', reject).end();
    });
    response.writeHead(answer.statusCode!, ownHeaders(answer.headers));
    await pipeline(answer, response).catch(() => response.destroy()); // One of both sides has left.
  }
}

/** Each fault in turn, for what is written and what is read apart; a question that is only read is not asked twice. */
function dealer(chance: Chance): (method: string) => Fault {
  const passes = Array.from({ length: PASSES - 1 }, (): Fault => 'pass');
  const writes = chance.deck([...faults, ...passes]);
  const reads = chance.deck([...faults.filter((fault) => fault !== 'duplicate'), ...passes, ...passes]);
  return (method) => (method === 'POST' ? writes() : reads());
}

/** Those that are about the message, not about one connection (RFC 9110, section 7.6.1). */
function ownHeaders(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  const ofConnection = new Set(['connection', 'keep-alive', 'transfer-encoding']);
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !ofConnection.has(name)));
}

function reply(response: ServerResponse, { status, headers, body }: Answer): void {
  response.writeHead(status, ownHeaders(headers)).end(body);
}

/** Cuts the connection after half of the body; where there is none, before anything is said. */
async function replyInPart(response: ServerResponse, { status, headers, body }: Answer): Promise<void> {
  if (body.length > 1 && !response.closed) {
    response.writeHead(status, { ...ownHeaders(headers), 'content-length': body.length });
    await new Promise<unknown>((resolve) => {
      response.once('close', resolve); // The client may leave first, and then nothing is ever written.
      response.write(body.subarray(0, body.length / 2), resolve);
    });
  }
  response.destroy();
}
