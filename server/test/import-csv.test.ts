/** Totals of an older counter as they come out of a spreadsheet. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ADMIN, app, type Json, PAGE, serve, streamed } from './tools.ts';

const HEADERS = { Authorization: `Bearer ${ADMIN}`, 'Content-Type': 'text/csv; charset=utf-8' };

const server = () => {
  const { send, ...others } = app();
  const bringTable = async (body: string | Buffer<ArrayBuffer>, query = '') => {
    const response = await send(`v1/import${query}`, { method: 'POST', headers: HEADERS, body });
    const answer: Json = await response.json();
    return { status: response.status, body: answer };
  };
  return { ...others, send, bringTable };
};

it('sets totals, with titles, by addresses or page keys', async () => {
  const { bringTable, counts, storage } = server();
  const table = [
    'page,views,shares.x,reactions.love,title',
    'https://www.news.example/a/?utm_source=x#top,1206,3,2,"A ""big"" day, at sea"',
    'news.example/b,,,7,',
    'article-123,5,0,0,ōta',
  ];
  const { status, body } = await bringTable(table.join('\r\n'));
  assert.deepEqual([status, body], [200, { pages: 3, changed: 3 }]);
  assert.deepEqual(await counts(), { version: 1, views: 1206, shares: { x: 3 }, reactions: { love: 2 } });
  assert.deepEqual(await counts('news.example/b'), { version: 1, views: 0, shares: {}, reactions: { love: 7 } });
  assert.equal((await storage.page(PAGE as never))?.title, 'A "big" day, at sea');
  const again = await bringTable(table.join('\n'), '?mode=merge');
  assert.deepEqual(again.body, { pages: 3, changed: 0 });
});

it('adds up the rows of one page, which older counters kept apart', async () => {
  const { bringTable, counts } = server();
  const rows = ['https://news.example/a', 'http://www.news.example/a/', 'https://news.example/a?fbclid=1'];
  const { body } = await bringTable(`page,views\n${rows.map((row) => `${row},10\n`).join('')}`);
  assert.deepEqual(body, { pages: 1, changed: 1 });
  assert.equal((await counts()).views, 30);
});

it('takes semicolons, tabs and a byte order mark', async () => {
  for (const delimiter of [';', '\t']) {
    const { bringTable, counts } = server();
    await bringTable(`\ufeffpage${delimiter}views${delimiter}title\n${PAGE}${delimiter}5${delimiter}One, two\n\n`);
    assert.equal((await counts()).views, 5);
  }
});

it('keeps what each source said apart', async () => {
  const { bringTable, counts } = server();
  await bringTable(`page,views\n${PAGE},5\n`);
  await bringTable(`page,views\n${PAGE},7\n`, '?source=amp&mode=merge');
  await bringTable(`page,views\n${PAGE},6\n`, '?source=legacy&mode=merge');
  assert.equal((await counts()).views, 13);
});

it('takes many rows, in pieces that cut through cells and letters', async (t) => {
  const { send, counts } = await serve(t);
  const rows = Array.from({ length: 5000 }, (_, i) => `https://news.example/ä${i},${i + 1},"Nr. ""${i}"""\n`);
  const response = await send('v1/import', streamed(`page,views,title\n${rows.join('')}`, 997, HEADERS));
  assert.deepEqual(await response.json(), { pages: 5000, changed: 5000 });
  assert.equal((await counts('news.example/ä4999')).views, 5000);
});

describe('names the line and the column that are wrong, and takes nothing', () => {
  const row = (cells: string) => `page,views,shares.x,title\nnews.example/a,1,1,A\n${cells}\n`;
  const wrong: Record<string, [table: string, place: [line: number, column?: string], detail: RegExp]> = {
    'no page column': ['views,title\n1,A\n', [1], /"page" among them/],
    'a row before the names': ['https://news.example/a,5\n', [1, '1'], /is no column\. Right would be page, title/],
    'a misspelled column': ['page,veiws\na,1\n', [1, '2'], /"veiws" is no column/],
    'a network that is no name': ['page,shares.What App\na,1\n', [1, '2'], /is no column/],
    'a column twice': ['page,views, views\na,1,1\n', [1, '3'], /"views" is there twice/],
    'a cell too many': [row('b,1,1,A,A'), [3], /5 cells, but there are 4 columns/],
    'a cell too few': [row('b,1'), [3], /2 cells/],
    'a page that is none': [row('ftp://news.example/a,1,1,A'), [3, 'page'], /news\.example/],
    'an empty page': [row(',1,1,A'), [3, 'page'], /is no page/],
    'a number with dots': [row('b,1.206,1,A'), [3, 'views'], /"1\.206" must be a whole number.* in digits alone/],
    'a negative number': [row('b,1,-1,A'), [3, 'shares.x'], /whole number/],
    'too many': [row('b,2000000000000,1,A'), [3, 'views'], /1,000,000,000,000/],
    'too many together': [row('news.example/a,1000000000000,1,A'), [3, 'views'], /sum of a page/],
    'a title of two lines': [row('b,1,1,"A\nB"'), [4, 'title'], /one line/],
    'a quote without end': [row('b,1,1,"A'), [3], /no CSV/],
  };
  for (const [what, [table, [line, column], detail]] of Object.entries(wrong)) {
    it(what, async () => {
      const { bringTable, counts } = server();
      const { status, body } = await bringTable(table);
      assert.equal(status, 400, JSON.stringify(body));
      assert.match(body.detail, detail);
      assert.deepEqual([body.line, body.column], [line, column]);
      assert.ok(body.detail.startsWith(`Line ${line}${column ? `, column ${column}` : ''}: `), body.detail);
      assert.equal((await counts()).version, 0);
    });
  }

  it('more columns than a page has reactions', async () => {
    const names = Array.from({ length: 25 }, (_, i) => `reactions.r${i}`);
    const { status, body } = await server().bringTable(`page,${names.join(',')}\n`);
    assert.deepEqual([status, body.line], [400, 1]);
    assert.match(body.detail, /24 columns of reactions/);
  });

  it('nothing at all', async () => {
    const { status, body } = await server().bringTable('');
    assert.equal(status, 200, 'as no lines of JSON are nothing');
    assert.deepEqual(body, { pages: 0, changed: 0 });
  });

  it('bytes that are no UTF-8', async () => {
    const { status, body } = await server().bringTable(Buffer.from('page,title\na,\xe9\n', 'latin1'));
    assert.equal(status, 400);
    assert.match(body.detail, /UTF-8/);
  });
});
