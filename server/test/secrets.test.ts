/** Who can read the file that holds the signing secret, and how tokens are compared. */
import assert from 'node:assert/strict';
import { chmodSync, existsSync, readdirSync, statSync } from 'node:fs';
import { describe, it, type TestContext } from 'node:test';
import { inspect } from 'node:util';
import { createInteractionId } from 'gaung/contract';
import type { Log, LogFields } from '../src/log.ts';
import { start } from '../src/main.ts';
import { sqliteStorage } from '../src/storage/sqlite/sqlite.ts';
import { createVisitors } from '../src/visitors.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { ADMIN, app } from './tools.ts';

const modeOf = (file: string) => (statSync(file).mode & 0o777).toString(8);

/** Makes files as open as the one who makes them allows. */
function withoutUmask(t: TestContext): void {
  const before = process.umask(0);
  t.after(() => process.umask(before));
}

describe('the database', () => {
  it('is for its owner alone, with all that lies beside it, whatever the umask', async (t) => {
    withoutUmask(t);
    const folder = temporaryFolder(t);
    const storage = sqliteStorage({ path: `${folder}/gaung.sqlite` });
    await storage.secrets();
    for (const file of ['gaung.sqlite', 'gaung.sqlite-wal', 'gaung.sqlite-shm']) {
      assert.ok(existsSync(`${folder}/${file}`), file);
    }
    let during: string[] = [];
    await storage.backup(`${folder}/copy.sqlite`, () => {
      during = readdirSync(folder).map((file) => `${file} ${modeOf(`${folder}/${file}`)}`);
    });
    for (const file of during) assert.match(file, / 600$/);
    for (const file of readdirSync(folder)) assert.equal(modeOf(`${folder}/${file}`), '600', file);
    await storage.close();
    assert.deepEqual(readdirSync(folder).toSorted(), ['copy.sqlite', 'gaung.sqlite']);
  });

  it('that others can read is told at the start, and left as it is', async (t) => {
    const folder = temporaryFolder(t);
    const path = `${folder}/gaung.sqlite`;
    const warnings: [string, LogFields | undefined][] = [];
    const log: Log = { info() {}, warn: (event, fields) => void warnings.push([event, fields]), error() {} };
    const run = async () => {
      warnings.length = 0;
      const server = await start({ PORT: '0', GAUNG_STORAGE: `sqlite:${path}` }, { log });
      await server.close();
      return warnings.map(([event, fields]) => ({ event, ...fields }));
    };
    assert.deepEqual(await run(), [], 'a file of its own is right');
    for (const mode of [0o644, 0o640, 0o602, 0o660]) {
      chmodSync(path, mode);
      const event = 'storage-open-to-others';
      assert.deepEqual(await run(), [{ event, file: path, mode: mode.toString(8), right: `chmod 600 ${path}` }]);
      assert.equal(modeOf(path), mode.toString(8));
    }
    chmodSync(path, 0o600);
    assert.deepEqual(await run(), []);
  });
});

describe('the admin token', () => {
  const LONG = 'a-token-with-ümläuts-and-日本語';
  const status = async (header: string | undefined, token = ADMIN) => {
    const { send } = app({ env: { GAUNG_ADMIN_TOKEN: token } });
    return (await send('metrics', { headers: header === undefined ? {} : { Authorization: header } })).status;
  };
  /** As a client sends what it has as UTF-8: a header's characters are bytes. */
  const bytes = (text: string) => Buffer.from(text).toString('latin1');

  it('is the whole one and no other, of whatever length', async () => {
    assert.equal(await status(`Bearer ${ADMIN}`), 200);
    assert.equal(await status(`bearer ${ADMIN}`), 200, 'the scheme has no case (RFC 9110)');
    const wrong = [
      undefined,
      '',
      'Bearer',
      'Bearer ',
      ADMIN,
      `Basic ${ADMIN}`,
      `Bearer ${ADMIN.slice(0, -1)}`,
      `Bearer ${ADMIN}x`,
      `Bearer ${ADMIN} x`,
      `Bearer ${ADMIN.toUpperCase()}`,
      `Bearer ${ADMIN}${ADMIN}`,
      `Bearer ${ADMIN[0]}`,
      `Bearer ${'x'.repeat(ADMIN.length)}`,
      `Bearer ${'x'.repeat(8000)}`,
      `Bearer ${ADMIN.replace('a', '\u00e1')}`,
      'Bearer undefined',
      'Bearer null',
    ];
    for (const header of wrong) assert.equal(await status(header), 401, header);
  });

  it('may have any letters', async () => {
    assert.equal(await status(`Bearer ${bytes(LONG)}`, LONG), 200);
    assert.equal(await status(`Bearer ${bytes(LONG.replace('ü', 'u'))}`, LONG), 401);
    assert.equal(await status(`Bearer ${bytes(LONG.normalize('NFD'))}`, LONG), 401);
  });

  it('opens nothing where there is none', async () => {
    for (const header of ['Bearer ', 'Bearer undefined', undefined])
      assert.equal(await status(header, ''), 404, header);
  });
});

describe("a visitor's token", () => {
  const visitors = createVisitors({
    secret: new TextEncoder().encode('a secret of thirty-two characters'),
    clock: Date.now,
  });
  const visitor = visitors.mint(createInteractionId());
  const token = visitors.token(visitor);

  it('is the whole one and no other, and nothing makes the comparison throw', () => {
    assert.equal(visitors.verify(token), visitor);
    const [version, id, signature] = token.split('.') as [string, string, string];
    const wrong = [
      '',
      token.slice(0, -1),
      `${token}x`,
      `${token}.`,
      ` ${token}`,
      token.toUpperCase(),
      `${version}.${id}.`,
      `${version}..${signature}`,
      `${version}.${signature}.${id}`,
      `${version}.${id}.${'A'.repeat(22)}`,
      `${version}.${id}.${'é'.repeat(22)}`,
      `${version}.${id}.${'😀'.repeat(11)}`,
      `${version}.${id}.${signature.slice(0, 21)}é`,
      `${version}.${id}.${'='.repeat(22)}`,
      `v2.${id}.${signature}`,
      'x'.repeat(100_000),
      undefined,
      null,
      0,
      {},
      [token],
    ];
    for (const one of wrong) assert.equal(visitors.verify(one), undefined, inspect(one).slice(0, 80));
  });
});
