/** Live counts in a real browser, from a real server elsewhere. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { createInteractionId } from '../../src/contract/index.ts';
import { eventually, Gaung, launch, Reader, Site } from './setup.ts';

/** A page that shows what is pushed. It imports the npm build, as an app would. */
const watching = (endpoint: string, page: string) => `<!doctype html>
<title>Langsung</title>
<output></output><p></p>
<script type="module" src="/page.js" data-endpoint="${endpoint}" data-page="${page}"></script>`;

const SCRIPT = `import { http } from '/adapters/http.js';
const { endpoint, page } = document.querySelector('script').dataset;
const controller = new AbortController();
http({ endpoint }).subscribe([page], {
  onCounts: (counts) => (document.querySelector('output').textContent = counts.get(page).shares.x ?? 0),
  onError: (error) => (document.querySelector('p').textContent = error.message),
  signal: controller.signal,
});
window.stopWatching = () => controller.abort();`;

describe('live counts in a browser', () => {
  const site = new Site('dist');
  let gaung: Gaung;
  let browser: Browser;

  before(async () => {
    browser = await launch();
    await site.start();
    gaung = new Gaung({ GAUNG_ORIGINS: `http://news.test:${site.port}`, GAUNG_LIVE_CONNECTIONS: '1' });
    await gaung.start();
    site.page('/page.js', SCRIPT, { 'content-type': 'text/javascript' });
  });
  after(async () => {
    await browser?.close();
    await gaung?.dispose();
    await site.dispose();
  });

  /** Another reader shares a page. */
  async function share(page: string): Promise<void> {
    const interaction = { id: createInteractionId(), type: 'share', page, network: 'x' };
    const response = await fetch(gaung.url('v1/interactions'), {
      method: 'POST',
      headers: { origin: `http://news.test:${site.port}` },
      body: JSON.stringify({ interactions: [interaction] }),
    });
    assert.equal(response.status, 200, await response.text());
  }

  const isFull = async () => (await fetch(gaung.url('v1/live?page=a'), { method: 'HEAD' })).status === 503;

  it('follow other readers on plain http, under a strict policy, and after a restart of the server', async () => {
    const url = site.url('langsung', 'news.test');
    const page = url.replace('http://', '');
    site.page('/langsung', watching(gaung.url('', 'echo.test'), page), {
      'content-security-policy': `default-src 'none'; script-src 'self'; connect-src ${gaung.url('', 'echo.test')}`,
    });
    const reader = await (await Reader.come(browser)).opens(url);
    const seen = () => reader.page.locator('output').innerText();
    await eventually(seen, '0');
    await share(page);
    await eventually(seen, '1');

    await gaung.stop();
    await gaung.start();
    await share(page);
    await eventually(seen, '2', 20_000);
    assert.equal(await reader.page.locator('p').innerText(), '');
    assert.deepEqual(reader.problems, []);

    assert.equal(await isFull(), true);
    await reader.page.evaluate('stopWatching()');
    await eventually(isFull, false);
    await reader.leaves();
  });

  it('say why where there are none, and leave the server alone once the tab is closed', async () => {
    const [first, second] = await Promise.all(
      ['satu', 'dua'].map(async (path) => {
        const url = site.url(path, 'news.test');
        site.page(`/${path}`, watching(gaung.url('', 'echo.test'), url.replace('http://', '')));
        return (await Reader.come(browser)).opens(url);
      }),
    );
    const errors = async () =>
      (await Promise.all([first!, second!].map(({ page }) => page.locator('p').innerText()))).filter(Boolean);
    const message = `[gaung] [http] ${gaung.url('v1/live', 'echo.test')} gives no live counts.`;
    await eventually(errors, [message]); // There is room for one.
    await first!.leaves();
    await second!.leaves();
    await eventually(isFull, false);
  });
});
