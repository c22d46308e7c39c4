import { Agent, request } from 'node:http';
import { createInteractionId, type ProofChallenge } from 'gaung/contract';
import { solve } from '../server/test/solve.ts';

export interface Attack {
  readonly url: string;
  readonly origin: string;
  readonly page: string;
  /** How many votes are wanted. */
  readonly votes: number;
  /** When to give up, in ms. */
  readonly bound: number;
  readonly connections: number;
}

export interface Loot {
  /** Votes that the server took. */
  readonly taken: number;
  /** Of these, how many cost a proof of work. */
  readonly proven: number;
  /** Answers that were refused, by status. */
  readonly refused: Readonly<Record<string, number>>;
  /** Until the last vote that was taken, in seconds. */
  readonly seconds: number;
  /** When the first 429 said that more is taken, in seconds since the first vote; absent where none came. */
  readonly window?: number;
  /** CPU seconds that the attacker spent until then. */
  readonly cpu: number;
}

interface Answer {
  readonly status: number;
  readonly retryAfter: number;
  readonly text: string;
}

/** How long it is tried whether more gets through than a limit says, in ms. */
const AFTER_LIMIT = 5000;

/**
 * Votes as a script does it that knows the wire: each time as somebody new, by a request without a token, which works
 * out whatever the server asks for. It does not wait: it wants to know how much gets through.
 */
export async function attack({ url, origin, page, votes, bound, connections }: Attack): Promise<Loot> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const refused: Record<string, number> = {};
  let taken = 0;
  let flying = 0;
  let proven = 0;
  let last = 0;
  let window: number | undefined;
  const cpu = process.cpuUsage();
  let spent = process.cpuUsage(cpu);
  let end = bound;
  const begin = performance.now();
  const since = () => performance.now() - begin;

  function post(body: object): Promise<Answer> {
    const headers = { Origin: origin, 'Content-Type': 'text/plain' };
    return new Promise((resolve, reject) => {
      const sent = request(new URL('v1/interactions', url), { agent, method: 'POST', headers }, async (response) => {
        const chunks = await response.toArray();
        const retryAfter = Number(response.headers['retry-after'] ?? 0);
        resolve({ status: response.statusCode!, retryAfter, text: Buffer.concat(chunks).toString() });
      });
      sent.on('error', reject);
      sent.end(JSON.stringify(body));
    });
  }

  async function vote(): Promise<void> {
    const interactions = [{ id: createInteractionId(), type: 'reaction', page, reactions: ['love'] }];
    let answer = await post({ interactions });
    const isAsked = answer.status === 428;
    if (isAsked) {
      const { challenge } = JSON.parse(answer.text) as { challenge: ProofChallenge };
      answer = await post({ interactions, proof: solve(challenge) });
    }
    if (answer.status === 200) {
      taken++;
      if (isAsked) proven++;
      last = since();
      spent = process.cpuUsage(cpu);
      return;
    }
    refused[answer.status] = (refused[answer.status] ?? 0) + 1;
    if (answer.status === 429 && window === undefined) {
      window = since() / 1000 + answer.retryAfter;
      end = Math.min(end, since() + AFTER_LIMIT);
    }
  }

  const attacker = async () => {
    while (taken + flying < votes && since() < end) {
      flying++;
      await vote();
      flying--;
    }
  };
  await Promise.all(Array.from({ length: connections }, attacker));
  agent.destroy();
  const { user, system } = spent;
  return {
    ...{ taken, proven, refused, seconds: last / 1000, cpu: (user + system) / 1e6 },
    ...(window !== undefined && { window }),
  };
}
