/** `verify`, `top`, `page` and `visitor`, through real processes, beside a running server or without one. */
import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { describe, it, type TestContext } from 'node:test';
import { type Commands, commands } from './cli.ts';
import { type Json, PAGE, react, serve, share, view } from './tools.ts';

const OTHER = 'news.example/b';

/** Commands on the database of a server that runs. */
async function beside(t: TestContext, env: Record<string, string> = {}) {
  const server = await serve(t, env);
  return {
    server,
    ...commands(t, { GAUNG_STORAGE: `sqlite:${server.folder}/gaung.sqlite`, ...env }),
    folder: server.folder,
  };
}

const shown = async ({ gaung }: Pick<Commands, 'gaung'>, page: string): Promise<Json> =>
  JSON.parse((await gaung('page', 'show', page, '--json')).out);

/** Changes the file behind everybody's back. */
function tamper(folder: string, sql: string): void {
  const db = new DatabaseSync(`${folder}/gaung.sqlite`);
  db.exec(sql);
  db.close();
}

describe('verify', () => {
  it('finds a count that is not what the votes say, and sets it right', async (t) => {
    const { server, gaung, folder } = await beside(t);
    await server.post({ interactions: [react(['love'], 1), react(['wow'], 1, OTHER)] });
    const whole = await gaung('verify');
    assert.deepEqual([whole.code, whole.out], [0, 'Looked at 2 pages and 2 votes: all is right.\n']);

    tamper(folder, "UPDATE counts SET count = 7 WHERE name = 'love'");
    const found = await gaung('verify');
    assert.equal(found.code, 1);
    const [difference, sum, hint] = found.out.split('\n');
    assert.equal(difference, `${PAGE}: love is 7, but 1 by the votes`);
    assert.equal(sum, 'Looked at 2 pages and 2 votes: 1 wrong count, 0 signs of damage.');
    assert.match(hint!, /verify --repair/);

    const repaired = await gaung('verify', '--repair');
    assert.equal(repaired.code, 0);
    assert.match(repaired.out, /love is 7, but 1 by the votes; set right/);
    assert.equal((await gaung('verify')).code, 0);
    const { version, reactions } = await server.counts();
    assert.deepEqual([version, reactions], [2, { love: 1 }], 'and the running server sees it');
  });

  it('finds damage, which it does not repair', async (t) => {
    const { server, gaung, folder } = await beside(t);
    await server.post({ interactions: [view()] });
    tamper(folder, "UPDATE meta SET value = 5 WHERE name = 'pages'");
    for (const args of [['verify'], ['verify', '--repair']]) {
      const { code, out } = await gaung(...args);
      assert.equal(code, 1);
      assert.match(out, /The file is damaged: 5 pages are remembered, 1 are there/);
    }
  });

  it('of another program’s file says so', async (t) => {
    const { gaung, folder } = commands(t);
    tamper(folder, 'CREATE TABLE theirs (n)');
    const { code, err } = await gaung('verify');
    assert.equal(code, 1);
    assert.match(err, /^Cannot use .*gaung\.sqlite as the database: it belongs to another program\./);
  });
});

describe('top', () => {
  it('is a table for people, JSON for programs', async (t) => {
    const { server, gaung } = await beside(t);
    await server.bring([{ type: 'page', page: OTHER, source: 'legacy', title: 'A day at sea', views: 1206 }]);
    await server.post({ interactions: [view(), view(), share('x', OTHER), share('copy', OTHER)] });
    const text = await gaung('top', '--window', 'all');
    assert.deepEqual([text.code, text.out], [0, `1206  ${OTHER}  A day at sea\n   2  ${PAGE}\n`]);
    assert.equal((await gaung('top')).out, `2  ${PAGE}\n`);
    assert.equal(
      (await gaung('top', '--by', 'reactions.love')).out,
      'No page has any reactions.love in this window (24h).\n',
    );
    const { out } = await gaung('top', '--by', 'shares.x', '--limit', '1', '--json');
    const answer = await server.get('v1/top?by=shares.x&limit=1');
    assert.deepEqual(JSON.parse(out), answer.body);
  });
});

