import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { findBrowser } from '../scripts/find-browser.mjs';
import { start } from '../server/src/main.ts';

const DEMO = fileURLToPath(new URL('../demo/dist', import.meta.url));

/**
 * The scripts of ours that the demo's article has asked for by the time that nothing more is asked for: paths below the
 * endpoint. The page is Indonesian, visible, and nobody has touched it.
 */
export async function articleRequests(): Promise<string[]> {
  const log = { info() {}, warn() {}, error() {} };
  const env = { PORT: '0', GAUNG_STORAGE: 'memory:', GAUNG_STATIC: DEMO, GAUNG_BOTS: 'count' };
  const server = await start(env, { log });
  const browser = await chromium.launch({ executablePath: findBrowser()!, args: ['--no-sandbox', '--disable-gpu'] });
  try {
    const page = await browser.newPage();
    const asked = new Set<string>();
    page.on('request', (request) => {
      const { pathname } = new URL(request.url());
      if (pathname === '/gaung.js' || pathname.startsWith('/chunks/')) asked.add(pathname);
    });
    await page.goto(server.url, { waitUntil: 'networkidle' });
    return [...asked];
  } finally {
    await browser.close();
    await server.close();
  }
}
