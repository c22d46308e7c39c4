import { INTERACTION_ID_MS, type InteractionId, type PageCounts, type PageKey, VIEW_WINDOW_MS } from 'gaung/contract';
import { BUCKET_SIZES, type BucketSize, bucketStart, pourings } from '../rules/buckets.ts';
import { type Bucket, type Kind, type Ledger, type NamedCount, OWN, type Vote } from '../rules/ledger.ts';
import { toPageCounts } from '../rules/page-counts.ts';
import type { VisitorId } from '../storage.ts';

/** Numbers by kind and name (`reaction:love`). No count is 0. */
type Counts = Map<string, NamedCount>;

/** A page, as a handle. */
export interface Page {
  readonly key: PageKey;
  version: number;
  title: string | undefined;
  readonly aliases: Set<PageKey>;
  readonly votes: Map<VisitorId, Vote>;
  /** By source. */
  readonly counts: Map<string, Counts>;
  /** By size and start. */
  readonly buckets: Map<string, { readonly size: BucketSize; readonly start: number; readonly counts: Counts }>;
  readonly excluded: Map<string, number>;
}

const KINDS: readonly Kind[] = ['view', 'share', 'reaction'];

const compareText = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));
const compareVisitors = (a: string, b: string) =>
  Buffer.compare(Buffer.from(a, 'base64url'), Buffer.from(b, 'base64url'));
const compareCounts = (a: NamedCount, b: NamedCount) =>
  KINDS.indexOf(a[0]) - KINDS.indexOf(b[0]) || compareText(a[1], b[1]);

function addTo(counts: Counts, [kind, name, delta]: NamedCount): number {
  const count = (counts.get(`${kind}:${name}`)?.[2] ?? 0) + delta;
  if (count === 0) counts.delete(`${kind}:${name}`);
  else counts.set(`${kind}:${name}`, [kind, name, count]);
  return count;
}

function bucketOf(page: Page, size: BucketSize, start: number) {
  const bucket = page.buckets.get(`${size} ${start}`) ?? { size, start, counts: new Map() };
  page.buckets.set(`${size} ${start}`, bucket);
  return bucket;
}

/** All that is kept, as plain data. */
export interface State {
  /** Where the versions of new pages begin: above all that readers may have seen before a replacement. */
  floor: number;
  readonly pages: Map<PageKey, Page>;
  readonly aliases: Map<PageKey, Page>;
  // Both in the order of arrival, so that the oldest are found without a scan.
  readonly interactions: Map<InteractionId, number>;
  readonly lastViews: Map<string, { at: number; received: number }>;
}

export const emptyState = (floor: number): State => ({
  floor,
  pages: new Map(),
  aliases: new Map(),
  interactions: new Map(),
  lastViews: new Map(),
});

export interface Rows {
  readonly ledger: Ledger<Page>;
  /** The same in another place: changes to one are none to the other. */
  copy(): Rows;
  /** How many pages there are. */
  size(): number;
  /** All keys, aliases too. */
  keys(): readonly PageKey[];
  /** The keys of pages that have other counts since it was last asked. */
  takeTouched(): ReadonlySet<PageKey>;
  /** A version above all that readers may have seen. */
  nextVersion(): number;
  read(key: PageKey, visitor?: VisitorId): PageCounts;
  /** Forgets interaction ids and last views when their time is over. */
  prune(now: number): void;
  /** Pours ageing buckets into larger ones. */
  pour(now: number): void;
}

