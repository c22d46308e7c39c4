// npm start: builds, serves the demo, the script and the API on one port, and brings the demo's legacy totals in.
import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { build } from './build.ts';

build();
// Only now: the server and the demo read the contract from what was just built.
const { start } = await import('../server/src/main.ts');
const { importLegacyTotals } = await import('./import-legacy-totals.ts');

const adminToken = process.env.GAUNG_ADMIN_TOKEN || randomBytes(24).toString('base64url');
const demo = fileURLToPath(new URL('../demo/dist', import.meta.url));

try {
  const server = await start({
    ...process.env,
    GAUNG_ADMIN_TOKEN: adminToken,
    GAUNG_STATIC: process.env.GAUNG_STATIC || demo,
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void server.close().then(() => process.exit(0)));
  }
  await importLegacyTotals(server, adminToken);
  const { url } = server;
  console.log(`
Gaung is running. Stop it with Ctrl+C.

  an article      ${url}
  50 articles     ${url}berita
  a playground    ${url}playground
  the counts      ${url}v1/counts?page=${encodeURIComponent(url)}

Paste this into a page of yours (its origin must be listed in GAUNG_ORIGINS; localhost is by default):

  <script type="module" src="${url}gaung.js"></script>
  <share-buttons></share-buttons>
  <view-counter></view-counter>
  <reaction-bar></reaction-bar>
`);
} catch (error) {
  console.error((error as Error).message);
  process.exit(1);
}
