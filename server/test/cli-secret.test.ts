/** `secret rotate`: the secret of the database is replaced, step by step. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { sqliteStorage } from '../src/storage/sqlite/sqlite.ts';
import { commands } from './cli.ts';
import { react, serve } from './tools.ts';

it('leads from one secret to the next, and says what is to be done', async (t) => {
  const { gaung, database } = commands(t);
  const GAUNG_STORAGE = `sqlite:${database}`;
  const tokenOf = async (visitor?: string) => {
    const server = await serve(t, { GAUNG_STORAGE });
    const { body } = await server.post({ visitor, interactions: [react(['love'])] });
    await server.close();
    return body.visitor as string;
  };
  const idOf = (token: string) => token.split('.')[1];
  const first = await tokenOf();
  assert.match((await gaung('secret', 'rotate')).out, /^One secret signs, and no other is taken\.\n$/);

  assert.match((await gaung('secret', 'rotate', 'prepare')).out, /signs nothing yet\. Restart all .* "switch"\.\n$/);
  assert.equal(await tokenOf(first), first, 'the same secret signs');
  assert.match((await gaung('secret', 'rotate', 'switch')).out, /^The new secret signs.* Restart all .* "drop"\.\n$/);
  const second = await tokenOf(first);
  assert.notEqual(second, first);
  assert.equal(idOf(second), idOf(first));
  assert.doesNotMatch((await gaung('secret', 'rotate')).out, /Restart/, 'nothing has changed');
  assert.match((await gaung('secret', 'rotate', 'drop')).out, /^One secret signs/);
  assert.equal(await tokenOf(second), second);
  assert.notEqual(idOf(await tokenOf(first)), idOf(first), 'the old one is over');
});

it('takes no step before its turn, and prints no secret', async (t) => {
  const { gaung, database } = commands(t);
  const storage = sqliteStorage({ path: database });
  t.after(() => storage.close());
  const { signing } = await storage.secrets();
  const { code, err } = await gaung('secret', 'rotate', 'switch');
  assert.deepEqual([code, err], [1, 'The step "switch" is not next in the rotation of the secret: "prepare" is.\n']);
  const { out } = await gaung('secret', 'rotate', 'prepare');
  const { next } = await storage.secrets();
  for (const secret of [signing, next!]) {
    for (const coding of ['hex', 'base64', 'base64url'] as const)
      assert.ok(!out.includes(Buffer.from(secret).toString(coding)));
  }
  assert.equal((await gaung('secret', 'rotate', 'forward')).code, 2);
});

it('does nothing where the environment names the secret', async (t) => {
  const { gaung, database } = commands(t, { GAUNG_SECRET: 's'.repeat(32) });
  await sqliteStorage({ path: database }).close();
  const { code, err } = await gaung('secret', 'rotate', 'prepare');
  assert.equal(code, 1);
  assert.match(err, /^GAUNG_SECRET is set/);
});
