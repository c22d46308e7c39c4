import type { InteractionId } from 'gaung/contract';
import type { Ledger, Vote } from '../rules/ledger.ts';
import type { VisitorId } from '../storage.ts';
import type { Entry } from './journal.ts';

/** What an entry says, the numbers of pages aside. */
type Deeds = Omit<Entry, 'pages'>;

/** What readers did and the rows do not have yet, the numbers of pages aside, which are in their drafts. */
export interface Unposted {
  /** How much it is: interactions, and views that were left out. */
  readonly size: number;
  /** How far apart by the server's clock the first and the last interaction came, in ms. */
  readonly span: number;
  has(id: InteractionId): boolean;
  claim(id: InteractionId, received: number): void;
  unclaim(id: InteractionId): void;
  vote(page: number, visitor: VisitorId): Vote | undefined;
  setVote(page: number, visitor: VisitorId, vote: Vote): void;
  lastView(page: number, visitor: VisitorId): number | undefined;
  setLastView(page: number, visitor: VisitorId, at: number, received: number): void;
  addExcluded(page: number, reason: string, delta: number): void;
  /** Takes over what an entry says of pages that there are. */
  take(entry: Entry, isThere: (page: number) => boolean): void;
  /** What came since this was called last and was not taken from an entry; undefined where nothing did. */
  takeFresh(): Deeds | undefined;
  /** Writes all of it into the rows. */
  post(rows: PostedRows): void;
  clear(): void;
}

type PostedRows = Pick<Ledger<number>, 'claim' | 'setVote' | 'setLastView' | 'addExcluded'>;

type OneVote = Deeds['votes'][number];
type LastView = Deeds['lastViews'][number];
type Excluded = Deeds['excluded'][number];

const nothing = () => ({
  ids: [] as InteractionId[],
  votes: [] as OneVote[],
  lastViews: [] as LastView[],
  excluded: [] as Excluded[],
});

const ofVisitor = (page: number, visitor: VisitorId) => `${page} ${visitor}`;

/** The journal takes any number, the tables only this: what they refuse would hold up all that comes after it. */
function whole(time: number): number {
  if (!Number.isSafeInteger(time)) throw new RangeError(`A time must be a whole number of ms: ${time}`);
  return time;
}

export function createUnposted(): Unposted {
  const ids = new Map<InteractionId, number>();
  const votes = new Map<string, OneVote>();
  const lastViews = new Map<string, LastView>();
  let excluded: Excluded[] = [];
  let fresh = nothing();
  let first: number | undefined;
  let last = 0;

  function set(id: InteractionId, received: number): void {
    ids.set(id, received);
    first ??= received;
    last = received;
  }

  return {
    get size() {
      return ids.size + excluded.length;
    },
    get span() {
      return first === undefined ? 0 : Math.abs(last - first); // Clocks are set back, too.
    },
    has: (id) => ids.has(id),
    claim(id, received) {
      set(id, whole(received));
      fresh.ids.push(id);
    },
    unclaim(id) {
      ids.delete(id);
      fresh.ids = fresh.ids.filter((one) => one !== id);
    },
    vote(page, visitor) {
      const one = votes.get(ofVisitor(page, visitor));
      return one && { at: one[2], reactions: one[3] };
    },
    setVote(page, visitor, { at, reactions }) {
      const one: OneVote = [page, visitor, whole(at), reactions];
      votes.set(ofVisitor(page, visitor), one);
      fresh.votes.push(one);
    },
    lastView: (page, visitor) => lastViews.get(ofVisitor(page, visitor))?.[2],
    setLastView(page, visitor, at, received) {
      const one: LastView = [page, visitor, whole(at), whole(received)];
      lastViews.set(ofVisitor(page, visitor), one);
      fresh.lastViews.push(one);
    },
    addExcluded(...one) {
      excluded.push(one);
      fresh.excluded.push(one);
    },
    take(entry, isThere) {
      for (const [received, ...some] of entry.ids) for (const id of some) set(id, received);
      for (const one of entry.votes) if (isThere(one[0])) votes.set(ofVisitor(one[0], one[1]), one);
      for (const one of entry.lastViews) if (isThere(one[0])) lastViews.set(ofVisitor(one[0], one[1]), one);
      for (const one of entry.excluded) if (isThere(one[0])) excluded.push(one);
    },
    takeFresh() {
      const taken = { ...fresh, ids: byTime(fresh.ids, ids) };
      fresh = nothing();
      return taken.ids.length === 0 && taken.excluded.length === 0 ? undefined : taken;
    },
    post(rows) {
      for (const [id, received] of ids) rows.claim(id, received);
      for (const [page, visitor, at, reactions] of votes.values()) rows.setVote(page, visitor, { at, reactions });
      for (const one of lastViews.values()) rows.setLastView(...one);
      for (const one of excluded) rows.addExcluded(...one);
    },
    clear() {
      ids.clear();
      first = undefined;
      votes.clear();
      lastViews.clear();
      excluded = [];
      fresh = nothing();
    },
  };
}

/** Interactions by when they came, sorted: in the order in which they came they would stand beside their votes. */
function byTime(some: readonly InteractionId[], received: ReadonlyMap<InteractionId, number>): Entry['ids'] {
  const byTime = new Map<number, [number, ...InteractionId[]]>();
  for (const id of some.toSorted()) {
    const time = received.get(id)!;
    const others = byTime.get(time);
    if (others) others.push(id);
    else byTime.set(time, [time, id]);
  }
  return [...byTime.values()];
}
