/** Challenges and proofs in ALTCHA's format, version 2, exactly as this server gives and takes them. */
import { z } from 'zod';

const hex = (bytes: number) => z.string().regex(new RegExp(`^[0-9a-f]{${bytes * 2}}$`));

export const challenge = z
  .strictObject({
    parameters: z.strictObject({
      algorithm: z.literal('SHA-256'),
      nonce: hex(16),
      salt: hex(16),
      cost: z.literal(1),
      keyLength: z.literal(32),
      keyPrefix: hex(16),
      keySignature: hex(32),
      expiresAt: z.int().meta({ description: 'In seconds since 1970.' }),
      data: z.strictObject({ for: z.string().max(100).meta({ description: 'The interaction that it is for.' }) }),
    }),
    signature: hex(32),
  })
  .meta({ id: 'ProofChallenge', description: 'Find the number whose hash begins with `keyPrefix`.' });

/** Nothing else goes near the signature. */
export const proof = z
  .strictObject({
    challenge,
    solution: z.strictObject({ counter: z.int().min(0).max(0xffff_ffff), derivedKey: hex(32) }),
  })
  .meta({ id: 'Proof', description: 'The challenge of an answer with status 428, and what was found. Good once.' });
