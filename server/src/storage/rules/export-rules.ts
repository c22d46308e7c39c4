import { type CountsById, countsById, type PageKey } from 'gaung/contract';
import type { Difference, PageDetails } from '../administration.ts';
import type { Base, PageRecord, StoredRecord } from '../records.ts';
import type { VisitorId } from '../storage.ts';
import { type Ledger, OWN, type Vote } from './ledger.ts';
import { toNumbers } from './numbers.ts';
import { countVotes } from './page-rules.ts';

/** All rows as records, in the order of {@link StoredRecord}. Nothing may be changed meanwhile. */
export function* recordsOf<Page>(ledger: Ledger<Page>): Generator<StoredRecord, void, undefined> {
  yield metaRecord(ledger);
  for (const page of ledger.pages()) {
    yield* recordsOfPage(ledger, page);
    const key = ledger.key(page);
    for (const [visitor, vote] of ledger.votes(page)) yield voteRecord(key, visitor, vote);
  }
}

export const metaRecord = <Page>(ledger: Ledger<Page>): StoredRecord => ({
  type: 'meta',
  versionFloor: ledger.floor(),
});

export const voteRecord = (page: PageKey, visitor: VisitorId, { at, reactions }: Vote): StoredRecord => ({
  type: 'vote',
  ...{ page, visitor, at, reactions },
});

/** All records of a page but its votes, which come after them. */
export function* recordsOfPage<Page>(ledger: Ledger<Page>, page: Page): Generator<StoredRecord, void, undefined> {
  const own = pageRecord(ledger, page);
  yield own;
  yield* basesOf(ledger, page);
  for (const { size, start, counts } of ledger.buckets(page)) {
    yield { type: 'bucket', page: own.page, size, start, ...toNumbers(counts) };
  }
}

function pageRecord<Page>(ledger: Ledger<Page>, page: Page): PageRecord {
  const title = ledger.title(page);
  return {
    type: 'page',
    page: ledger.key(page),
    version: ledger.version(page),
    ...(title !== undefined && { title }),
    aliases: ledger.aliases(page),
    ...toNumbers(ledger.counts(page, OWN)),
    excluded: countsById(ledger.excluded(page)),
  };
}

const basesOf = <Page>(ledger: Ledger<Page>, page: Page): Base[] =>
  ledger.sources(page).map((source) => ({
    type: 'base',
    ...baseName(ledger, page, source),
    ...toNumbers(ledger.counts(page, source)),
  }));

/** Of a base that came by an alias, the alias is the page: so it is written, and so it is read back. */
function baseName<Page>(ledger: Ledger<Page>, page: Page, source: string): { page: PageKey; source: string } {
  const [name, alias] = [source.split('@', 1)[0]!, source.slice(source.indexOf('@') + 1)];
  return name === source ? { page: ledger.key(page), source } : { page: alias as PageKey, source: name };
}

/** All that is known of a page. */
export function detailsOf<Page>(ledger: Ledger<Page>, page: Page): PageDetails {
  const sources = [OWN, ...ledger.sources(page)];
  return {
    ...pageRecord(ledger, page),
    bases: basesOf(ledger, page),
    total: toNumbers(sources.flatMap((source) => ledger.counts(page, source))),
    voters: countVotes(ledger, page).voters,
  };
}

/** Where a page's own counts of reactions are not what its votes say, and how many votes there are. */
export function verifyPage<Page>(ledger: Ledger<Page>, page: Page): { votes: number; differences: Difference[] } {
  const { votes, reactions } = countVotes(ledger, page);
  return { votes, differences: differencesOf(ledger, page, reactions) };
}

/** Where a page's own counts of reactions are not these. */
export function differencesOf<Page>(ledger: Ledger<Page>, page: Page, reactions: CountsById): Difference[] {
  const stored = toNumbers(ledger.counts(page, OWN)).reactions;
  const names = [...new Set([...Object.keys(stored), ...Object.keys(reactions)])].toSorted();
  return names.flatMap((name): Difference[] => {
    const [is, right] = [stored[name] ?? 0, reactions[name] ?? 0];
    return is === right ? [] : [{ page: ledger.key(page), reaction: name, stored: is, votes: right }];
  });
}

/** Sets a page's own counts of reactions to what its votes say. */
export function repairPage<Page>(ledger: Ledger<Page>, page: Page): void {
  const others = ledger.counts(page, OWN).filter(([kind]) => kind !== 'reaction');
  const { reactions } = countVotes(ledger, page);
  const right = Object.entries(reactions).map(([name, count]) => ['reaction', name, count] as const);
  ledger.setCounts(page, OWN, [...others, ...right]);
  ledger.touch(page);
}
