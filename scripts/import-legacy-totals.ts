import { legacyTotals } from '../demo/legacy.ts';

/**
 * Brings the totals that the demo's pages had before Gaung into a running server, by the import that any newsroom uses.
 * They are a baseline that is replaced, so that doing it at every start changes nothing.
 *
 * @throws {Error} where the server refuses, with its reason.
 */
export async function importLegacyTotals(server: { url: string; port: number }, adminToken: string): Promise<void> {
  // The same page is reached by either name, and each name is a page of its own.
  const lines = ['localhost', '127.0.0.1'].map((host) => legacyTotals(`http://${host}:${server.port}`));
  const response = await fetch(new URL('v1/import?mode=merge', server.url), {
    method: 'POST',
    headers: { authorization: `Bearer ${adminToken}`, 'content-type': 'application/x-ndjson' },
    body: lines.map((text) => text.trimEnd()).join('\n'),
  });
  if (!response.ok) throw new Error(`The legacy totals were not imported: ${await response.text()}`);
}
