import { serverOrigin } from './server-name.ts';

/** How long a server has to say what it runs, both its answers together, in ms. */
const TIME_LIMIT_MS = 4000;
/** How much of an answer is read, in bytes; real ones have about 2,000. */
const SIZE_LIMIT = 65_536;
const SCHEMA = /^https?:\/\/nodeinfo\.diaspora\.software\/ns\/schema\/2\.\d$/;

export interface NodeInfoOptions {
  readonly fetch?: typeof globalThis.fetch;
  /** Ends the asking early. */
  readonly signal?: AbortSignal;
  readonly timeLimit?: number;
}

/** Reads a body as JSON, up to the limit; rejects beyond it, and where it is none. */
async function readJson(response: Response): Promise<unknown> {
  if (!response.ok || !response.body) throw new Error(`It answered ${response.status}.`);
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > SIZE_LIMIT) {
      void reader.cancel().catch(() => {});
      throw new Error('It answered too much.');
    }
    text += decoder.decode(value, { stream: true });
  }
  return JSON.parse(text + decoder.decode());
}

/** What `value` has under `name`, whatever it is. */
const property = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;

/** The document of the newest schema that the server links to, on itself. */
function documentUrl(links: unknown, origin: string): string | undefined {
  if (!Array.isArray(links)) return undefined;
  const [newest] = links
    .slice(0, 20)
    .map((link) => ({ rel: String(property(link, 'rel')), href: property(link, 'href') }))
    .filter(({ rel }) => SCHEMA.test(rel))
    .toSorted((a, b) => (a.rel < b.rel ? 1 : -1));
  if (typeof newest?.href !== 'string') return undefined;
  try {
    const url = new URL(newest.href, origin);
    return url.origin === origin && !url.username && !url.password ? url.href : undefined;
  } catch {
    return undefined;
  }
}

async function ask(server: string, fetch: typeof globalThis.fetch, signal: AbortSignal): Promise<string | undefined> {
  const read = async (url: string) =>
    // A redirect is refused: the reader named this server and no other.
    readJson(await fetch(url, { credentials: 'omit', referrerPolicy: 'no-referrer', redirect: 'error', signal }));
  const { origin } = new URL(serverOrigin(server));
  const url = documentUrl(property(await read(`${origin}/.well-known/nodeinfo`), 'links'), origin);
  if (url === undefined || signal.aborted) return undefined;
  const name = property(property(await read(url), 'software'), 'name');
  return typeof name === 'string' && /^[a-z\d][\w.-]{0,63}$/i.test(name) ? name.toLowerCase() : undefined;
}

/**
 * Asks a server by NodeInfo (https://nodeinfo.diaspora.software) what software it runs: its name, in lower case.
 * Undefined where it does not say, cannot be reached, or may not be asked. Never rejects.
 */
export async function softwareOf(server: string, options: NodeInfoOptions = {}): Promise<string | undefined> {
  const { fetch = globalThis.fetch, signal, timeLimit = TIME_LIMIT_MS } = options;
  const ending = new AbortController();
  const end = () => ending.abort();
  const timer = setTimeout(end, timeLimit);
  signal?.addEventListener('abort', end);
  if (signal?.aborted) end();
  try {
    return await Promise.race([
      ask(server, fetch, ending.signal),
      new Promise<undefined>((resolve) => ending.signal.addEventListener('abort', () => resolve(undefined))),
    ]);
  } catch {
    return undefined; // Forbidden by a policy, out of reach, or no NodeInfo: the reader is asked instead.
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', end);
    end(); // Whatever is still on its way is not wanted.
  }
}
