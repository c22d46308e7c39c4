/** A server to talk to, and what readers and operators send it. */
import type { TestContext } from 'node:test';
import { createInteractionId } from 'gaung/contract';
import { type AppOptions, createApp } from '../src/app.ts';
import { type Environment, readConfig } from '../src/config.ts';
import { silentLog } from '../src/log.ts';
import { start } from '../src/main.ts';
import { memoryStorage } from '../src/storage/memory/memory.ts';
import { temporaryFolder } from './temporary-folder.ts';

export const ORIGIN = 'https://news.example';
export const ADMIN = 'a-token-for-the-tests';
export const PAGE = 'news.example/a';

/** Node's own fetch calls itself `node`, which is a bot's name. */
const ENVIRONMENT = {
  PORT: '0',
  GAUNG_ORIGINS: `${ORIGIN} localhost`,
  GAUNG_ADMIN_TOKEN: ADMIN,
  GAUNG_BOTS: 'count',
  GAUNG_RATE_LIMIT: 'off',
};

// oxlint-disable-next-line typescript/no-explicit-any -- An answer may be anything; the tests look at what it is.
export type Json = any;

type Send = (path: string, init?: RequestInit) => Promise<Response>;

/** A real server with a real database, stopped after the test. */
export async function serve(t: TestContext, env: Environment = {}) {
  const folder = temporaryFolder(t);
  const all = { ...ENVIRONMENT, GAUNG_STORAGE: `sqlite:${folder}/gaung.sqlite`, ...env };
  const server = await start(all, { log: silentLog });
  t.after(() => server.close());
  return { ...server, folder, ...client((path, init) => fetch(new URL(path, server.url), init)) };
}

/** The same app without network and disk, on a clock of the test's. */
export function app({ env = {}, ...options }: Partial<AppOptions> & { env?: Environment } = {}) {
  const storage = options.storage ?? memoryStorage();
  const config = readConfig({ ...ENVIRONMENT, ...env });
  const secret = new TextEncoder().encode('a secret of thirty-two characters');
  const { fetch } = createApp({ storage, config, secret, ...options });
  return { storage, ...client(async (path, init) => fetch(new Request(new URL(path, 'http://localhost'), init))) };
}

function client(send: Send) {
  const readJson = async (response: Response) => {
    const body: Json = await response.json();
    return { status: response.status, headers: response.headers, body };
  };
  return {
    send,
    get: async (path: string, headers: Record<string, string> = {}) => readJson(await send(path, { headers })),
    /** What a browser sends: a simple request with its origin. */
    post: async (body: unknown, headers: Record<string, string> = {}) =>
      readJson(
        await send('v1/interactions', {
          method: 'POST',
          headers: { 'Content-Type': 'text/plain;charset=UTF-8', Origin: ORIGIN, ...headers },
          body: typeof body === 'string' ? body : JSON.stringify(body),
        }),
      ),
    /** What a browser sends when a form is submitted. Redirects are not followed: they are what is looked at. */
    form: async (fields: Readonly<Record<string, string>> | readonly [string, string][], headers: HeadersInit = {}) =>
      send('v1/form', {
        method: 'POST',
        headers: { Origin: ORIGIN, Accept: 'text/html,application/xhtml+xml,*/*;q=0.8', ...headers },
        body: new URLSearchParams(fields as Record<string, string>),
        redirect: 'manual',
      }),
    bring: async (lines: readonly unknown[], query = '', token = ADMIN) =>
      readJson(
        await send(`v1/import${query}`, {
          method: 'POST',
          headers: { Authorization: `Bearer ${token}` },
          body: lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'),
        }),
      ),
    counts: async (page = PAGE) =>
      (await readJson(await send(`v1/counts?page=${encodeURIComponent(page)}`))).body.counts[page],
  };
}

/** A request whose body comes in pieces, as from a client that does not know its length. */
export function streamed(text: string, size: number, headers: Record<string, string>): RequestInit {
  const bytes = Buffer.from(text);
  const body = new ReadableStream({
    start(controller) {
      for (let at = 0; at < bytes.length; at += size) controller.enqueue(bytes.subarray(at, at + size));
      controller.close();
    },
  });
  return { ...{ duplex: 'half' }, method: 'POST', headers, body }; // `duplex` is not in every list of types.
}

export const view = (page = PAGE) => ({ id: createInteractionId(), type: 'view', page });
export const share = (network = 'x', page = PAGE) => ({ id: createInteractionId(), type: 'share', page, network });
export const react = (reactions: unknown, at?: number, page = PAGE) => ({
  id: createInteractionId(),
  type: 'reaction',
  page,
  reactions,
  ...(at !== undefined && { at }),
});
