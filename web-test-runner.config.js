import { fileURLToPath } from 'node:url';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import { findBrowser } from './scripts/find-browser.mjs';
import { countReporter } from './scripts/reporters/wtr-count.js';

const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'];

export default {
  files: ['test/store/**/*.test.ts', 'test/elements/**/*.test.ts'],
  nodeResolve: true,
  rootDir: '.',
  // One page at a time: a page behind another is hidden, and a hidden page makes no view and paints no frame.
  concurrency: 1,
  plugins: [
    esbuildPlugin({
      ts: true,
      target: 'es2022',
      tsconfig: fileURLToPath(new URL('tsconfig.browser.json', import.meta.url)),
    }),
  ],
  browsers: [chromeLauncher({ launchOptions: { executablePath: findBrowser(), headless: true, args } })],
  testFramework: { config: { timeout: 10_000 } },
  filterBrowserLogs: ({ args: [first] }) => !String(first).startsWith('Lit is in dev mode'),
  reporters: [defaultReporter(), countReporter()],
};
