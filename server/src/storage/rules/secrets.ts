import { randomBytes } from 'node:crypto';
import { StorageRefusal } from '../storage.ts';

/** The secrets that a storage keeps: one that signs, and while it is rotated another one that is taken as well. */
export interface StoredSecrets {
  /** Signs the tokens: 32 bytes. */
  readonly signing: Uint8Array;
  /** Will sign: after `prepare`. */
  readonly next?: Uint8Array;
  /** Has signed: after `switch`. Never together with `next`. */
  readonly previous?: Uint8Array;
}

/**
 * A rotation is three steps, so that at each moment every server takes what any other one signs, though they start again
 * one after the other: `prepare` makes the next secret, which is taken and signs nothing yet; from `switch` on it signs,
 * and the one before it is taken; `drop` ends that.
 */
export const ROTATION_STEPS = ['prepare', 'switch', 'drop'] as const;

export type RotationStep = (typeof ROTATION_STEPS)[number];

/** 32 random bytes that sign, and no other. */
export const newSecrets = (): StoredSecrets => ({ signing: randomBytes(32) });

/** What a step leads to. @throws {StorageRefusal} where it is another one's turn. */
export function rotateSecrets({ signing, next, previous }: StoredSecrets, step: RotationStep): StoredSecrets {
  const isTurn = { prepare: !next && !previous, switch: next !== undefined, drop: previous !== undefined };
  if (!isTurn[step]) {
    const turn = next ? 'switch' : previous ? 'drop' : 'prepare';
    throw new StorageRefusal(`The step "${step}" is not next in the rotation of the secret: "${turn}" is.`);
  }
  if (step === 'prepare') return { signing, next: randomBytes(32) };
  return step === 'switch' ? { signing: next!, previous: signing } : { signing };
}
