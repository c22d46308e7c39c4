import type { Config } from './config.ts';
import type { Storage } from './storage/storage.ts';

/** As the old secret: the one that the storage made and keeps. */
export const STORED = 'stored';

export interface Secrets {
  /** Signs the visitors' tokens. */
  readonly secret: Uint8Array;
  /** The one before it, while tokens by it are still taken. */
  readonly oldSecret?: Uint8Array;
}

/** The secrets that a configuration names, or else the storage's own. */
export async function secretsOf(
  { secret, oldSecret }: Pick<Config, 'secret' | 'oldSecret'>,
  storage: Pick<Storage, 'secret'>,
): Promise<Secrets> {
  const bytes = async (text: string | undefined) =>
    text === undefined || text === STORED ? storage.secret() : new TextEncoder().encode(text);
  return { secret: await bytes(secret), ...(oldSecret !== undefined && { oldSecret: await bytes(oldSecret) }) };
}
