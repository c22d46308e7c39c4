/** A server whose disk or database fails: what it answers and logs. */
import assert from 'node:assert/strict';
import { runServer, UNLIMITED } from './server-process.ts';
import { type Json, ORIGIN, PAGE } from './tools.ts';

type Lifetime = Parameters<typeof runServer>[0];

/** A server of its own process on the database at `path`, and short ways to ask it. */
export async function serveFile(t: Lifetime, path: string) {
  const server = await runServer(t, { ...UNLIMITED, GAUNG_STORAGE: `sqlite:${path}` });
  const send = async (path: string, init?: RequestInit) => {
    const response = await fetch(new URL(path, server.url), init);
    const body: Json = await response.json();
    return { status: response.status, headers: response.headers, body };
  };
  return {
    ...server,
    post: (interaction: object) =>
      send('v1/interactions', {
        method: 'POST',
        headers: { Origin: ORIGIN },
        body: JSON.stringify({ interactions: [interaction] }),
      }),
    read: async (page = PAGE) => send(`v1/counts?page=${page}`),
    views: async () => (await send(`v1/counts?page=${PAGE}`)).body.counts[PAGE].views,
    ready: async () => (await send('readyz')).status,
    /** The lines of the log about one event. */
    logged: (event: string) => server.output.out.split('\n').filter((line) => line.includes(` ${event} `)),
    /** Resolves when the log has a line about it. The answer that it goes with may be here before the line is. */
    async heard(event: string) {
      while (!server.output.out.includes(` ${event} `))
        await new Promise((done) => server.child.stdout.once('data', done));
    },
    async stop() {
      server.child.kill('SIGTERM');
      assert.equal((await server.ended).code, 0);
    },
  };
}

/** It was refused for now, and says when to come again. */
export function assertLater({
  status,
  headers,
  body,
}: Awaited<ReturnType<Awaited<ReturnType<typeof serveFile>>['post']>>) {
  assert.deepEqual([status, body.type], [503, 'urn:gaung:problem:storage-unavailable']);
  assert.equal(headers.get('retry-after'), '1');
}
