import type { Engine } from './engine.ts';
import { ALL_GROUPS } from './keys.ts';
import { FLOOR_LUA } from './lua/change.ts';
import { readFloor } from './pages.ts';

/** Makes versions of new pages begin at `version` at least, in all groups. Twice is once. */
export async function raiseFloors(engine: Engine, version: number): Promise<void> {
  await Promise.all(
    ALL_GROUPS.map(async (group) => {
      if ((await readFloor(engine, group)) < version) await engine.run(FLOOR_LUA, group, () => [String(version)]);
    }),
  );
}
