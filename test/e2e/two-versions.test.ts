/** Two versions on one page, as where a CMS has the script tag and an app brings the package along. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { VERSION } from '../../src/index.ts';
import { serveApp } from './app.ts';
import { eventually, Gaung, launch, Reader, Site } from './setup.ts';

const OTHER = '9.9.9';
/** Makes another version of this one. */
const asOther = (code: string) => code.replaceAll(VERSION, OTHER);

describe('two versions on one page', () => {
  const site = new Site();
  let browser: Browser;
  let gaung: Gaung;
  let other: Gaung;

  before(async () => {
    browser = await launch();
    await site.start();
    [gaung, other] = await Promise.all([new Gaung().start(), new Gaung().start()]);
  });
  after(async () => {
    await browser?.close();
    await Promise.all([gaung?.dispose(), other?.dispose(), site.dispose()]);
  });

  /** Opens a page, where `other` serves another version. */
  async function open(on: Site, path: string, body: string) {
    on.page(`/${path}`, `<!doctype html><html lang="en"><title>A</title>${body}</html>`);
    const reader = await Reader.come(browser);
    const said: string[] = [];
    reader.page.on('console', (message) => {
      if (message.type() === 'warning' || message.type() === 'error') said.push(message.text());
    });
    await reader.page.route(`${other.url()}**/*.js`, async (route) => {
      const response = await route.fetch();
      const text = await response.text();
      await route.fulfill({ response, body: asOther(text) });
    });
    await reader.opens(on.url(path));
    return { reader, said };
  }

  const script = (server: Gaung) => `<script type="module" src="${server.url('gaung.js')}"></script>`;
  const elements = '<share-buttons></share-buttons><view-counter></view-counter><reaction-bar></reaction-bar>';

  it('by two script tags: the first one’s elements work, and one warning names both', async () => {
    const { reader, said } = await open(site, 'tags', `${script(other)}${script(gaung)}${elements}`);
    await reader.seesViews('Read 1 time');
    await reader.taps('love');
    await reader.sees(['1', '0', '0', '0', '0'], ['love']);
    const page = site.url('tags').replace('http://', '');
    await eventually(async () => (await other.counts(page)).reactions, { love: 1 });
    assert.deepEqual((await gaung.counts(page)).views, 0, 'nothing is counted twice');
    assert.equal(await reader.page.locator('share-buttons a').count(), 4);
    assert.deepEqual(said, [`[gaung] Version ${OTHER} is registered already, so ${VERSION} is not.`]);
    assert.deepEqual(
      reader.problems.filter((problem) => !said.includes(problem)),
      [],
    );
    await reader.leaves();
  });

  it('by a script tag and an app that has the other under names of its own: both work, and agree', async () => {
    const app = await serveApp(
      `import 'gaung/define';
       import { configure, ReactionBar, VERSION } from 'gaung';
       import { http } from 'gaung/adapters/http';
       configure({ backend: http({ endpoint: '${gaung.url()}' }) });
       ReactionBar.define('other-bar');
       document.documentElement.dataset.version = VERSION;`,
      asOther,
    );
    try {
      const { reader, said } = await open(
        app.site,
        'app',
        `${script(gaung)}<script type="module" src="/app.js"></script>${elements}<other-bar></other-bar>`,
      );
      const countsOf = (tag: string) => reader.page.locator(`${tag} .count`).allTextContents();
      await reader.page.locator('other-bar button[data-reaction="wow"]').click();
      for (const tag of ['other-bar', 'reaction-bar']) await eventually(() => countsOf(tag), ['0', '0', '1', '0', '0']);
      await reader.page.locator('reaction-bar button[data-reaction="sad"]').click();
      for (const tag of ['other-bar', 'reaction-bar']) await eventually(() => countsOf(tag), ['0', '0', '0', '1', '0']);
      const page = app.site.url('app').replace('http://', '');
      await eventually(async () => (await gaung.counts(page)).reactions, { sad: 1 });
      assert.equal(await reader.page.locator('html').getAttribute('data-version'), OTHER);
      assert.deepEqual(said, [`[gaung] Version ${VERSION} is registered already, so ${OTHER} is not.`]);
      assert.deepEqual(
        reader.problems.filter((problem) => !said.includes(problem)),
        [],
      );
      await reader.leaves();
    } finally {
      await app.dispose();
    }
  });
});
