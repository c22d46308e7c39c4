/** The examples are what they show: types that are complete, a build that passes, elements that work. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { Examples } from './examples.ts';
import { eventually, Gaung, launch, Reader, Site } from './setup.ts';

let browser: Browser;
let gaung: Gaung;
before(async () => {
  browser = await launch();
  gaung = await new Gaung().start();
});
after(async () => {
  await browser?.close();
  await gaung?.dispose();
});

describe('examples/html', () => {
  it('is a page that works as it stands', async () => {
    const site = await new Site('examples/html').start();
    try {
      const reader = await Reader.come(browser);
      const asked: string[] = [];
      // The example names a server where `npm start` has one; here it is on another port.
      await reader.page.route('http://localhost:8787/**', (route) => {
        const { pathname, search } = new URL(route.request().url());
        asked.push(pathname);
        return route.continue({ url: gaung.url(pathname.slice(1) + search) });
      });
      await reader.opens(site.url('index.html'));
      await reader.seesViews('Read 1 time');
      await reader.taps('wow');
      await reader.sees(['0', '0', '1', '0', '0'], ['wow']);
      await eventually(async () => (await gaung.counts('localhost:8000/lighthouse')).reactions, { wow: 1 });
      assert.equal(await reader.page.locator('share-buttons a').count(), 2);
      assert.ok(asked.includes('/gaung.js'));
      assert.deepEqual(reader.problems, []);
      await reader.leaves();
    } finally {
      await site.dispose();
    }
  });
});

interface Case {
  /** What is in its bundle, and what must not be. */
  readonly has: readonly string[];
  readonly hasNot: readonly string[];
  /** A wrong use, and what the compiler says of it. */
  readonly wrong: readonly [file: string, from: string, to: string, says: RegExp];
  readonly click: (reader: Reader) => Promise<void>;
}

const ROW = ['wa.me', 'twitter.com/intent', 'share-buttons'];

function react(page: string): Case {
  return {
    has: ['reaction-bar', 'view-counter'],
    hasNot: [...ROW, 'gaung-provider'],
    wrong: ['src/App.tsx', 'format="long"', 'format="loud"', /"loud"' is not assignable to type/],
    async click(reader) {
      await reader.seesViews('Read 1 time');
      await reader.taps('useful');
      await reader.sees(['0', '1'], ['useful']);
      await eventually(() => reader.page.locator('#chosen').innerText(), 'You chose useful.');
      await eventually(async () => (await gaung.counts(page)).reactions, { useful: 1 });
      assert.equal(await reader.page.locator('reaction-bar').evaluate((bar) => (bar as never)['live']), true);
    },
  };
}

const CASES: Readonly<Record<string, Case>> = {
  react: react('lighthouse-react'),
  'react-18': react('lighthouse-react-18'),
  vue: {
    has: ['share-buttons', 'wa.me', 'view-counter'],
    hasNot: ['twitter.com/intent', 't.me/share', 'reaction-bar', 'gaung-provider'],
    wrong: ['src/App.vue', 'format="compact"', 'format="loud"', /"loud"' is not assignable to type/],
    async click(reader) {
      await reader.seesViews('1');
      assert.equal(await reader.page.locator('view-counter').evaluate((counter) => (counter as never)['live']), true);
      const link = reader.page.locator('share-buttons [data-network="whatsapp"]');
      assert.match(
        (await link.getAttribute('href'))!,
        /^https:\/\/wa\.me\/\?text=The\+lighthouse|^https:\/\/wa\.me\/\?text=The%20lighthouse/,
      );
      // Nothing beyond this machine is asked for.
      await reader.context.route('https://wa.me/**', (route) => route.fulfill({ body: '' }));
      await link.click();
      await eventually(() => reader.page.locator('#shared').innerText(), 'You shared by whatsapp, opened.');
      await eventually(async () => (await gaung.counts('lighthouse-vue')).shares, { whatsapp: 1 });
    },
  },
  svelte: {
    has: ['reaction-bar'],
    hasNot: [...ROW, 'view-counter', 'gaung-provider'],
    wrong: ['src/App.svelte', 'live', 'size="huge"', /"huge"' is not assignable to type/],
    async click(reader) {
      await reader.taps('yes');
      await reader.sees(['1', '0'], ['yes']);
      await eventually(() => reader.page.locator('#chosen').innerText(), 'You chose yes.');
      await reader.taps('yes');
      await eventually(() => reader.page.locator('#chosen').innerText(), 'You chose nothing.');
      await eventually(async () => (await gaung.counts('lighthouse-svelte')).reactions, {});
    },
  },
};

describe('examples of frameworks', () => {
  const examples = new Examples();
  const skip = process.env.GAUNG_LONG ? false : 'Installing them takes minutes: npm run test:long';
  before(async () => {
    if (!skip) await examples.unpack();
  });
  after(() => examples.dispose());

  for (const [name, { has, hasNot, wrong, click }] of Object.entries(CASES)) {
    it(`examples/${name} installs, has its types, builds and works`, { skip }, async (t) => {
      const example = await examples.install(name);
      const [file, from, to, says] = wrong;
      const mend = example.replace(file, from, to);
      assert.match(await example.build(gaung.url()), says, 'a wrong use does not build');
      mend();
      assert.equal(await example.build(gaung.url()), '');
      const code = example.code();
      t.diagnostic(`${code.length} characters of code`);
      assert.deepEqual(
        has.filter((text) => !code.includes(text)),
        [],
        'what it uses is in the bundle',
      );
      assert.deepEqual(
        hasNot.filter((text) => code.includes(text)),
        [],
        'and nothing else of ours',
      );
      const site = await example.serve();
      try {
        const reader = await (await Reader.come(browser)).opens(site.url('index.html'));
        await click(reader);
        assert.deepEqual(reader.problems, []);
        await reader.leaves();
      } finally {
        await site.dispose();
      }
    });
  }
});
