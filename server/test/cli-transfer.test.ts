/** `import`, `export` and `backup`, through real processes, files and pipes. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { type Commands, commands } from './cli.ts';
import { PAGE, react, serve, share, view } from './tools.ts';

const OTHER = 'news.example/ä-b';
const LEGACY = { type: 'page', page: PAGE, source: 'legacy', title: 'Laut “biru” 🌊', views: 1206, shares: { x: 3 } };
const TABLE = 'page,views,shares.x,reactions.love,title\nhttps://www.news.example/a/,1206,3,2,"A day, at sea"\n';

const lines = (...records: object[]) => records.map((record) => `${JSON.stringify(record)}\n`).join('');
const viewsOf = async ({ gaung }: Commands, page = PAGE) =>
  JSON.parse((await gaung('page', 'show', page, '--json')).out).total.views;
const done = { code: 0, signal: null, err: '' };

describe('export and import', () => {
  it('give the same file again, to the byte, through files and pipes, beside a running server', async (t) => {
    const server = await serve(t);
    await server.bring([LEGACY, { ...LEGACY, page: OTHER }]);
    await server.post({ interactions: [view(), react(['love'], 5), share('copy', OTHER)] });
    const source = ['--storage', `sqlite:${server.folder}/gaung.sqlite`];
    const [first, second] = [commands(t), commands(t)];

    const { code, out, err } = await first.gaung('export', 'all.ndjson', ...source);
    assert.deepEqual([code, out, err], [0, '', 'Wrote 2 pages to all.ndjson.\n']);
    assert.equal(statSync(first.file('all.ndjson')).mode & 0o777, 0o600, 'it has votes');
    const text = readFileSync(first.file('all.ndjson'), 'utf8');
    assert.match(text, /"type":"vote"/);

    assert.deepEqual(await first.gaung('import', 'all.ndjson'), { ...done, out: '2 pages, 2 changed.\n' });
    assert.deepEqual(await first.gaung('export'), { ...done, out: text });
    assert.deepEqual(await second.feed(text, 'import', '-'), { ...done, out: '2 pages, 2 changed.\n' });
    assert.deepEqual(await second.gaung('export', '-'), { ...done, out: text });
    assert.deepEqual(readdirSync(second.folder), ['gaung.sqlite'], 'nothing else is left');
  });

  it('do not write over a file', async (t) => {
    const { gaung, feed, file } = commands(t);
    await feed(lines(LEGACY), 'import', '-');
    writeFileSync(file('all.ndjson'), 'of yesterday');
    const { code, err } = await gaung('export', 'all.ndjson');
    assert.equal(code, 1);
    assert.match(err, /^all\.ndjson is there already\./);
    assert.equal(readFileSync(file('all.ndjson'), 'utf8'), 'of yesterday');
  });

  it('end quietly where nobody reads on', async (t) => {
    const { begin, feed } = commands(t);
    await feed(lines(...Array.from({ length: 5000 }, (_, i) => ({ ...LEGACY, page: `p${i}` }))), 'import', '-');
    const child = begin('export');
    let err = '';
    child.stderr.on('data', (chunk) => {
      err += chunk;
    });
    await once(child.stdout, 'data');
    child.stdout.destroy(); // As `head` does.
    assert.deepEqual([await once(child, 'close'), err], [[1, null], '']);
  });
});

describe('import', () => {
  it('takes a table of totals, by the name of the file or by --format', async (t) => {
    const shell = commands(t);
    writeFileSync(shell.file('totals.CSV'), TABLE);
    assert.equal((await shell.gaung('import', 'totals.CSV')).out, '1 page, 1 changed.\n');
    assert.equal((await shell.feed(TABLE, 'import', '-', '--format', 'csv', '--merge')).out, '1 page, 0 changed.\n');
    await shell.feed(TABLE, 'import', '-', '--format', 'csv', '--source', 'amp', '--merge');
    assert.equal(await viewsOf(shell), 2412);
  });

  it('needs to be told what to do with a storage that is not empty', async (t) => {
    const shell = commands(t);
    await shell.feed(lines(LEGACY), 'import', '-');
    const { code, err } = await shell.feed(lines(LEGACY), 'import', '-');
    assert.equal(code, 1);
    assert.match(err, /^There are pages already\. Say --merge .* or --replace/);
    await shell.feed(lines({ ...LEGACY, page: OTHER }), 'import', '-', '--replace');
    assert.equal((await shell.gaung('page', 'show', PAGE)).code, 1);
    assert.equal(await viewsOf(shell, OTHER), 1206);
  });

  it('says with --dry-run what it would change, and changes nothing', async (t) => {
    const shell = commands(t);
    const dry = (...records: object[]) => shell.feed(lines(...records), 'import', '-', '--merge', '--dry-run');
    const told = (what: string) => ({ ...done, out: `${what}\nThis was a dry run: nothing was changed.\n` });
    assert.deepEqual(await dry(LEGACY), told('1 page, 1 changed.'));
    assert.equal(existsSync(shell.database), false);
    await shell.feed(lines(LEGACY), 'import', '-');
    assert.deepEqual(await dry(LEGACY, { ...LEGACY, page: OTHER, views: 7 }), told('2 pages, 1 changed.'));
    assert.equal((await shell.gaung('page', 'show', OTHER)).code, 1);
    assert.deepEqual(readdirSync(shell.folder), ['gaung.sqlite'], 'the copy is gone');
  });

  const wrong: Record<string, [text: string, format: string, err: RegExp]> = {
    'a line': [lines(LEGACY, { ...LEGACY, veiws: 1 }), 'ndjson', /^Line 2: .*veiws/],
    'a column': ['page,views\na,1\nb,many\n', 'csv', /^Line 3, column views: "many" must be a whole number/],
    'reactions without votes': [
      lines({ type: 'page', page: PAGE, version: 1, reactions: { love: 2 } }),
      'ndjson',
      /the votes in it come to/,
    ],
  };
  for (const [what, [text, format, err]] of Object.entries(wrong)) {
    it(`names what is wrong in ${what}, and takes nothing`, async (t) => {
      const shell = commands(t);
      const ended = await shell.feed(text, 'import', '-', '--format', format);
      assert.deepEqual([ended.code, ended.out], [1, '']);
      assert.match(ended.err, err);
      assert.doesNotMatch(ended.err, /\n {4}at /, 'no stack');
      assert.equal((await shell.feed(lines(LEGACY), 'import', '-')).code, 0, 'it is still empty');
    });
  }

  it('of a file that is not there says so', async (t) => {
    const { code, err } = await commands(t).gaung('import', 'no-such.csv');
    assert.deepEqual([code, err], [1, 'There is no file no-such.csv.\n']);
  });

  it('that is interrupted while it writes has changed nothing', async (t) => {
    const shell = commands(t);
    await shell.feed(lines({ ...LEGACY, page: OTHER }), 'import', '-');
    const before = (await shell.gaung('export')).out;
    const many = Array.from({ length: 40_000 }, (_, i) => ({ ...LEGACY, page: `p${i}` }));
    const child = shell.begin('import', '-', '--replace');
    child.stdin.on('error', () => {});
    child.stdin.end(lines(...many));
    // It has begun to write when the log beside the database has grown, long before it is done.
    const log = `${shell.database}-wal`;
    while (!existsSync(log) || statSync(log).size === 0) await setImmediate();
    child.kill('SIGINT');
    const [code, signal] = await once(child, 'close');
    assert.deepEqual([code, signal], [null, 'SIGINT'], 'it was not done yet');
    assert.equal((await shell.gaung('export')).out, before);
    assert.equal((await shell.gaung('verify')).code, 0);
  });
});

describe('backup', () => {
  it('of a live server is whole, closed to others, and a storage like any other', async (t) => {
    const server = await serve(t);
    const source = ['--storage', `sqlite:${server.folder}/gaung.sqlite`];
    const { visitor } = (await server.post({ interactions: [view(), react(['love'], 1)] })).body;
    const shell = commands(t);
    const load = Array.from({ length: 40 }, () => server.post({ interactions: [view(), share()] }));
    const { code, out, err } = await shell.gaung('backup', 'copy.sqlite', ...source);
    await Promise.all(load);
    assert.deepEqual([code, out], [0, '']);
    assert.match(err, /^Wrote [\d,]+ bytes to copy\.sqlite\.\n$/);
    assert.equal(statSync(shell.file('copy.sqlite')).mode & 0o777, 0o600);
    const copy = `sqlite:${shell.file('copy.sqlite')}`;
    assert.match((await shell.gaung('verify', '--storage', copy)).out, /1 page and 1 vote: all is right/);

    const restored = await serve(t, { GAUNG_STORAGE: copy });
    const { body } = await restored.post({ visitor, interactions: [react(['sad'], 2)] });
    assert.deepEqual([body.visitor, body.counts[PAGE].reactions], [visitor, { sad: 1 }], 'the secret came along');
  });

  it('does not write over a file', async (t) => {
    const shell = commands(t);
    await shell.feed(lines(LEGACY), 'import', '-');
    writeFileSync(shell.file('copy'), 'of yesterday');
    const { code, err } = await shell.gaung('backup', 'copy');
    assert.equal(code, 1);
    assert.match(err, /^Cannot write a backup to .*copy: it is there already\./);
    assert.equal(readFileSync(shell.file('copy'), 'utf8'), 'of yesterday');
  });
});
