import { fileURLToPath } from 'node:url';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import puppeteer from 'puppeteer-core';
import { endWithRun } from './scripts/end-with-run.ts';
import { BROWSERS, missingEngines, skippedEngines } from './scripts/engines.mjs';
import { findBrowser, findFirefox, findWebKit } from './scripts/find-browser.mjs';
import { countReporter } from './scripts/reporters/wtr-count.js';
import { webkitLauncher } from './scripts/webkit-launcher.ts';
import { renderToString } from './src/ssr/index.ts';

const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'];

/** Chromium must be there; the others are left out, and said to be, on a machine that cannot have them. */
const launchers = {
  Chromium: () => chromeLauncher({ launchOptions: { executablePath: findBrowser(), headless: true, args } }),
  Firefox: () =>
    chromeLauncher({
      puppeteer,
      launchOptions: { browser: 'firefox', executablePath: findFirefox(), headless: true },
      createBrowserContext({ browser }) {
        endWithRun(browser.process()); // Puppeteer forgets the second of two browsers when it is interrupted.
        return browser.defaultBrowserContext();
      },
    }),
  WebKit: () => webkitLauncher(findWebKit()),
};
/** Renders elements as a server does, for tests of hydration: `/rendered?markup=…&options=…`, options as JSON. */
const rendered = {
  name: 'rendered',
  async serve({ path, query }) {
    if (path !== '/rendered') return undefined;
    return { type: 'html', body: await renderToString(query.markup, JSON.parse(query.options)) };
  },
};

const missing = new Set(missingEngines(BROWSERS).map(({ name }) => name));
for (const line of skippedEngines(BROWSERS)) console.warn(`\n${line}\n`);

export default {
  files: ['test/environment/**/*.test.ts', 'test/store/**/*.test.ts', 'test/elements/**/*.test.ts'],
  nodeResolve: true,
  rootDir: '.',
  // One page at a time: a page behind another is hidden, and a hidden page makes no view and paints no frame.
  concurrency: 1,
  // But all engines at once, as none hides another's page: 41 s on two cores, and 70 s one after the other.
  concurrentBrowsers: 3,
  plugins: [
    rendered,
    esbuildPlugin({
      ts: true,
      target: 'es2022',
      tsconfig: fileURLToPath(new URL('tsconfig.browser.json', import.meta.url)),
    }),
  ],
  browsers: Object.entries(launchers)
    .filter(([name]) => name === 'Chromium' || !missing.has(name))
    .map(([, launch]) => launch()),
  testFramework: { config: { timeout: 10_000 } },
  filterBrowserLogs: ({ args: [first] }) => !String(first).startsWith('Lit is in dev mode'),
  reporters: [defaultReporter(), countReporter()],
};
