import type { Counting } from '../abuse/counting.ts';
import { Problem } from '../problem.ts';
import type { Guard } from '../routes/record.ts';
import { silentTally, type Tally } from '../tally.ts';
import { createChallenges, type Verdict } from './challenges.ts';
import { createPressure, type Thresholds } from './pressure.ts';

const WHY: Readonly<Record<Exclude<Verdict, 'good'> | 'missing', string>> = {
  missing: '',
  unreadable: 'The proof that came is none that this server asked for. ',
  expired: 'The proof that came is too old. ',
  wrong: 'The proof that came is wrong. ',
  'of-another': 'The proof that came is for something else. ',
  used: 'The proof that came has been used. ',
};

export interface ProofGuardOptions {
  /** Signs the challenges; at least 32 bytes. */
  readonly secret: Uint8Array;
  /** Signed them before, or will: those by it are taken, too. */
  readonly otherSecret?: Uint8Array | undefined;
  readonly thresholds: Thresholds;
  /** Default: this process alone. */
  readonly counting?: Counting;
  /** Is told what became of each proof. */
  readonly tally?: Tally;
}

/**
 * Asks whoever has no token for a proof of work, as long as their network or page has more new visitors than usual. Who
 * has a token has been through it, or came slowly; views make no visitor and need none.
 */
export function createProofGuard({
  secret,
  otherSecret,
  thresholds,
  counting,
  tally = silentTally,
}: ProofGuardOptions): Guard {
  const challenges = createChallenges(secret, otherSecret);
  const pressure = createPressure(thresholds, counting);
  return async ({ interactions, known, address, proof, now }) => {
    const taps = interactions.filter(({ type }) => type !== 'view');
    const [first] = taps;
    if (!first || known !== undefined) return { interactions };
    const wait = await pressure.add(address, new Set(taps.map(({ page }) => page)));
    if (wait === 0) return { interactions };
    const verdict = proof === undefined ? 'missing' : await challenges.verify(proof, first.id);
    if (verdict === 'good') {
      tally.proof('solved');
      return { interactions };
    }
    tally.proof(verdict === 'missing' ? 'demanded' : 'refused');
    const minutes = Math.ceil(wait / 60_000);
    const detail =
      `${WHY[verdict]}More new readers than usual are here. A browser with scripts is asked for a little work first; ` +
      `without scripts, please try again in ${minutes} minute${minutes === 1 ? '' : 's'}.`;
    throw new Problem('proof-required', detail, {
      members: { challenge: await challenges.make(first.id, now) },
      // Who brought a proof can make another one; a script that knows of none waits until none is asked for.
      headers: { 'Retry-After': verdict === 'missing' ? String(Math.ceil(wait / 1000)) : '1' },
    });
  };
}
