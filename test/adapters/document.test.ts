/** docs/adapters.md says what the adapters say, and its code works. */
import assert from 'node:assert/strict';
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { EventSource } from 'eventsource';
import { combine } from '../../src/adapters/combine.ts';
import { goatCounter } from '../../src/adapters/goat-counter.ts';
import { http } from '../../src/adapters/http.ts';
import { localStorage } from '../../src/adapters/local-storage.ts';
import { memory } from '../../src/adapters/memory.ts';
import { openHeart } from '../../src/adapters/open-heart.ts';
import { supabase } from '../../src/adapters/supabase.ts';
import { waline } from '../../src/adapters/waline.ts';
import { type BackendAdapter, type Capabilities, PAGES_PER_READ, toPageKey } from '../../src/contract/index.ts';
import { adapterContract } from '../../src/testing/index.ts';
import { startArtalkStandIn } from './backends/artalk.ts';
import { view } from './interactions.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const text = readFileSync(`${ROOT}docs/adapters.md`, 'utf8');
const x = 'https://x.example';

/** As they are by default, in a browser. */
const ADAPTERS: Readonly<Record<string, BackendAdapter>> = {
  http: http({ endpoint: x, EventSource }),
  supabase: supabase({ url: x }),
  waline: waline({ serverURL: x }),
  'open-heart': openHeart({ endpoint: x, domain: 'x.example' }),
  'goat-counter': goatCounter({ url: x }),
  memory: memory(),
  'local-storage': localStorage(),
};

const ROWS: Readonly<Record<string, (capabilities: Capabilities) => boolean | string | number>> = {
  'counts views': ({ views }) => views,
  'counts shares': ({ shares }) => shares,
  'counts reactions': ({ reactions }) => reactions,
  'a choice can be changed and taken back': ({ undo }) => undo,
  'several choices a reader': ({ multiple }) => multiple,
  'what got no answer is sent again': ({ idempotent }) => idempotent,
  'numbers are pushed': ({ live }) => live,
  'newer answers are told from older ones': ({ versions = true }) => versions,
  reactions: ({ reactions, reactionIds }) => (reactionIds ? 'those that it is told' : reactions && 'any'),
  'pages a read': ({ maxPages }) => maxPages ?? PAGES_PER_READ,
};

function table(): string {
  const cell = (value: boolean | string | number) => (typeof value === 'boolean' ? (value ? 'yes' : 'no') : value);
  const all = Object.values(ADAPTERS).map(({ capabilities }) => capabilities);
  const line = (cells: readonly unknown[]) => `| ${cells.join(' | ')} |`;
  return [
    line(['', ...Object.keys(ADAPTERS).map((name) => `\`${name}\``)]),
    `|${'---|'.repeat(all.length + 1)}`,
    ...Object.entries(ROWS).map(([what, of]) => line([what, ...all.map((one) => cell(of(one)))])),
  ].join('\n');
}

/** What stands under a heading, up to the next one of its rank. */
function section(heading: string): string {
  const [, rest] = text.split(`\n## ${heading}\n`);
  assert.ok(rest !== undefined, `docs/adapters.md has no "${heading}"`);
  return rest.split('\n## ')[0]!;
}

const blockOf = (part: string, language: string) =>
  new RegExp(`\`\`\`${language}\n([^]*?)\n\`\`\``).exec(part)?.[1] ?? '';

describe('docs/adapters.md', () => {
  it('has a table of what each adapter can do, as the adapters say it', () => {
    assert.ok(text.includes(table()), `The table should be:\n${table()}`);
  });

  it('has a part for each adapter that is published, which says what it cannot do', () => {
    const { exports } = JSON.parse(readFileSync(`${ROOT}package.json`, 'utf8')) as { exports: object };
    const published = globSync('src/adapters/*.ts', { cwd: ROOT })
      .map((path) => path.replace(/^.*\/|\.ts$/g, ''))
      .filter((name) => !(`./adapters/${name}` in exports));
    assert.ok(published.length >= 9);
    const headings = new Set([...text.matchAll(/^## (.+)$/gm)].flatMap(([, heading]) => heading!.split(', ')));
    for (const name of published) assert.ok(headings.has(name), name);
    for (const name of ['supabase', 'waline', 'open-heart', 'goat-counter']) {
      assert.match(section(name), /\*\*It cannot\*\*/, name);
    }
  });

  it('has the SQL of supabase as it ships', () => {
    const sql = readFileSync(`${ROOT}src/adapters/supabase.sql`, 'utf8').trim();
    assert.equal(blockOf(section('The SQL of supabase'), 'sql'), sql);
  });

  it('says what a combination of its example can do', () => {
    const own = ADAPTERS.http!;
    const { views, shares, reactions, undo, idempotent, live, versions } = combine({
      ...{ views: ADAPTERS['goat-counter']!, shares: own, reactions: own },
    }).capabilities;
    assert.deepEqual([views, shares, reactions, undo, idempotent, live, versions], [...Array(6).fill(true), false]);
  });
});

describe('the adapter in 40 lines', () => {
  const code = blockOf(section('Write your own adapter in 40 lines'), 'ts');
  const folder = mkdtempSync(join(tmpdir(), 'gaung-document-'));
  let artalk: (server: string, site: string) => BackendAdapter;
  let backend: Awaited<ReturnType<typeof startArtalkStandIn>>;
  let pages = 0;

  before(async () => {
    backend = await startArtalkStandIn();
    const contract = JSON.stringify(pathToFileURL(`${ROOT}src/contract/index.ts`).href);
    writeFileSync(join(folder, 'artalk.ts'), code.replaceAll("'gaung/contract'", contract));
    ({ artalk } = (await import(pathToFileURL(join(folder, 'artalk.ts')).href)) as { artalk: typeof artalk });
  });
  after(() => {
    backend.stop();
    rmSync(folder, { recursive: true });
  });

  it('has 40 lines at most', () => {
    const lines = code.split('\n').filter((line) => line.trim() !== '');
    assert.ok(lines.length > 10 && lines.length <= 40, `${lines.length} lines`);
    assert.ok(lines.every((line) => line.length <= 120));
  });

  it('makes its posts in one task where the page is being left, and else one after another', async () => {
    const { fetch } = globalThis;
    const all = [1, 2].map(() => view(toPageKey(`news.example/${++pages}`)));
    let posts = 0;
    globalThis.fetch = async () => Response.json({ pv: ++posts });
    try {
      for (const [urgent, expected] of [
        [true, 2],
        [false, 1],
      ] as const) {
        posts = 0;
        const answer = artalk('https://artalk.example', 'News').record(all, { urgent });
        assert.equal(posts, expected);
        await answer;
        assert.equal(posts, 2);
      }
    } finally {
      globalThis.fetch = fetch;
    }
  });

  adapterContract({
    test: it,
    name: 'artalk',
    capabilities: {
      ...{ views: true, shares: false, reactions: false, undo: false, multiple: false, live: false },
      ...{ idempotent: false, versions: false },
    },
    create: () => ({
      adapter: artalk(backend.url, 'News'),
      another: artalk(backend.url, 'News'),
      page: () => toPageKey(`news.example/${++pages}`),
    }),
  });
});
