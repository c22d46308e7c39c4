import {
  type BackendAdapter,
  type Capabilities,
  countsById,
  GaungError,
  type Interaction,
  isName,
  type PageCounts,
  type PageKey,
  type ReactionId,
  type RecordOptions,
  type Refusal,
  toJson,
  URL_BYTES,
} from '../contract/index.ts';
import { type AskOptions, addressOf, asker, isFinal, jsonOf, unexpected } from './ask.ts';
import { countOf, type PathOf, pagePath } from './page-path.ts';
import { readParts } from './read-parts.ts';
import { recordEach } from './record-each.ts';

const SCOPE = 'waline';
/** Waline's columns are `reaction0` to `reaction8`. */
const MOST_REACTIONS = 9;
const PAGES_PER_REQUEST = 50;
const NO_PATH: Refusal = { code: 'unsupported', detail: 'Waline cannot count a page whose path has a comma.' };

export interface WalineOptions extends AskOptions {
  /** Where Waline is, as its own client takes it: `https://waline.example`. */
  readonly serverURL: string | URL;
  /**
   * Which reaction each of Waline's positions stands for, the first one `reaction0`; default `love haha wow sad angry`.
   * Empty: none are counted.
   */
  readonly reactions?: readonly ReactionId[];
  /** The path that Waline knows a page by; default: the page's path and query, or its bare id. */
  readonly path?: PathOf;
}

/** One number, one up or down. */
interface Step {
  readonly type: string;
  readonly action: 'inc' | 'desc';
}

/**
 * Speaks to Waline's counters of articles: views and reactions. Waline trusts the browser to vote once, knows nothing
 * again that comes twice, and has no versions.
 *
 * @throws {GaungError} for options that are wrong.
 */