/** The rows of a state, which are changed in place. */
export function createRows(state: State): Rows {
  const { pages, aliases, interactions, lastViews } = state;
  let touched = new Set<PageKey>();

  const numbers = (page: Page, source: string) => {
    const found = page.counts.get(source) ?? new Map<string, NamedCount>();
    page.counts.set(source, found);
    return found;
  };
  const all = (page: Page) => [...page.counts.values()].flatMap((counts) => [...counts.values()]);
  const viewKey = (page: Page, visitor: VisitorId) => `${visitor} ${page.key}`;
  const find = (key: PageKey) => pages.get(key) ?? aliases.get(key);
  const markTouched = (page: Page) => {
    for (const key of [page.key, ...page.aliases]) touched.add(key);
  };
  const removeLastViews = (isGone: (key: string) => boolean) => {
    for (const key of lastViews.keys()) if (isGone(key)) lastViews.delete(key);
  };

  const ledger: Ledger<Page> = {
    claim(id, now) {
      if (interactions.has(id)) return false;
      interactions.set(id, now);
      return true;
    },
    unclaim: (id) => void interactions.delete(id),
    find,
    page(key) {
      const page = find(key) ?? {
        key,
        version: state.floor,
        title: undefined,
        aliases: new Set(),
        votes: new Map(),
        counts: new Map(),
        buckets: new Map(),
        excluded: new Map(),
      };
      if (!find(key)) pages.set(key, page);
      return page;
    },
    total: (page, kind, name) =>
      all(page).reduce((sum, [k, n, count]) => (k === kind && n === name ? sum + count : sum), 0),
    names: (page, kind) => new Set(all(page).flatMap(([k, name]) => (k === kind ? [name] : []))).size,
    add(page, kind, name, delta) {
      if (addTo(numbers(page, OWN), [kind, name, delta]) < 0) {
        throw new RangeError(`A count became negative: ${kind} ${name}`);
      }
    },
    addToBucket: (page, size, start, count) => void addTo(bucketOf(page, size, start).counts, count),
    addExcluded: (page, reason, delta) => void page.excluded.set(reason, (page.excluded.get(reason) ?? 0) + delta),
    touch(page) {
      page.version++;
      markTouched(page);
    },
    vote: (page, visitor) => page.votes.get(visitor),
    setVote: (page, visitor, { at, reactions }) => void page.votes.set(visitor, { at, reactions }),
    removeVote: (page, visitor) => void page.votes.delete(visitor),
    lastView: (page, visitor) => lastViews.get(viewKey(page, visitor))?.at,
    setLastView(page, visitor, at, received) {
      lastViews.delete(viewKey(page, visitor)); // So that it moves to the end.
      lastViews.set(viewKey(page, visitor), { at, received });
    },
    counts: (page, source) => [...(page.counts.get(source)?.values() ?? [])].toSorted(compareCounts),
    setCounts: (page, source, counts) =>
      void page.counts.set(source, new Map(counts.map((count) => [`${count[0]}:${count[1]}`, count]))),
    pages: () => [...pages.values()].toSorted((a, b) => compareText(a.key, b.key)),
    key: (page) => page.key,
    aliases: (page) => [...page.aliases].toSorted(compareText),
    version: (page) => page.version,
    setVersion(page, version) {
      page.version = version;
      markTouched(page);
    },
    title: (page) => page.title,
    setTitle: (page, title) => {
      page.title = title;
    },
    sources: (page) =>
      [...page.counts]
        .flatMap(([source, { size }]) => (source !== OWN && size > 0 ? [source] : []))
        .toSorted(compareText),
    excluded: (page) => [...page.excluded].filter(([, count]) => count > 0).toSorted(([a], [b]) => compareText(a, b)),
    buckets: (page) =>
      [...page.buckets.values()]
        .filter(({ counts }) => counts.size > 0)
        .map(
          ({ size, start, counts }): Bucket => ({ size, start, counts: [...counts.values()].toSorted(compareCounts) }),
        )
        .toSorted((a, b) => BUCKET_SIZES.indexOf(a.size) - BUCKET_SIZES.indexOf(b.size) || a.start - b.start),
    votes: (page) => [...page.votes].toSorted(([a], [b]) => compareVisitors(a, b)),
    votedOn: (visitor) => [...pages.values()].filter(({ votes }) => votes.has(visitor)),
    remove(page) {
      for (const alias of page.aliases) aliases.delete(alias);
      pages.delete(page.key);
      removeLastViews((key) => key.endsWith(` ${page.key}`));
    },
    addAlias(key, page) {
      aliases.set(key, page);
      page.aliases.add(key);
    },
    removeAlias(key) {
      aliases.get(key)?.aliases.delete(key);
      return aliases.delete(key);
    },
    floor: () => state.floor,
    setFloor: (version) => {
      state.floor = version;
    },
    removeLastViews: (visitor) => removeLastViews((key) => key.startsWith(`${visitor} `)),
  };

  return {
    ledger,
    copy: () => createRows(structuredClone(state)),
    size: () => pages.size,
    keys: () => [...pages.keys(), ...aliases.keys()],
    takeTouched(): ReadonlySet<PageKey> {
      const taken = touched;
      touched = new Set();
      return taken;
    },
    nextVersion: () =>
      [...pages.values()].reduce((highest, { version }) => Math.max(highest, version), state.floor) + 1,
    read(key: PageKey, visitor?: VisitorId): PageCounts {
      const page = find(key);
      const mine = visitor && (page?.votes.get(visitor)?.reactions ?? []);
      return toPageCounts(page?.version ?? state.floor, page ? all(page) : [], mine);
    },
    prune(now: number): void {
      for (const [id, received] of interactions) {
        if (received >= now - INTERACTION_ID_MS) break;
        interactions.delete(id);
      }
      for (const [key, { received }] of lastViews) {
        if (received >= now - VIEW_WINDOW_MS) break;
        lastViews.delete(key);
      }
    },
    pour(now: number): void {
      for (const page of pages.values()) {
        for (const { from, to, before } of pourings(now)) {
          for (const [name, { size, start, counts }] of page.buckets) {
            if (size !== from || start >= before) continue;
            page.buckets.delete(name);
            if (to)
              for (const count of counts.values()) addTo(bucketOf(page, to, bucketStart(start, to)).counts, count);
          }
        }
      }
    },
  };
}
