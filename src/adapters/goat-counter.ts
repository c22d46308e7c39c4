import {
  type BackendAdapter,
  type Capabilities,
  GaungError,
  type PageCounts,
  type PageKey,
} from '../contract/index.ts';
import { type Answer, type AskOptions, addressOf, asker, isFinal, jsonOf, unexpected } from './ask.ts';
import { type PathOf, pagePath } from './page-path.ts';
import { readParts } from './read-parts.ts';
import { type Apply, recordEach } from './record-each.ts';

const SCOPE = 'goat-counter';
/** What stands between groups of digits, in any locale: spaces of all widths, points, commas, apostrophes, underscores. */
const SEPARATORS = /[\s.,'’٬_]/gu;
const SETTING = 'The site\'s setting "Allow adding visitor counts on your website" is off: switch it on.';

export interface GoatCounterOptions extends AskOptions {
  /** The site's own address: `https://news.goatcounter.com`. */
  readonly url: string | URL;
  /** The path that GoatCounter knows a page by; default: the page's path and query; a bare id with a `/` before it. */
  readonly path?: PathOf;
}

/** The path of a page, as GoatCounter's own script sends it: with a slash before it, or it would be an event. */
const slashed = (page: PageKey): string => `/${pagePath(page).replace(/^\//, '')}`;

/** A number as people write it. */
function parseCount(text: unknown): number | undefined {
  const digits = typeof text === 'string' ? text.replace(SEPARATORS, '') : '';
  return /^\d{1,15}$/.test(digits) ? Number(digits) : undefined;
}

/**
 * Speaks to GoatCounter: views alone, which it counts once a reader in eight hours. Its public counter may be half an
 * hour old.
 *
 * @throws {GaungError} for options that are wrong.
 */
export function goatCounter(options: GoatCounterOptions): BackendAdapter {
  const { path = slashed } = options;
  const server = addressOf(SCOPE, 'url', options.url);
  const ask = asker(SCOPE, options);
  const capabilities: Capabilities = {
    ...{ views: true, shares: false, reactions: false, undo: false },
    ...{ idempotent: false, multiple: false, live: false, versions: false },
  };

  function parse(url: string, answer: Answer): PageCounts {
    if (answer.status === 403) throw new GaungError(SCOPE, SETTING, { cause: answer.text.slice(0, 500) });
    // A path that was never counted: that is 0, and no failure.
    if (answer.status === 404) return { version: 0, views: 0 };
    const views = parseCount(Object(jsonOf(answer)).count);
    if (answer.status !== 200 || views === undefined) throw unexpected(SCOPE, url, answer);
    return { version: 0, views };
  }

  async function readOne(page: PageKey, known: string, signal?: AbortSignal): Promise<[PageKey, PageCounts][]> {
    const url = `${server}counter/${encodeURIComponent(known)}.json`;
    const answer = await ask(url, { cache: 'no-cache' }, signal).catch((cause: unknown) => {
      signal?.throwIfAborted();
      // Browsers are not shown a 403 of GoatCounter: it lacks the header that would let them.
      throw new GaungError(SCOPE, `No usable answer from ${url}. It may be that: ${SETTING}`, { cause });
    });
    return [[page, parse(url, answer)]];
  }

  const apply: Apply = async ({ id, page }, { keepalive = false, signal }) => {
    const known = path(page);
    if (!known) return { code: 'unsupported', detail: 'The option `path` gives no path for this page.' };
    // What is different each time keeps caches from answering.
    const url = `${server}count?p=${encodeURIComponent(known)}&rnd=${id}`;
    const answer = await ask(url, { keepalive, cache: 'no-store' }, signal);
    const reason = answer.headers.get('x-goatcounter');
    if (isFinal(answer) || answer.status === 202) {
      return { code: 'rejected', detail: `status ${answer.status}${reason ? `: ${reason.slice(0, 500)}` : ''}` };
    }
    if (answer.status < 200 || answer.status > 299) throw unexpected(SCOPE, url, answer);
    return undefined;
  };

  const adapter: BackendAdapter = {
    id: `${SCOPE}:${server}`,
    capabilities,
    read(pages, readOptions = {}) {
      const parts = [...new Set(pages)].flatMap((page) => {
        const known = path(page);
        return known ? [{ page, known }] : [];
      });
      return readParts(parts, ({ page, known }) => readOne(page, known, readOptions.signal), readOptions);
    },
    record: (interactions, recordOptions) => recordEach(adapter, apply, interactions, recordOptions),
  };
  return adapter;
}
