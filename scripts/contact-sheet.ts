// npm run contact-sheet: contact-sheet/*.png, each element in each state × light, dark, forced colours, right to left,
// 320 px, large text and more, and all languages: to be looked at before anything about looks is called done.
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { lazyLocales } from '../src/locales/lazy.ts';
import { build } from './build.ts';
import { type Mode, modes } from './contact-sheet/modes.ts';
import { languagesPage, pageOf, specimenPage, specimens, totals } from './contact-sheet/specimens.ts';
import { findBrowser } from './find-browser.mjs';

if (!process.argv.includes('--no-build')) build();
const { start } = await import('../server/src/main.ts');
const out = fileURLToPath(new URL('../contact-sheet/', import.meta.url));
const pages = mkdtempSync(join(tmpdir(), 'gaung-sheet-'));
const token = 'the-token-of-a-short-life';

/** Waits until all that moves stands still: numbers there, pictures loaded, animations over. */
async function settle(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
  await page.evaluate(async () => {
    const roots = [...document.querySelectorAll('*')].flatMap(({ shadowRoot }) => shadowRoot ?? []);
    await Promise.all(roots.flatMap((root) => root.getAnimations()).map(({ finished }) => finished));
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  });
}

async function press(page: Page): Promise<void> {
  for (const [index, { press, server }] of specimens.entries()) {
    if (!press) continue;
    const asked = '**/v1/interactions';
    if (server)
      await page.route(asked, (route) =>
        server === 'away' ? route.abort() : route.fulfill({ status: 403, json: {} }),
      );
    const told = server === 'away' ? page.waitForEvent('requestfailed') : page.waitForResponse(asked);
    await page.locator(`reaction-bar[page="${pageOf(index)}"] button[data-reaction="${press}"]`).click();
    await told;
    if (server === 'refuses') await page.unroute(asked);
  }
  await page.mouse.move(0, 0);
}

/** Adds all elements anew while no counts can be read: what they show is what was known before. */
async function makeStale(page: Page): Promise<void> {
  await page.route('**/v1/counts?*', (route) => route.abort());
  await page.evaluate(async () => {
    const sections = [...document.querySelectorAll('section')];
    const { parentNode } = sections[0]!;
    for (const section of sections) section.remove();
    await new Promise(requestAnimationFrame);
    parentNode!.append(...sections);
  });
  await page.waitForFunction(() => {
    const shown = [...document.querySelectorAll('view-counter, reaction-bar')];
    return shown.every((one) => one.matches(':state(stale)'));
  });
}

async function shoot(
  browser: Browser,
  url: string,
  { name, context, lang = 'en', dir = 'ltr', style = '', isStale = false }: Mode,
): Promise<string> {
  writeFileSync(join(pages, `${name}.html`), specimenPage({ lang, dir, style }));
  const page = await browser.newPage({ ...context, deviceScaleFactor: 1.5 });
  await page.goto(`${url}${name}.html`);
  await settle(page);
  await press(page);
  await settle(page);
  if (isStale) await makeStale(page);
  if (isStale) await settle(page);
  const file = join(out, `${name}.png`);
  // Not `fullPage`: it takes the emulation of a phone away while it shoots.
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width: context.viewport!.width, height });
  await page.screenshot({ path: file });
  const [scroll, client] = await page.evaluate(
    () => [document.documentElement.scrollWidth, document.documentElement.clientWidth] as const,
  );
  if (scroll > client) console.warn(`${name}: the page is ${scroll - client} px wider than its window.`);
  await page.context().close();
  return file;
}

async function shootLanguages(browser: Browser, url: string): Promise<void> {
  writeFileSync(join(pages, 'languages.html'), languagesPage(['en', ...Object.keys(lazyLocales)]));
  const page = await browser.newPage({ viewport: { width: 1950, height: 1200 } });
  await page.goto(`${url}languages.html`);
  await settle(page);
  await page.screenshot({ path: join(out, 'languages.png'), fullPage: true });
  await page.context().close();
}

/** All modes side by side. */
async function assemble(browser: Browser, names: readonly string[], url: string): Promise<void> {
  const figures = names.map((name) => `<figure><figcaption>${name}</figcaption><img src="${url}${name}.png"></figure>`);
  const page = await browser.newPage({ viewport: { width: 2400, height: 1200 } });
  const style =
    'body{display:flex;align-items:flex-start;gap:24px;margin:24px;background:#888;font:20px sans-serif}figure{margin:0}img{zoom:.5}';
  writeFileSync(join(pages, 'sheet.html'), `<!doctype html><style>${style}</style>${figures.join('')}`);
  await page.goto(`${url}sheet.html`);
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  await page.setViewportSize({ width, height: 1200 });
  await page.screenshot({ path: join(out, 'sheet.png'), fullPage: true });
  await page.context().close();
}

const server = await start({
  PORT: '0',
  GAUNG_STORAGE: 'memory:',
  GAUNG_ADMIN_TOKEN: token,
  GAUNG_STATIC: pages,
  GAUNG_BOTS: 'count',
  GAUNG_RATE_LIMIT: 'off',
});
const browser = await chromium.launch({
  executablePath: findBrowser()!,
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
});
try {
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  const imported = await fetch(new URL('v1/import?mode=merge', server.url), {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: totals(),
  });
  if (!imported.ok) throw new Error(`The totals were not imported: ${await imported.text()}`);
  const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
  const chosen = wanted.length > 0 ? modes.filter(({ name }) => wanted.includes(name)) : modes;
  for (const mode of chosen) {
    const file = await shoot(browser, server.url, mode);
    copyFileSync(file, join(pages, `${mode.name}.png`));
  }
  if (wanted.length === 0 || wanted.includes('languages')) await shootLanguages(browser, server.url);
  if (wanted.length === 0)
    await assemble(
      browser,
      chosen.map(({ name }) => name),
      server.url,
    );
} finally {
  await browser.close();
  await server.close();
  rmSync(pages, { recursive: true, force: true });
}
console.log(`${out} is written.`);
