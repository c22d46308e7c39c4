import type { Interaction, PageKey, ViewInteraction } from 'gaung/contract';
import { networkOf } from '../network.ts';
import type { Attempt, WaitingGuard } from '../routes/record.ts';
import type { Exclusion } from '../storage/storage.ts';
import type { Tally } from '../tally.ts';
import { type Claim, giveBack, take } from './claims.ts';
import type { Counting } from './counting.ts';
import { BUCKETS, type Limits } from './limits.ts';
import { type LimitKind, tooMany } from './too-many.ts';

type Claims = Claim<LimitKind>[];
type Tap = Exclude<Interaction, ViewInteraction>;

/**
 * Holds what one visitor, one network and one page may do. Who has a token goes on where new visitors of the
 * same network are too many. Shares and reactions that are too many are refused with the whole request, which is kept
 * and sent again; views that are too many are acknowledged and not counted, because a counter must not look broken.
 */
export function createLimitsGuard(limits: Limits, counting: Counting, tally: Tally): WaitingGuard {
  const bucketOf = counting.buckets(BUCKETS);
  const visitor = counting.limiter('visitor', limits.visitor);
  const newVisitors = counting.limiter('new-visitors', limits.newVisitors);
  const strangers = counting.limiter('strangers', limits.strangers);
  const network = counting.limiter('network', limits.network);
  const page = counting.limiter('page', limits.page);
  const views = counting.limiter('views', limits.views);
  const allViews = counting.limiter('all-views', limits.allViews);

  /** The network's own number, where the runtime knows addresses: otherwise all readers would be one network. */
  const networkBucket = (address: string) => (address ? bucketOf('network', networkOf(address)) : undefined);

  function claimsOfTaps({ known }: Attempt, from: number | undefined, taps: readonly Tap[]): Claims {
    const claims: Claims = [];
    const points = taps.length;
    if (points === 0) return claims;
    if (known !== undefined)
      claims.push({ kind: 'visitor', limiter: visitor, bucket: bucketOf('visitor', known), points });
    if (from !== undefined) {
      claims.push({ kind: 'network', limiter: network, bucket: from, points });
      if (known === undefined) {
        // With `visitor: "none"` as well: the browser's name is free to choose, and makes another pseudonym.
        claims.push({ kind: 'new-visitors', limiter: newVisitors, bucket: from, points: 1 });
        claims.push({ kind: 'strangers', limiter: strangers, bucket: from, points });
      }
    }
    for (const [key, count] of countPages(taps)) {
      claims.push({ kind: 'page', limiter: page, bucket: bucketOf('page', key), points: count });
    }
    return claims;
  }

  function claimsOfView(from: number | undefined, key: PageKey): Claims {
    if (from === undefined) return [];
    return [
      { kind: 'network', limiter: allViews, bucket: from, points: 1 },
      { kind: 'page', limiter: views, bucket: bucketOf('view', `${from}\n${key}`), points: 1 },
    ];
  }

  return async (attempt) => {
    const from = networkBucket(attempt.address);
    const taken = claimsOfTaps(
      attempt,
      from,
      attempt.interactions.filter((one) => one.type !== 'view'),
    );
    const over = await take(taken);
    if (over) throw tooMany(over, tally);
    const interactions: Interaction[] = [];
    const excluded: Exclusion[] = [];
    for (const interaction of attempt.interactions) {
      const claims = interaction.type === 'view' ? claimsOfView(from, interaction.page) : [];
      if (await take(claims)) {
        excluded.push({ page: interaction.page, reason: 'ceiling' });
      } else {
        taken.push(...claims);
        interactions.push(interaction);
      }
    }
    return { interactions, excluded, settle: (isStored) => (isStored ? undefined : giveBack(taken)) };
  };
}

function countPages(taps: readonly Tap[]): Map<PageKey, number> {
  const counts = new Map<PageKey, number>();
  for (const { page } of taps) counts.set(page, (counts.get(page) ?? 0) + 1);
  return counts;
}
