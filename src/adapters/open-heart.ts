import {
  type BackendAdapter,
  type Capabilities,
  countsById,
  GaungError,
  isName,
  type PageCounts,
  type PageKey,
  type ReactionId,
} from '../contract/index.ts';
import { type AskOptions, addressOf, asker, isFinal, jsonOf, unexpected } from './ask.ts';
import { countOf, type PathOf } from './page-path.ts';
import { readParts } from './read-parts.ts';
import { type Apply, recordEach } from './record-each.ts';

const SCOPE = 'open-heart';
/** What one pictograph is made of, joined ones and flags included: checked by the server, but for what is none at all. */
const EMOJI = /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20e3/u;
/** Asks for a colour picture; servers differ in whether they keep it. */
const VARIATION = /\ufe0f/g;

export interface OpenHeartOptions extends AskOptions {
  /** Where the server is: `https://api.oh.example/`. */
  readonly endpoint: string | URL;
  /** The domain that the server counts for: `news.example`. */
  readonly domain: string;
  /** The emoji of each reaction; default: those of `love haha wow sad angry`. */
  readonly reactions?: Readonly<Record<ReactionId, string>>;
  /** The `uid` of a page below its domain; default: the page key. */
  readonly uid?: PathOf;
}

/** What the bar shows by default. */
const EMOJIS: Readonly<Record<ReactionId, string>> = { love: '❤️', haha: '😂', wow: '😮', sad: '😢', angry: '😡' };

/**
 * Speaks the Open Heart protocol: one emoji after another. A reaction cannot be changed or taken back, and some servers
 * tell nobody how many there are.
 *
 * @throws {GaungError} for options that are wrong.
 */
export function openHeart(options: OpenHeartOptions): BackendAdapter {
  const { domain, reactions = EMOJIS, uid = (page) => page } = options;
  const server = addressOf(SCOPE, 'endpoint', options.endpoint);
  const ask = asker(SCOPE, options);
  if (!/^[\w.:-]+$/.test(domain)) {
    throw new GaungError(SCOPE, `domain "${domain}" is no host, such as news.example.`);
  }
  const emojis = Object.entries(reactions);
  for (const [id, emoji] of emojis) {
    if (isName(id) && EMOJI.test(emoji)) continue;
    throw new GaungError(SCOPE, `reactions are emojis by id, { love: '❤️' }, not ${id}: ${JSON.stringify(emoji)}.`);
  }
  const capabilities: Capabilities = {
    ...{ views: false, shares: false, reactions: true, undo: false },
    ...{ idempotent: false, multiple: false, live: false, versions: false },
    reactionIds: emojis.map(([id]) => id),
  };

  const urlOf = (page: PageKey): string | undefined => {
    const found = uid(page);
    return found ? `${server}${domain}/${encodeURIComponent(found)}` : undefined;
  };

  /** Counts by emoji; undefined for a body that is something else: an emoji that it does not name would read as 0. */
  function parse(body: unknown): PageCounts | undefined {
    if (typeof body !== 'object' || body === null || Array.isArray(body)) return undefined;
    const entries = Object.entries(body);
    if (entries.length > 0 && !entries.some(([emoji]) => EMOJI.test(emoji))) return undefined;
    const counted = new Map<string, number>();
    for (const [emoji, count] of entries) {
      const known = countOf(count);
      if (known === undefined) return undefined;
      const plain = emoji.replace(VARIATION, '');
      counted.set(plain, (counted.get(plain) ?? 0) + known);
    }
    const numbers = emojis.map(([id, emoji]) => [id, counted.get(emoji.replace(VARIATION, '')) ?? 0] as const);
    return { version: 0, reactions: countsById(numbers) };
  }

  async function readOne(page: PageKey, url: string, signal?: AbortSignal): Promise<[PageKey, PageCounts][]> {
    const answer = await ask(url, {}, signal);
    // A server that can only be written to: nothing is known, and nothing is wrong.
    if (answer.status === 403 || answer.status === 404) return [[page, { version: 0 }]];
    const counts = answer.status === 200 ? parse(jsonOf(answer)) : undefined;
    if (!counts) throw unexpected(SCOPE, url, answer);
    return [[page, counts]];
  }

  const apply: Apply = async (one, { keepalive = false, signal }) => {
    if (one.type !== 'reaction') return { code: 'unsupported' };
    const url = urlOf(one.page);
    if (url === undefined) return { code: 'unsupported', detail: 'The option `uid` gives no uid for this page.' };
    const news = one.reactions.filter((id) => !one.previous.includes(id));
    for (const id of news) {
      const answer = await ask(url, { method: 'POST', body: reactions[id]!, keepalive }, signal);
      if (isFinal(answer)) return { code: 'rejected', detail: `status ${answer.status}: ${answer.text.slice(0, 500)}` };
      if (answer.status !== 200) throw unexpected(SCOPE, url, answer);
    }
    return undefined;
  };

  const adapter: BackendAdapter = {
    id: `${SCOPE}:${server}${domain}`,
    capabilities,
    read(pages, readOptions = {}) {
      const parts = [...new Set(pages)].flatMap((page) => {
        const url = urlOf(page);
        return url ? [{ page, url }] : [];
      });
      return readParts(parts, ({ page, url }) => readOne(page, url, readOptions.signal), readOptions);
    },
    record: (interactions, recordOptions) => recordEach(adapter, apply, interactions, recordOptions),
  };
  return adapter;
}
