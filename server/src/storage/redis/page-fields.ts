/** A page as it lies in Redis, and as the rules see it. */
import type { PageKey } from 'gaung/contract';
import { emptyState, type Page, type State } from '../memory/rows.ts';
import { BUCKET_MS, BUCKET_SIZES, type BucketSize } from '../rules/buckets.ts';
import type { Kind, NamedCount, Vote } from '../rules/ledger.ts';
import type { VisitorId } from '../storage.ts';

/** The fields of a hash. */
export type Fields = Readonly<Record<string, string>>;

/** The three hashes of a page; all are empty where there is none. */
export interface PageFields {
  readonly page: Fields;
  readonly votes: Fields;
  readonly buckets: Fields;
}

export const NO_PAGE: PageFields = { page: {}, votes: {}, buckets: {} };

const KINDS: Readonly<Record<string, Kind>> = { v: 'view', s: 'share', r: 'reaction' };
const letterOf = (kind: Kind): string => kind[0]!;

const sizeOf = (ms: number): BucketSize => BUCKET_SIZES.find((size) => BUCKET_MS[size] === ms)!;

/** What `HGETALL` answers, however the driver gives it. */
export function toFields(reply: unknown): Fields {
  if (!Array.isArray(reply)) return reply as Fields;
  return record(Array.from({ length: reply.length / 2 }, (_, i) => [reply[2 * i], reply[2 * i + 1]] as const));
}

/** Kind and name of `r:love`. */
export function toNamed(id: string, count: number): NamedCount {
  return [KINDS[id[0]!]!, id.slice(2), count];
}

export const countOf = (fields: Fields): NamedCount[] =>
  Object.entries(fields).flatMap(([field, value]) => {
    const [, id] = COUNT.exec(field) ?? [];
    return id === undefined ? [] : [toNamed(id, Number(value))];
  });

const COUNT = /^c:(\w:[^:]*):(.*)$/s;
const BUCKET = /^(\d+):(-?\d+):(.+)$/;

export function toVote(text: string): Vote {
  const [at, ...reactions] = text.split(' ');
  return { at: Number(at), reactions };
}

/** A page that is there. */
export function toPage(key: PageKey, { page: fields, votes, buckets }: PageFields): Page {
  const page: Page = {
    key,
    version: Number(fields['v']),
    title: fields['t'],
    aliases: new Set(),
    votes: new Map(Object.entries(votes).map(([visitor, text]) => [visitor as VisitorId, toVote(text)])),
    counts: new Map(),
    buckets: new Map(),
    excluded: new Map(),
  };
  for (const [field, value] of Object.entries(fields)) {
    const [, id, source] = COUNT.exec(field) ?? [];
    if (field.startsWith('k:')) page.aliases.add(field.slice(2) as PageKey);
    else if (field.startsWith('x:')) page.excluded.set(field.slice(2), Number(value));
    else if (id !== undefined) put(page.counts, source!, toNamed(id, Number(value)));
  }
  for (const [field, value] of Object.entries(buckets)) {
    const [, ms, start, id] = BUCKET.exec(field)!;
    const size = sizeOf(Number(ms));
    const bucket = page.buckets.get(`${size} ${start}`) ?? { size, start: Number(start), counts: new Map() };
    page.buckets.set(`${size} ${start}`, bucket);
    const count = toNamed(id!, Number(value));
    bucket.counts.set(`${count[0]}:${count[1]}`, count);
  }
  return page;
}

function put(counts: Page['counts'], source: string, count: NamedCount): void {
  const named = counts.get(source) ?? new Map();
  counts.set(source, named);
  named.set(`${count[0]}:${count[1]}`, count);
}

/** The fields that the rules know of, from a page. */
export function fromPage(page: Page): PageFields {
  const fields: [string, string][] = [['v', String(page.version)]];
  if (page.title !== undefined) fields.push(['t', Buffer.from(page.title).toString()]); // Half a surrogate pair breaks the script's JSON.
  for (const alias of page.aliases) fields.push([`k:${alias}`, '']);
  for (const [reason, n] of page.excluded) if (n > 0) fields.push([`x:${reason}`, String(n)]);
  for (const [source, counts] of page.counts) {
    for (const [kind, name, n] of counts.values()) {
      if (n !== 0) fields.push([`c:${letterOf(kind)}:${name}:${source}`, String(n)]);
    }
  }
  const buckets = [...page.buckets.values()].flatMap(({ size, start, counts }) =>
    [...counts.values()].map(([kind, name, n]) => [bucketField(size, start, kind, name), String(n)] as const),
  );
  const votes = [...page.votes].map(([visitor, { at, reactions }]) => [visitor, [at, ...reactions].join(' ')] as const);
  return { page: record(fields), votes: record(votes), buckets: record(buckets) };
}

const record = (entries: Iterable<readonly [string, string]>): Fields =>
  Object.assign(Object.create(null), Object.fromEntries(entries));

const bucketField = (size: BucketSize, start: number, kind: Kind, name: string) =>
  `${BUCKET_MS[size]}:${start}:${letterOf(kind)}:${name}`;

/** Fields that the rules know nothing of: they stay. */
const isOurs = (field: string) => field === 'e' || field === 'f' || field === 'h' || field.startsWith('g:');

/** What makes other fields of some. */
export function difference(before: Fields, after: Fields): { set: string[]; gone: string[] } {
  return {
    set: Object.entries(after).flatMap(([field, value]) => (before[field] === value ? [] : [field, value])),
    gone: Object.keys(before).filter((field) => !(field in after) && !isOurs(field)),
  };
}

/** Rows of some pages. @param floor Where versions of new ones begin. */
export function toState(floor: number, pages: readonly Page[]): State {
  const state = emptyState(floor);
  for (const page of pages) {
    state.pages.set(page.key, page);
    for (const alias of page.aliases) state.aliases.set(alias, page);
  }
  return state;
}
