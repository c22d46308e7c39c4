// npm run screenshot: docs/demo.png, the picture in the README, from the demo on a server of its own.
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { build } from './build.ts';
import { findBrowser } from './find-browser.mjs';

build();
const { start } = await import('../server/src/main.ts');
const { importLegacyTotals } = await import('./import-legacy-totals.ts');
const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const adminToken = 'the-token-of-a-short-life';
const server = await start({
  PORT: '0',
  GAUNG_STORAGE: 'memory:',
  GAUNG_ADMIN_TOKEN: adminToken,
  GAUNG_BOTS: 'count',
  GAUNG_RATE_LIMIT: 'off',
  GAUNG_STATIC: path('../demo/dist'),
});
const browser = await chromium.launch({
  executablePath: findBrowser()!,
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
});
try {
  await importLegacyTotals(server, adminToken);
  const page = await browser.newPage({ viewport: { width: 1000, height: 820 }, colorScheme: 'light' });
  await page.goto(server.url);
  await page.getByText('Dibaca 1.207 kali').waitFor();
  await page.locator('reaction-bar button').first().click();
  await page.locator('reaction-bar [aria-pressed="true"]').waitFor();
  mkdirSync(path('../docs'), { recursive: true });

  // Two views of one page, side by side: its head and the question under it.
  await page.mouse.move(0, 0);
  const bar = await page.locator('reaction-bar').screenshot();
  await page.evaluate(() => scrollTo(0, 0));
  const head = await page.screenshot();
  const paper = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await page.goto('about:blank');
  await page.setViewportSize({ width: 1000, height: 1000 });
  await page.evaluate(
    ({ images, background }) => {
      Object.assign(document.body.style, { margin: '0', background });
      for (const source of images) {
        const image = Object.assign(new Image(), { src: source });
        Object.assign(image.style, { display: 'block', margin: '0 auto 28px' });
        document.body.append(image);
      }
    },
    { images: [head, bar].map((image) => `data:image/png;base64,${image.toString('base64')}`), background: paper },
  );
  await page.waitForFunction(() => [...document.images].every((image) => image.complete));
  await page.screenshot({ path: path('../docs/demo.png') });
} finally {
  await browser.close();
  await server.close();
}
console.log('docs/demo.png is written.');
