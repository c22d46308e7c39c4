// A page that a server renders, with its numbers already in it.
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { http } from 'gaung/adapters/http';
import { toPageKey } from 'gaung/contract';
import { interactionStatistic, jsonLdScript } from 'gaung/json-ld';
import { renderToString } from 'gaung/ssr';

const BUILT = fileURLToPath(new URL('dist/', import.meta.url));

/** The page as any template engine might write it: the elements are plain tags. */
const article = (url, endpoint, nonce, statistic) => `<!doctype html>
<html lang="id">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width">
    <title>Panen kopi di lereng Ijen</title>
    <link rel="canonical" href="${url}">
    <meta name="gaung" content="${endpoint}">
    <style nonce="${nonce}">body { max-width: 40rem; margin: 2rem auto; padding: 0 1rem; font-family: system-ui }</style>
    <script type="module" nonce="${nonce}" src="/client.js"></script>
    ${statistic}
  </head>
  <body>
    <main>
      <h1>Panen kopi di lereng Ijen</h1>
      <p><view-counter></view-counter></p>
      <p>Sejak subuh, para pemetik sudah berjalan di antara pohon.</p>
      <reaction-bar></reaction-bar>
      <share-buttons></share-buttons>
      <p id="end">Foto: keluarga petani.</p>
    </main>
  </body>
</html>`;

/**
 * @param endpoint The address of the Gaung server.
 * @param built The folder of the built client.
 */
export function createSite(endpoint, built = BUILT) {
  const backend = http({ endpoint });

  async function page(request) {
    const nonce = randomBytes(16).toString('base64');
    const url = new URL(request.url, `http://${request.headers.host}`);
    url.search = ''; // The article is the same wherever a reader came from, and so is its canonical address.
    const key = toPageKey(url.href);
    // Once for the elements and for search engines. A page without numbers is better than none.
    const counts = await backend.read([key], { signal: AbortSignal.timeout(1000) }).catch(() => new Map());
    const statistic = jsonLdScript({
      '@context': 'https://schema.org',
      '@type': 'NewsArticle',
      '@id': url.href,
      headline: 'Panen kopi di lereng Ijen',
      interactionStatistic: interactionStatistic(counts.get(key)),
    });
    const body = await renderToString(article(url.href, endpoint, nonce, statistic), { url, counts, nonce });
    const policy = [
      "default-src 'none'",
      `script-src 'nonce-${nonce}' 'strict-dynamic'`,
      `style-src 'nonce-${nonce}'`,
      `connect-src ${new URL(endpoint).origin}`,
      "base-uri 'none'",
    ];
    return {
      status: 200,
      headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy.join('; ') },
      body,
    };
  }

  async function answer(request) {
    const { pathname } = new URL(request.url, 'http://site');
    if (pathname === '/article') return page(request);
    if (!/^\/(?:assets\/)?[\w.-]+\.js$/.test(pathname)) return { status: 404 };
    try {
      return {
        status: 200,
        headers: { 'content-type': 'text/javascript' },
        body: await readFile(`${built}${pathname}`),
      };
    } catch {
      return { status: 404 };
    }
  }

  return createServer(async (request, response) => {
    try {
      const { status, headers, body } = await answer(request);
      response.writeHead(status, headers).end(body);
    } catch (error) {
      console.error(error);
      response.writeHead(500).end();
    }
  });
}
