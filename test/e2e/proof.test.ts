/** Readers of whom the server asks a proof of work, in a real Chromium: on any page their tap counts, once. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { eventually, Gaung, launch, Reader, Site } from './setup.ts';

/** What a page with a policy against workers says in the console, once for each that was tried. */
const WORKER_REFUSED = /Creating a worker|worker-src/i;

describe('a proof of work', () => {
  const site = new Site();
  let gaung: Gaung;
  let browser: Browser;

  before(async () => {
    browser = await launch();
    await site.start();
    gaung = new Gaung({
      ...{ GAUNG_ORIGINS: `localhost http://news.test:${site.port}` },
      ...{ GAUNG_PROOF: 'on', GAUNG_PROOF_NETWORK: '0' },
    });
    await gaung.start();
  });
  after(async () => {
    await browser?.close();
    await gaung?.dispose();
    await site.dispose();
  });

  interface Place {
    readonly host?: string;
    readonly tag?: string;
    /** The policy of the page, of the address of the script's server. */
    readonly policy?: (echo: string) => string;
  }

  /** A reader with a browser of their own on a page of its own. */
  async function open(path: string, { host = 'localhost', tag = '', policy }: Place = {}) {
    const url = site.url(path, host);
    const echo = gaung.url('', host === 'localhost' ? host : 'echo.test');
    site.page(
      `/${path}`,
      `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A story</title>
       <link rel="canonical" href="${url}"><script type="module" src="${echo}gaung.js" ${tag}></script></head>
       <body><reaction-bar></reaction-bar></body></html>`,
      policy ? { 'content-security-policy': policy(echo) } : {},
    );
    const reader = await Reader.come(browser);
    /** The answers to what the reader did, and the bodies that were sent. */
    const answers: number[] = [];
    const bodies: Record<string, unknown>[] = [];
    let workers = 0;
    reader.page.on('worker', () => workers++);
    reader.page.on('response', (response) => {
      if (!response.url().endsWith('/v1/interactions')) return;
      answers.push(response.status());
      bodies.push(JSON.parse(response.request().postData()!) as Record<string, unknown>);
    });
    await reader.page.addInitScript(() => {
      const tasks: number[] = [];
      new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) tasks.push(duration);
      }).observe({ type: 'longtask' });
      Object.assign(globalThis, { tasks });
    });
    await reader.opens(url);
    await reader.sees(['0', '0', '0', '0', '0'], []);
    return {
      ...{ reader, url, answers, bodies, workers: () => workers },
      /** Whether the tap is in the server's counts, once, and no more is waiting. */
      async counts(reactions: Record<string, number>) {
        await eventually(async () => (await gaung.counts(url)).reactions, reactions);
      },
      /** How long the tasks took that a reader may notice, in ms, since this was last asked. */
      longTasks: () =>
        reader.page.evaluate(() =>
          (globalThis as unknown as { tasks: number[] }).tasks.splice(0).filter((ms) => ms > 50),
        ),
    };
  }

  it('is made in a worker, and the tap counts once', async () => {
    const { reader, answers, bodies, counts, workers } = await open('worker');
    await reader.taps('love');
    await reader.sees(['1', '0', '0', '0', '0'], ['love']); // at once, as ever
    await counts({ love: 1 });
    await eventually(async () => answers, [428, 200]);
    assert.equal(workers(), 1);
    assert.equal(reader.requests.filter((url) => /\/chunks\/proof-[0-9a-f]{8}\.js$/.test(url)).length, 1);
    // docs/privacy.md says that this is all.
    assert.deepEqual(bodies.map(Object.keys), [['interactions'], ['interactions', 'proof']]);
    assert.deepEqual(bodies[0]!.interactions, bodies[1]!.interactions);
    const { challenge, solution } = bodies[1]!.proof as { challenge: object; solution: object };
    assert.deepEqual(Object.keys(challenge).toSorted(), ['parameters', 'signature']);
    assert.deepEqual(Object.keys(solution).toSorted(), ['counter', 'derivedKey']);

    // Whoever is known is not asked again.
    await reader.taps('wow');
    await counts({ wow: 1 });
    await eventually(async () => answers, [428, 200, 200]);
    await reader.reloads();
    await reader.sees(['0', '0', '1', '0', '0'], ['wow']);
    assert.deepEqual(reader.problems, []);
    await reader.leaves();
  });

  it('is made on plain http, where no crypto.subtle is', async () => {
    const { reader, answers, counts, workers } = await open('http', { host: 'news.test' });
    assert.equal(await reader.page.evaluate(() => typeof crypto.subtle), 'undefined');
    await reader.taps('sad');
    await counts({ sad: 1 });
    await eventually(async () => answers, [428, 200]);
    assert.equal(workers(), 1);
    assert.deepEqual(reader.problems, []);
    await reader.leaves();
  });

  it('is made in slices where the policy of the page forbids workers, and the page stays quick', async () => {
    const policy = (echo: string) => `default-src 'none'; script-src ${echo}; connect-src ${echo}; style-src 'none'`;
    const long: number[][] = [];
    // Others use this machine as well: a slice that was held up says nothing, slices that are too long are so always.
    for (let i = 0; i < 3 && !long.some((tasks) => tasks.length === 0); i++) {
      const { reader, answers, counts, workers, longTasks } = await open(`policy-${i}`, { policy });
      await longTasks(); // of the page's coming
      await reader.taps('wow');
      await counts({ wow: 1 });
      await eventually(async () => answers, [428, 200]);
      long.push(await longTasks());
      assert.equal(workers(), 0);
      assert.deepEqual(
        reader.problems.filter((text) => !WORKER_REFUSED.test(text)),
        [],
      );
      await reader.leaves();
    }
    assert.deepEqual(long.at(-1), []);
  });

  it('is made for a reader of whom nothing is kept, each time', async () => {
    const { reader, answers, counts } = await open('none', { tag: 'data-storage="none"' });
    await reader.taps('love');
    await counts({ love: 1 });
    await reader.taps('love');
    await counts({});
    await eventually(async () => answers, [428, 200, 428, 200]);
    await reader.leaves();
  });

  it('is made at the next visit where the page was left before', async () => {
    const { reader, counts } = await open('left');
    const asked = reader.page.waitForResponse((response) => response.status() === 428);
    await reader.taps('love');
    await asked;
    await reader.reloads();
    await counts({ love: 1 });
    await reader.sees(['1', '0', '0', '0', '0'], ['love']);
    await reader.leaves();
  });

  it('that cannot be made keeps the tap, as a script does that knows of none', async () => {
    const { reader, answers, counts, url } = await open('kept');
    await reader.context.route('**/chunks/proof-*', (route) => route.abort());
    await reader.taps('angry');
    await eventually(async () => (await reader.page.locator('reaction-bar .notice').innerText()).length > 0, true);
    await reader.sees(['0', '0', '0', '0', '1'], ['angry']);
    assert.ok(answers.length > 0 && answers.every((status) => status === 428), answers.join());
    assert.equal((await gaung.counts(url)).reactions.angry, undefined);
    await reader.context.unroute('**/chunks/proof-*');
    await reader.reloads();
    await counts({ angry: 1 });
    await reader.sees(['0', '0', '0', '0', '1'], ['angry']);
    await reader.leaves();
  });
});
