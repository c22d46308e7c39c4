import type { Config } from './config.ts';
import type { Storage } from './storage/storage.ts';

/** In place of a secret: the one that the storage made and keeps. */
export const STORED = 'stored';

export interface Secrets {
  /** Signs the visitors' tokens. */
  readonly secret: Uint8Array;
  /** Signed them before, or will: tokens by it are taken, too. */
  readonly otherSecret?: Uint8Array;
}

/** The secrets that a configuration names, or else the storage's own. */
export async function secretsOf(
  { secret, otherSecret }: Pick<Config, 'secret' | 'otherSecret'>,
  storage: Pick<Storage, 'secrets'>,
): Promise<Secrets> {
  if (secret === undefined) {
    const { signing, next, previous } = await storage.secrets();
    const other = next ?? previous;
    return { secret: signing, ...(other && { otherSecret: other }) };
  }
  const bytes = async (text: string) =>
    text === STORED ? (await storage.secrets()).signing : new TextEncoder().encode(text);
  return { secret: await bytes(secret), ...(otherSecret !== undefined && { otherSecret: await bytes(otherSecret) }) };
}
