/**
 * What was chosen last is what counts, whatever the network, the tabs and the browser go through.
 *
 * `GAUNG_SEED=7 node --test test/e2e/faulty-network.test.ts` tells one story alone.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it, type TestContext } from 'node:test';
import { FaultyProxy, faults } from './faulty-proxy.ts';
import { ARTICLES, FaultyStory } from './faulty-story.ts';
import { said } from './reaction-bar.ts';
import { Gaung, Site } from './setup.ts';

const SEEDS = process.env.GAUNG_LONG ? 40 : 8;
/** Stories that are told side by side. */
const AT_ONCE = 4;

const seeds = process.env.GAUNG_SEED
  ? [Number(process.env.GAUNG_SEED)]
  : Array.from({ length: SEEDS }, (_, i) => i + 1);
/** Half of the sites have no https, and so none of what browsers keep for secure pages, such as locks. */
const isPlain = (seed: number) => seed % 2 === 0;

interface Body {
  readonly visitor?: string;
  readonly interactions: readonly { readonly page: string; readonly reactions: readonly string[] }[];
}

/** Who sends a request, by the end of their token, and what it records: `…x7Qk: love on /a, nothing on /b`. */
function describeBody(body: string): string {
  const { visitor, interactions } = JSON.parse(body) as Body;
  const recorded = interactions.map(
    ({ page, reactions }) => `${said(reactions)} on ${page.slice(page.lastIndexOf('/'))}`,
  );
  return `${visitor ? `…${visitor.slice(-4)}` : 'nobody yet'}: ${recorded.join(', ')}`;
}

describe('over a faulty network', () => {
  const site = new Site('dist-cdn');
  let gaung: Gaung;
  /** How often each fault happened in all stories. */
  const happened = new Map<string, number>();

  before(async () => {
    await site.start();
    gaung = await new Gaung({ GAUNG_ORIGINS: `localhost http://news.test:${site.port}` }).start();
  });
  after(async () => {
    await site.dispose();
    await gaung.dispose();
  });

  async function tellStory(seed: number, t: TestContext): Promise<void> {
    const url = (article: string) => site.url(`${seed}/${article}`, isPlain(seed) ? 'news.test' : 'localhost');
    const story = new FaultyStory(seed, gaung, url);
    const proxy = new FaultyProxy({ target: gaung.port, seed: -seed, tell: story.tell, describe: describeBody });
    await proxy.start();
    for (const article of ARTICLES) {
      site.page(
        `/${seed}/${article}`,
        `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${article}</title>
         <script type="module" src="/gaung.js" data-endpoint="${proxy.url(isPlain(seed) ? 'echo.test' : 'localhost')}"></script>
         </head><body><reaction-bar></reaction-bar></body></html>`,
      );
    }
    try {
      await story.begins();
      await story.goesOn();
      await story.ends(proxy);
    } catch (error) {
      t.diagnostic(`seed ${seed}: ${story.toString()}`);
      throw error;
    } finally {
      for (const [name, times] of proxy.stats) happened.set(name, (happened.get(name) ?? 0) + times);
      await story.dispose();
      await proxy.dispose();
    }
  }

  describe('200 taps in three tabs, reloads and a crash end in what was chosen last', { concurrency: AT_ONCE }, () => {
    for (const seed of seeds) {
      it(`seed ${seed}${isPlain(seed) ? ', on plain http' : ''}`, { timeout: 180_000 }, (t) => tellStory(seed, t));
    }
  });

  if (seeds.length === SEEDS) {
    it('every fault happened to what was sent', (t) => {
      t.diagnostic([...happened].map(([name, times]) => `${name}: ${times}`).join(', '));
      assert.deepEqual(
        faults.filter((fault) => !happened.has(`POST ${fault}`)),
        [],
      );
    });
  }
});