export function waline(options: WalineOptions): BackendAdapter {
  const { reactions = ['love', 'haha', 'wow', 'sad', 'angry'], path = pagePath } = options;
  const server = addressOf(SCOPE, 'serverURL', options.serverURL);
  const ask = asker(SCOPE, options);
  if (reactions.length > MOST_REACTIONS || !reactions.every(isName) || new Set(reactions).size < reactions.length) {
    throw new GaungError(
      SCOPE,
      `reactions are up to ${MOST_REACTIONS} different ids of a-z, 0-9 and - by position, not: ${reactions.join(', ')}.`,
    );
  }
  const capabilities: Capabilities = {
    ...{ views: true, shares: false, reactions: reactions.length > 0, undo: reactions.length > 0 },
    ...{ idempotent: false, multiple: false, live: false, versions: false },
    ...{ reactionIds: [...reactions], maxPages: PAGES_PER_REQUEST },
  };
  const types = ['time', ...reactions.map((_, at) => `reaction${at}`)];
  const endpoint = `${server}api/article`;

  const urlOf = (paths: readonly string[]) =>
    `${endpoint}?path=${paths.map((one) => encodeURIComponent(one)).join(',')}&type=${types.join(',')}`;
  /** A list of paths is separated by commas, and nothing stands for one within a path. */
  const pathOf = (page: PageKey): string | undefined => {
    const found = path(page);
    return found === undefined || found === '' || found.includes(',') ? undefined : found;
  };

  /** The fewest requests for pages. Two pages may have one path. */
  function groupsOf(pages: readonly PageKey[]): string[][] {
    const groups: string[][] = [];
    for (const one of new Set(pages.flatMap((page) => pathOf(page) ?? []))) {
      const group = groups.at(-1);
      const hasRoom = group && group.length < PAGES_PER_REQUEST && urlOf([...group, one]).length <= URL_BYTES;
      if (hasRoom) group.push(one);
      else groups.push([one]);
    }
    return groups;
  }

  function parse(row: unknown): PageCounts {
    const numbers: Record<string, unknown> = Object(row);
    const views = countOf(numbers.time);
    const known = reactions.flatMap((id, at) => {
      const count = countOf(numbers[`reaction${at}`]);
      return count === undefined ? [] : [[id, count] as const];
    });
    // One that is missing among the others would read as 0.
    const areKnown = reactions.length > 0 && known.length === reactions.length;
    return {
      version: 0,
      ...(views !== undefined && { views }),
      ...(areKnown && { reactions: countsById(known) }),
    };
  }

  async function readGroup(paths: readonly string[], signal?: AbortSignal): Promise<[path: string, PageCounts][]> {
    const answer = await ask(urlOf(paths), {}, signal);
    const { data } = Object(jsonOf(answer)) as { data?: unknown };
    if (answer.status !== 200 || !Array.isArray(data) || data.length !== paths.length) {
      throw unexpected(SCOPE, endpoint, answer);
    }
    return paths.map((one, at) => [one, parse(data[at])]);
  }

  async function post(path: string, step: Step, options: RecordOptions): Promise<Refusal | undefined> {
    const init: RequestInit = {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: toJson({ path, ...step }),
      keepalive: options.keepalive ?? false,
    };
    const answer = await ask(endpoint, init, options.signal);
    const { errno, errmsg } = Object(jsonOf(answer)) as { errno?: unknown; errmsg?: unknown };
    if (answer.status === 200 && errno === 0) return undefined;
    if (isFinal(answer) || (answer.status === 200 && typeof errno === 'number')) {
      const why = typeof errmsg === 'string' ? errmsg : JSON.stringify(errmsg);
      return { code: 'rejected', detail: `status ${answer.status}${why ? `: ${why.slice(0, 500)}` : ''}` };
    }
    throw unexpected(SCOPE, endpoint, answer);
  }

  function stepsOf(one: Interaction): Step[] {
    if (one.type !== 'reaction') return [{ type: 'time', action: 'inc' }];
    const typeOf = (id: ReactionId) => `reaction${reactions.indexOf(id)}`;
    const gone = one.previous.filter((id) => reactions.includes(id) && !one.reactions.includes(id));
    const come = one.reactions.filter((id) => !one.previous.includes(id));
    return [
      // First, so that a reader never counts twice, whatever fails.
      ...gone.map((id): Step => ({ type: typeOf(id), action: 'desc' })),
      ...come.map((id): Step => ({ type: typeOf(id), action: 'inc' })),
    ];
  }

  /** What one interaction came to, by its steps: refused is refused whole, or nobody knows. */
  function whole(refusals: readonly (Refusal | undefined)[]): Refusal | undefined {
    const refusal = refusals.find((one) => one !== undefined);
    if (refusal && refusals.includes(undefined)) {
      throw new GaungError(SCOPE, `Only a part of a switch counted. The rest was refused: ${refusal.detail}`);
    }
    return refusal;
  }

  async function apply(one: Interaction, options: RecordOptions): Promise<Refusal | undefined> {
    const path = pathOf(one.page);
    if (path === undefined) return NO_PATH;
    const steps = stepsOf(one);
    if (options.urgent) return whole(await Promise.all(steps.map((step) => post(path, step, options))));
    const { signal, ...untold } = options;
    const done: Step[] = [];
    /** Gives the reader the choice again that they are told to have: else the next switch takes away a stranger's. */
    const putBack = () => Promise.all(done.map(({ type }) => post(path, { type, action: 'inc' }, untold)));
    for (const step of steps) {
      let refusal: Refusal | undefined;
      try {
        refusal = await post(path, step, options);
      } catch (cause) {
        const ended = putBack().catch(() => {}); // Of its failure nobody can say more than of the first one.
        if (!signal?.aborted) await ended; // Who gave up does not wait.
        throw cause;
      }
      if (refusal) {
        const lost = (await putBack()).find((no) => no !== undefined);
        return lost ? whole([lost, undefined]) : refusal;
      }
      done.push(step);
    }
    return undefined;
  }

  const adapter: BackendAdapter = {
    id: `${SCOPE}:${server}`,
    capabilities,
    async read(pages, readOptions = {}) {
      const groups = groupsOf(pages);
      if (pages.length > 0 && groups.length === 0) throw new GaungError(SCOPE, `${NO_PATH.detail} It is: ${pages[0]}`);
      const byPath = await readParts(groups, (group) => readGroup(group, readOptions.signal), readOptions);
      return new Map(
        pages.flatMap((page) => {
          const counts = byPath.get(pathOf(page) ?? '');
          return counts ? [[page, counts] as const] : [];
        }),
      );
    },
    record: (interactions, recordOptions) => recordEach(adapter, apply, interactions, recordOptions),
  };
  return adapter;
}
