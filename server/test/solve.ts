import { hash } from 'node:crypto';
import type { Proof, ProofChallenge } from 'gaung/contract';

/** Finds what a challenge asks for, by Node's own SHA-256. */
export function solve(challenge: ProofChallenge): Proof {
  const { salt, nonce, keyPrefix } = challenge.parameters;
  const bytes = Buffer.from(`${salt}${nonce}00000000`, 'hex');
  for (let counter = 0; counter < 1_000_000; counter++) {
    bytes.writeUInt32BE(counter, bytes.length - 4);
    const derivedKey = hash('sha256', bytes);
    if (derivedKey.startsWith(keyPrefix)) return { challenge, solution: { counter, derivedKey } };
  }
  throw new Error('Nothing was found: the challenge is wrong or far too hard.');
}