describe('page', () => {
  it('shows a page by its key or address', async (t) => {
    const { server, gaung } = await beside(t);
    await server.bring([{ type: 'page', page: PAGE, source: 'legacy', title: 'A day', views: 1206, shares: { x: 3 } }]);
    await server.post({ interactions: [view(), react(['love'], 1)] });
    const { code, out } = await gaung('page', 'show', `https://www.${PAGE}/?utm_source=x`);
    assert.equal(code, 0);
    assert.deepEqual(out.split('\n'), [
      `page       ${PAGE}`,
      'title      A day',
      'aliases    (none)',
      'version    3',
      'voters     1',
      'total      1207 views; shares: x 3; reactions: love 1',
      '  readers  1 views; shares: none; reactions: love 1',
      '  legacy   1206 views; shares: x 3; reactions: none',
      'left out   none',
      '',
    ]);
    const { total, bases } = await shown({ gaung }, PAGE);
    assert.deepEqual([total.views, bases[0].source], [1207, 'legacy']);
    assert.deepEqual(await gaung('page', 'show', 'a'), {
      code: 1,
      signal: null,
      out: '',
      err: 'There is no page a.\n',
    });
  });

  it('sets and removes a title', async (t) => {
    const { server, gaung } = await beside(t);
    await server.post({ interactions: [view()] });
    assert.equal((await gaung('page', 'title', PAGE, 'A <b>day</b>')).out, `${PAGE} is called "A <b>day</b>" now.\n`);
    assert.equal((await shown({ gaung }, PAGE)).title, 'A <b>day</b>');
    assert.equal((await gaung('page', 'title', PAGE, '--remove')).code, 0);
    assert.equal((await shown({ gaung }, PAGE)).title, undefined);
    assert.equal((await gaung('page', 'title', PAGE, 'two\nlines')).code, 2);
  });

  it('sets what comes from elsewhere, each source as a whole', async (t) => {
    const { server, gaung } = await beside(t);
    await server.post({ interactions: [view()] });
    const set = (...flags: string[]) => gaung('page', 'set', `https://www.${PAGE}/`, ...flags);
    const first = await set('--views', '1206', '--share', 'x=3', '--share', 'line=1', '--reaction', 'love=2');
    assert.deepEqual([first.code, first.err], [0, '']);
    assert.match(first.out, /\n +manual +1206 views; shares: line 1, x 3; reactions: love 2\n/);
    const { version, ...counts } = await server.counts();
    assert.deepEqual(counts, { views: 1207, shares: { line: 1, x: 3 }, reactions: { love: 2 } });
    await set('--views', '1206', '--share', 'x=3', '--share', 'line=1', '--reaction', 'love=2');
    assert.equal((await server.counts()).version, version, 'the same again changes nothing');
    await set('--views', '10');
    await set('--views', '5', '--source', 'legacy');
    assert.deepEqual({ ...(await server.counts()), version: 0 }, { version: 0, views: 16, shares: {}, reactions: {} });
  });

  it('merges two, and the running server counts under both keys', async (t) => {
    const { server, gaung } = await beside(t);
    await server.post({ interactions: [view(), view(OTHER)] });
    assert.equal((await gaung('page', 'merge', OTHER, PAGE)).out, `${OTHER} is ${PAGE} now.\n`);
    await server.post({ interactions: [view(OTHER)] });
    assert.equal((await server.counts()).views, 3);
    const again = await gaung('page', 'merge', PAGE, OTHER);
    assert.equal(again.code, 1);
    assert.match(again.err, /^news\.example\/a and news\.example\/b are one page/);
  });

  it('deletes pages when it is told so twice, all that are named or none', async (t) => {
    const { server, gaung } = await beside(t);
    await server.post({ interactions: [view(), view(OTHER)] });
    const unsure = await gaung('page', 'delete', PAGE);
    assert.equal(unsure.code, 2);
    assert.match(unsure.err, /^Say --yes/);
    assert.equal((await gaung('page', 'delete', PAGE, 'no-such', '--yes')).code, 1);
    assert.equal((await server.counts()).views, 1);
    assert.equal((await gaung('page', 'delete', PAGE, OTHER, '--yes')).out, `Deleted ${PAGE}.\nDeleted ${OTHER}.\n`);
    assert.equal((await server.counts()).views, 0);
  });
});

describe('visitor forget', () => {
  for (const [whose, env] of [
    ['the secret of the database', {}],
    ['GAUNG_SECRET', { GAUNG_SECRET: 'a-secret-of-thirty-two-characters' }],
  ] as const) {
    it(`takes back the votes of a token by ${whose}, which is refused from then on`, async (t) => {
      const { server, gaung } = await beside(t, env);
      const { visitor } = (await server.post({ interactions: [react(['love'], 1)] })).body;
      const { code, out } = await gaung('visitor', 'forget', visitor);
      assert.deepEqual([code, out], [0, 'Forgotten, with choices on 1 page.\n']);
      assert.deepEqual((await server.counts()).reactions, {});
      assert.notEqual((await server.post({ visitor, interactions: [react(['wow'], 2)] })).body.visitor, visitor);
    });
  }

  it('takes a token from standard input, and the ID in an export', async (t) => {
    const { server, feed, gaung } = await beside(t);
    const { visitor } = (await server.post({ interactions: [react(['love'], 1)] })).body;
    assert.equal((await feed(`${visitor}\n`, 'visitor', 'forget', '-')).code, 0);
    await server.post({ interactions: [react(['wow'], 1)] });
    const [, id] = /"visitor":"(.*?)"/.exec((await gaung('export')).out)!;
    assert.equal((await gaung('visitor', 'forget', '--', id!)).out, 'Forgotten, with choices on 1 page.\n');
    assert.deepEqual((await server.counts()).reactions, {});
  });

  it('takes an ID that looks like a flag after --, as its help says', async (t) => {
    const { server, gaung } = await beside(t);
    const id = `-${'A'.repeat(21)}`;
    await server.bring([{ type: 'vote', page: PAGE, visitor: id, at: 1, reactions: ['love'] }]);
    assert.equal((await gaung('visitor', 'forget', id)).code, 2);
    assert.equal((await gaung('visitor', 'forget', '--', id)).out, 'Forgotten, with choices on 1 page.\n');
  });

  it('refuses a token that the server did not sign, and what is none', async (t) => {
    const { server, gaung } = await beside(t);
    await server.post({ interactions: [react(['love'], 1)] });
    const foreign = await gaung('visitor', 'forget', `v1.${'A'.repeat(22)}.${'A'.repeat(22)}`);
    assert.equal(foreign.code, 1);
    assert.match(foreign.err, /did not sign that token.*GAUNG_SECRET/);
    const none = await gaung('visitor', 'forget', 'Ann');
    assert.equal(none.code, 2);
    assert.match(none.err, /neither a token .* nor an ID/);
  });
});
