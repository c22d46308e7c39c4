import { type CountsById, countsById, type PageCounts, type PageKey } from 'gaung/contract';
import { SMALLEST } from '../rules/buckets.ts';
import type { Kind, Ledger, NamedCount } from '../rules/ledger.ts';
import type { PageEntry } from './journal.ts';

/** One number of a page. */
interface Tally {
  readonly kind: Kind;
  readonly name: string;
  /** Its own, which its row is to say. */
  own: number;
  /** What its row says; 0 where there is none. */
  stored: number;
  /** Of all bases. */
  readonly bases: number;
}

/** What a bucket's row is to have more. */
interface Growth {
  readonly start: number;
  readonly tally: Tally;
  delta: number;
}

/** A page with its numbers, ahead of its rows until they are written. */
export interface Draft {
  readonly id: number;
  readonly keys: readonly PageKey[];
  version: number;
  /** By kind and name. */
  readonly tallies: Map<string, Tally>;
  /** Of the smallest buckets, by start and tally. */
  readonly growths: Map<string, Growth>;
  /** Whether it has changed since an entry in the journal was made of it. */
  isFresh: boolean;
  /** As they go into answers, until one of them changes. */
  shares: CountsById | undefined;
  reactions: CountsById | undefined;
}

/** One row of a page's counts, its own or a base's. */
export type Stored = readonly [kind: Kind, name: string, isOwn: boolean, count: number];

export function createDraft(id: number, keys: readonly PageKey[], version: number, rows: readonly Stored[]): Draft {
  const draft: Draft = {
    ...{ id, keys, version, tallies: new Map(), growths: new Map(), isFresh: false },
    ...{ shares: undefined, reactions: undefined },
  };
  for (const [kind, name, isOwn, count] of rows) {
    const { own, bases } = draft.tallies.get(`${kind}:${name}`) ?? { own: 0, bases: 0 };
    const now = isOwn ? { own: own + count, bases } : { own, bases: bases + count };
    draft.tallies.set(`${kind}:${name}`, { kind, name, ...now, stored: now.own });
  }
  return draft;
}

const total = ({ own, bases }: Tally) => own + bases;

function tallyOf({ tallies }: Draft, kind: Kind, name: string): Tally {
  const id = `${kind}:${name}`;
  let tally = tallies.get(id);
  if (!tally) {
    tally = { kind, name, own: 0, stored: 0, bases: 0 };
    tallies.set(id, tally);
  }
  return tally;
}

export function totalOf({ tallies }: Draft, kind: Kind, name: string): number {
  const tally = tallies.get(`${kind}:${name}`);
  return tally ? total(tally) : 0;
}

export function namesOf({ tallies }: Draft, kind: Kind): number {
  let names = 0;
  for (const tally of tallies.values()) if (tally.kind === kind && total(tally) > 0) names++;
  return names;
}

function setOwn(draft: Draft, tally: Tally, own: number): void {
  tally.own = own;
  if (tally.kind === 'share') draft.shares = undefined;
  else if (tally.kind === 'reaction') draft.reactions = undefined;
}

export function add(draft: Draft, kind: Kind, name: string, delta: number): void {
  const tally = tallyOf(draft, kind, name);
  if (tally.own + delta < 0) throw new RangeError(`A count became negative: ${kind} ${name}`);
  setOwn(draft, tally, tally.own + delta);
}

export function addToBucket(draft: Draft, start: number, [kind, name, delta]: NamedCount): void {
  const id = `${start} ${kind}:${name}`;
  const growth = draft.growths.get(id);
  if (growth) growth.delta += delta;
  else draft.growths.set(id, { start, tally: tallyOf(draft, kind, name), delta });
}

function byName({ tallies }: Draft, kind: Kind): CountsById {
  const found = [...tallies.values()].filter((tally) => tally.kind === kind && total(tally) > 0);
  found.sort((a, b) => (a.name < b.name ? -1 : 1)); // No two have the same.
  return countsById(found.map((tally) => [tally.name, total(tally)]));
}

/** Counts as they will be. */
export function countsOf(draft: Draft): PageCounts {
  draft.shares ??= byName(draft, 'share');
  draft.reactions ??= byName(draft, 'reaction');
  const { version, shares, reactions } = draft;
  return { version, views: totalOf(draft, 'view', ''), shares, reactions };
}

/** What its rows do not have yet. */
export function toEntry({ id, version, tallies, growths }: Draft): PageEntry {
  const counts: NamedCount[] = [];
  for (const { kind, name, own, stored } of tallies.values()) if (own !== stored) counts.push([kind, name, own]);
  return [
    id,
    version,
    counts,
    [...growths.values()].map(({ start, tally: { kind, name }, delta }) => [start, kind, name, delta]),
  ];
}

/** Makes a draft say what an entry says of its page. */
export function takeEntry(draft: Draft, [, version, counts, growths]: PageEntry): void {
  draft.version = version;
  for (const tally of draft.tallies.values()) setOwn(draft, tally, tally.stored);
  for (const [kind, name, own] of counts) setOwn(draft, tallyOf(draft, kind, name), own);
  draft.growths.clear();
  for (const [start, ...count] of growths) addToBucket(draft, start, count);
}

/** The steps that a draft's rows take. */
export type DraftRows = Pick<Ledger<number>, 'addToBucket'> & {
  setVersion(page: number, version: number): void;
  /** 0 has no row. */
  setOwn(page: number, kind: Kind, name: string, count: number): void;
};

/** Writes into the rows what they do not have yet. */
export function writeDraft(rows: DraftRows, draft: Draft): void {
  rows.setVersion(draft.id, draft.version);
  for (const tally of draft.tallies.values()) {
    const { kind, name, own, stored } = tally;
    if (own === stored) continue;
    rows.setOwn(draft.id, kind, name, own);
    tally.stored = own;
  }
  for (const { start, tally, delta } of draft.growths.values()) {
    if (delta !== 0) rows.addToBucket(draft.id, SMALLEST, start, [tally.kind, tally.name, delta]);
  }
  draft.growths.clear();
}
