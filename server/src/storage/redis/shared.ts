import { hash, randomBytes } from 'node:crypto';
import type { Shared, SharedPoints } from '../storage.ts';
import type { Engine } from './engine.ts';
import { groupOf, META } from './keys.ts';
import { ADD_LUA } from './lua/change.ts';

const DAY_MS = 86_400_000;
/** How long a day's salt is kept when the day is over, in ms: servers' clocks differ a little. */
const GRACE_MS = 60_000;

/** Sets 32 random bytes where there are none yet, and says which there are. */
async function once(engine: Engine, name: string, ...expiry: (string | number)[]): Promise<Uint8Array> {
  const key = `${engine.base(META)}${name}`;
  await engine.write(META, ['set', key, randomBytes(32).toString('base64'), 'NX', ...expiry]);
  return new Uint8Array(Buffer.from(String(await engine.read(META, ['get', key])), 'base64'));
}

/** What servers over one Redis share: see {@link Shared}. */
export function createShared(engine: Engine): Shared {
  return {
    add: (counts) =>
      Promise.all(
        counts.map(async ({ key, points, seconds }): Promise<SharedPoints> => {
          const group = groupOf(key);
          const args = [String(points), String(Math.ceil(seconds * 1000))];
          // Sent again, points would count twice: a soft limit that is met a little early.
          const reply = await engine.run(ADD_LUA, group, () => args, `${engine.base(group)}s:${key}`);
          const [sum, left] = reply as [string, number];
          return { points: Number(sum), left };
        }),
      ),
    salt: (day) => once(engine, `salt:${day}`, 'PX', Math.max(0, (day + 1) * DAY_MS - Date.now()) + GRACE_MS),
  };
}

/** What is left of a visitor who was forgotten. */
export const forgottenName = (visitor: string): string =>
  hash('sha256', Buffer.concat([Buffer.from('forgotten:'), Buffer.from(visitor, 'base64url')]), 'base64url');
