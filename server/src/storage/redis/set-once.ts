import type { Engine } from './engine.ts';

/**
 * Sets a key where there is none yet, and says what it is then.
 *
 * @param make Makes what it shall be; called once more where it was gone again, by its expiry or by a failover.
 */
export async function setOnce(
  engine: Engine,
  group: number,
  key: string,
  make: () => string,
  ...expiry: readonly (string | number)[]
): Promise<string> {
  for (;;) {
    await engine.write(group, ['set', key, make(), 'NX', ...expiry]);
    const text = await engine.read(group, ['get', key]);
    if (typeof text === 'string') return text;
  }
}
