import { createHmac, randomInt } from 'node:crypto';
import { CappedMap, createChallenge, verifySolution } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/sha';
import type { InteractionId, ProofChallenge } from 'gaung/contract';
import { proof as schema } from './wire.ts';

/**
 * How many keys a browser may have to try, one hash each: half of them on average, never more. docs/proof-of-work.md
 * says how long that takes.
 */
const KEYS = 200_000;
/** How long a challenge is good for, in ms. */
const GOOD_MS = 5 * 60 * 1000;
/**
 * Most solutions that are remembered so that none is good twice. Each costs its maker the work; beyond that many in five
 * minutes the oldest are forgotten, and can do nothing but be the same visitor again. That is also why each instance may
 * remember its own alone: sent to another one, a solution is for the same first interaction, which counts once.
 */
const REMEMBERED = 100_000;

/** What becomes of a proof: taken, or why not. */
export type Verdict = 'good' | 'unreadable' | 'expired' | 'wrong' | 'of-another' | 'used';

export interface Challenges {
  /** @param first The first share or reaction of the request that it is for: it makes the visitor. */
  make(first: InteractionId, now: number): Promise<ProofChallenge>;
  /** Whether a proof is good for that request; it is only once. */
  verify(proof: unknown, first: InteractionId): Promise<Verdict>;
}

/**
 * Challenges in ALTCHA's format, signed, so that none has to be kept. They are SHA-256, because a browser on plain http
 * has no other hash than one in script, and of those it is the smallest; the number that is looked for is drawn by us
 * (ALTCHA's deterministic mode), so that nobody has bad luck for long.
 *
 * @param secret The server's; the keys are made of it for this purpose alone.
 * @param otherSecret Challenges by it are taken as well: another instance may sign by it while the secret is rotated.
 */
export function createChallenges(secret: Uint8Array, otherSecret?: Uint8Array): Challenges {
  const keys = keysOf(secret);
  const allKeys = [keys, ...(otherSecret ? [keysOf(otherSecret)] : [])];
  const used = new CappedMap<string, true>({ maxSize: REMEMBERED });

  return {
    make: async (first, now) =>
      createChallenge({
        ...keys,
        algorithm: 'SHA-256',
        deriveKey,
        cost: 1,
        counter: randomInt(KEYS),
        data: { for: first },
        expiresAt: new Date(now + GOOD_MS),
      }),
    async verify(proof, first) {
      const { success, data } = schema.safeParse(proof);
      if (!success) return 'unreadable';
      const { challenge, solution } = data;
      const verdicts = await Promise.all(
        allKeys.map((keys) => verifySolution({ ...keys, challenge, solution, deriveKey })),
      );
      if (verdicts.some(({ expired }) => expired)) return 'expired';
      if (!verdicts.some(({ verified }) => verified)) return 'wrong';
      if (challenge.parameters.data.for !== first) return 'of-another';
      return used.setIfAbsent(challenge.parameters.nonce, true) ? 'good' : 'used';
    },
  };
}

function keysOf(secret: Uint8Array) {
  const keyFor = (purpose: string) => createHmac('sha256', secret).update(`proof:${purpose}`).digest('hex');
  return { hmacSignatureSecret: keyFor('challenge'), hmacKeySignatureSecret: keyFor('solution') };
}
