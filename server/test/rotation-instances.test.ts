/** A secret is replaced while several instances run, of which some have taken the next step already and others not. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { secretsOf } from '../src/secrets.ts';
import { memoryStorage } from '../src/storage/memory/memory.ts';
import { ROTATION_STEPS } from '../src/storage/rules/secrets.ts';
import type { Storage } from '../src/storage/storage.ts';
import { solve } from './solve.ts';
import { app, PAGE, react, share, view } from './tools.ts';

const OLD = 'o'.repeat(32);
const NEW = 'n'.repeat(32);
const OTHER = 'news.example/b';

/** Who a token means. */
const idOf = (token: string) => token.split('.')[1];

type App = ReturnType<typeof app>;

/** An instance that has read its configuration and the storage just now. @param secrets As `GAUNG_SECRET` says them. */
async function instance(storage: Storage, secrets?: string, env: Record<string, string> = {}): Promise<App> {
  const [secret, otherSecret] = secrets?.split(' ') ?? [];
  return app({ storage, env, ...(await secretsOf({ secret, otherSecret }, storage)) });
}

const tokenOf = async ({ post }: App, visitor?: string): Promise<string> =>
  (await post({ visitor, interactions: [react(['love'])] })).body.visitor;

/** Two instances at the same time, whichever a reader meets first. */
function itIsSafe(title: string, both: () => Promise<{ readonly storage: Storage; readonly apps: [App, App] }>): void {
  describe(title, () => {
    for (const turned of [false, true]) {
      const meet = async () => {
        const { apps } = await both();
        return (turned ? apps.toReversed() : apps) as [App, App];
      };
      const order = turned ? ', the other way round' : '';

      it(`a token of the one is known to the other${order}`, async () => {
        const [one, other] = await meet();
        const token = await tokenOf(one);
        const again = await tokenOf(other, token);
        assert.equal(idOf(again), idOf(token));
        assert.equal(idOf(await tokenOf(one, again)), idOf(token));
        assert.deepEqual((await one.counts()).reactions, { love: 1 });
      });

      it(`a first tap that is tried again at the other is the same visitor${order}`, async () => {
        const [one, other] = await meet();
        const tap = react(['love'], 1);
        const lost = (await one.post({ interactions: [tap] })).body.visitor;
        const { body } = await other.post({ interactions: [tap, share(), react(['wow'], 2, OTHER), view()] });
        assert.equal(idOf(body.visitor), idOf(lost));
        assert.deepEqual([body.counts[PAGE].mine, body.counts[OTHER].mine], [['love'], ['wow']]);
        const third = (await one.post({ interactions: [tap] })).body.visitor;
        assert.equal(idOf(third), idOf(lost));
        for (const { post } of [one, other]) {
          await post({ visitor: body.visitor, interactions: [react(['sad'])] });
        }
        assert.deepEqual((await one.counts()).reactions, { sad: 1 }, 'one vote, not two');
      });

      it(`a first tap that is tried at both at the same time is one visitor${order}`, async () => {
        const [one, other] = await meet();
        const tap = react(['love'], 1);
        const answers = await Promise.all([one, other].map(({ post }) => post({ interactions: [tap] })));
        const [id, ...others] = new Set(answers.map(({ body }) => idOf(body.visitor)));
        assert.ok(id);
        assert.deepEqual(others, []);
        assert.deepEqual((await one.counts()).reactions, { love: 1 });
      });
    }
  });
}

const ROAD = [OLD, `${OLD} ${NEW}`, `${NEW} ${OLD}`, NEW];
for (const [i, after] of ROAD.entries()) {
  const before = ROAD[i - 1] ?? after;
  const short = (secrets: string) => secrets.replaceAll(/(\w)\1+/g, '$1');
  itIsSafe(`GAUNG_SECRET="${short(before)}" beside "${short(after)}"`, async () => {
    const storage = memoryStorage();
    return { storage, apps: [await instance(storage, before), await instance(storage, after)] };
  });
}

for (const [i, step] of ROTATION_STEPS.entries()) {
  itIsSafe(`an instance from before the step "${step}" beside one from after it`, async () => {
    const storage = memoryStorage();
    for (const earlier of ROTATION_STEPS.slice(0, i)) await storage.rotate(earlier);
    const before = await instance(storage);
    await storage.rotate(step);
    return { storage, apps: [before, await instance(storage)] };
  });
}

for (const [before, after] of [
  [undefined, `stored ${NEW}`],
  [`stored ${NEW}`, `${NEW} stored`],
] as const) {
  itIsSafe(`GAUNG_SECRET="${before ?? ''}" beside "${after}", from the database to one's own`, async () => {
    const storage = memoryStorage();
    return { storage, apps: [await instance(storage, before), await instance(storage, after)] };
  });
}

it('a step that is left out makes two visitors of one', async () => {
  const storage = memoryStorage();
  const [before, after] = [await instance(storage, OLD), await instance(storage, `${NEW} ${OLD}`)];
  const token = await tokenOf(after);
  assert.notEqual(idOf(await tokenOf(before, token)), idOf(token));
});

it('a proof of work that the one asked for is good at the other', async () => {
  const storage = memoryStorage();
  const env = { GAUNG_PROOF: 'on', GAUNG_PROOF_NETWORK: '0', GAUNG_PROOF_PAGE: '0' };
  const [before, after] = [
    await instance(storage, `${OLD} ${NEW}`, env),
    await instance(storage, `${NEW} ${OLD}`, env),
  ];
  for (const [one, other] of [
    [before, after],
    [after, before],
  ] as const) {
    const tap = react(['love']);
    const asked = await one.post({ interactions: [tap] });
    assert.equal(asked.status, 428);
    const proof = solve(asked.body.challenge);
    assert.equal((await other.post({ proof, interactions: [tap] })).status, 200);
    // Sent once more to who does not know that it was used, it is the same tap of the same visitor.
    const { body } = await one.post({ proof, interactions: [tap] });
    assert.deepEqual(body.counts[PAGE].mine, ['love']);
  }
  assert.deepEqual((await before.counts()).reactions, { love: 2 });
});
