import { countsById } from 'gaung/contract';
import type { Numbers } from '../records.ts';
import type { NamedCount } from './ledger.ts';

const byName = ([a]: readonly [string, number], [b]: readonly [string, number]) => (a < b ? -1 : a > b ? 1 : 0);

/**
 * Numbers from their parts, in any order; what is there more than once, from several sources, adds up. Names are sorted,
 * so that equal numbers are equal bytes.
 */
export function toNumbers(counts: Iterable<NamedCount>): Numbers {
  let views = 0;
  const named = { share: new Map<string, number>(), reaction: new Map<string, number>() };
  for (const [kind, name, count] of counts) {
    if (kind === 'view') views += count;
    else named[kind].set(name, (named[kind].get(name) ?? 0) + count);
  }
  return {
    views,
    shares: countsById([...named.share].toSorted(byName)),
    reactions: countsById([...named.reaction].toSorted(byName)),
  };
}

/** The parts of numbers, sorted by kind and name. A zero says the same as nothing. */
export function toNamedCounts({ views, shares, reactions }: Numbers): NamedCount[] {
  const named = (kind: 'share' | 'reaction', counts: Readonly<Record<string, number>>) =>
    Object.keys(counts)
      .toSorted()
      .map((name): NamedCount => [kind, name, counts[name]!]);
  const all: NamedCount[] = [['view', '', views], ...named('share', shares), ...named('reaction', reactions)];
  return all.filter(([, , count]) => count !== 0);
}
