import type { PageKey } from 'gaung/contract';
import { StorageRefusal, type VisitorId } from '../storage.ts';
import { type Ledger, type NamedCount, OWN, type Vote } from './ledger.ts';
import { toNamedCounts, toNumbers } from './numbers.ts';

/**
 * Sets a choice, unless a newer one is there, in the votes and the page's own counts: neither in a bucket, nor by a new
 * version. Returns whether the counts are other ones.
 */
export function setVoteSilently<Page>(
  ledger: Ledger<Page>,
  page: Page,
  visitor: VisitorId,
  { at, reactions }: Vote,
): boolean {
  const vote = ledger.vote(page, visitor);
  if (vote && at <= vote.at) return false;
  const before = vote?.reactions ?? [];
  const gone = before.filter((name) => !reactions.includes(name));
  const come = reactions.filter((name) => !before.includes(name));
  ledger.setVote(page, visitor, { at, reactions });
  for (const name of gone) ledger.add(page, 'reaction', name, -1);
  for (const name of come) ledger.add(page, 'reaction', name, 1);
  return gone.length + come.length > 0;
}

/**
 * Makes `from` an alias of `into` and gives it all that `from` has. Versions go on above both.
 *
 * @returns Whether anything changed: an alias is made once.
 * @throws {StorageRefusal} where `into` is an alias of `from`.
 */
export function mergePages<Page>(ledger: Ledger<Page>, from: PageKey, into: PageKey): boolean {
  if (from === into) throw new StorageRefusal(`${from} cannot become another key of itself.`);
  const source = ledger.find(from);
  const target = ledger.page(into);
  if (source === target) {
    if (ledger.key(target) === from) {
      throw new StorageRefusal(`${from} and ${into} are one page, whose key is ${ledger.key(target)}.`);
    }
    return false;
  }
  if (source !== undefined) {
    if (ledger.key(source) !== from) {
      throw new StorageRefusal(
        `${from} is an alias of ${ledger.key(source)}. Merge that one, or delete the alias first.`,
      );
    }
    const keys = [from, ...ledger.aliases(source)];
    const version = Math.max(ledger.version(source), ledger.version(target));
    move(ledger, source, target);
    ledger.remove(source);
    for (const key of keys) ledger.addAlias(key, target);
    ledger.setVersion(target, version);
  } else {
    ledger.addAlias(from, target);
    // Who has seen zeros under the new alias holds the version of a page without a row.
    ledger.setVersion(target, Math.max(ledger.version(target), ledger.floor()));
  }
  ledger.touch(target);
  return true;
}

function move<Page>(ledger: Ledger<Page>, from: Page, into: Page): void {
  for (const [kind, name, count] of ledger.counts(from, OWN)) {
    if (kind !== 'reaction') ledger.add(into, kind, name, count); // These go with the votes.
  }
  for (const source of ledger.sources(from)) {
    // Kept apart from what the same source says of the other page, so that it still replaces itself alone.
    const name = source.includes('@') ? source : `${source}@${ledger.key(from)}`;
    const both = [...ledger.counts(into, name), ...ledger.counts(from, source)];
    ledger.setCounts(into, name, toNamedCounts(toNumbers(both)));
  }
  for (const { size, start, counts } of ledger.buckets(from)) {
    for (const count of counts) ledger.addToBucket(into, size, start, count);
  }
  for (const [reason, count] of ledger.excluded(from)) ledger.addExcluded(into, reason, count);
  for (const [visitor, vote] of [...ledger.votes(from)]) setVoteSilently(ledger, into, visitor, vote);
  const title = ledger.title(from);
  if (title !== undefined && ledger.title(into) === undefined) ledger.setTitle(into, title);
}

/**
 * Deletes a page with its aliases; of an alias, only itself. Versions of new pages begin above its own: to a reader who
 * has seen it, a page that began again would look older than what they have.
 *
 * @returns The keys that are gone.
 */
export function deletePage<Page>(ledger: Ledger<Page>, key: PageKey): PageKey[] {
  const page = ledger.find(key);
  if (page === undefined) return [];
  ledger.setFloor(Math.max(ledger.floor(), ledger.version(page) + 1));
  if (ledger.removeAlias(key)) {
    adoptBases(ledger, page, key);
    return [key];
  }
  const keys = [key, ...ledger.aliases(page)];
  ledger.remove(page);
  return keys;
}

/** What came by an alias that is gone is the page's own by the same source: else an export would name another page. */
function adoptBases<Page>(ledger: Ledger<Page>, page: Page, alias: PageKey): void {
  for (const source of ledger.sources(page)) {
    const [name] = source.split('@', 1) as [string];
    if (source !== `${name}@${alias}`) continue;
    const both = [...ledger.counts(page, name), ...ledger.counts(page, source)];
    ledger.setCounts(page, source, []);
    ledger.setCounts(page, name, toNamedCounts(toNumbers(both)));
  }
}

/** Takes back all that a visitor chose and forgets what else is known of them. Returns on how many pages they had chosen. */
export function forgetVisitor<Page>(ledger: Ledger<Page>, visitor: VisitorId): number {
  const pages = ledger.votedOn(visitor);
  let chosen = 0;
  for (const page of pages) {
    const { reactions } = ledger.vote(page, visitor)!;
    ledger.removeVote(page, visitor);
    for (const name of reactions) ledger.add(page, 'reaction', name, -1);
    if (reactions.length === 0) continue;
    chosen++;
    ledger.touch(page);
  }
  ledger.removeLastViews(visitor);
  return chosen;
}

/** What the votes of a page come to, and how many there are. */
export function countVotes<Page>(ledger: Ledger<Page>, page: Page) {
  const counted = new Map<string, number>();
  let votes = 0;
  let voters = 0;
  for (const [, { reactions }] of ledger.votes(page)) {
    votes++;
    if (reactions.length > 0) voters++;
    for (const name of reactions) counted.set(name, (counted.get(name) ?? 0) + 1);
  }
  const counts = [...counted].map(([name, count]): NamedCount => ['reaction', name, count]);
  return { votes, voters, reactions: toNumbers(counts).reactions };
}
