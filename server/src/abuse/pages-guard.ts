import type { Interaction, PageKey } from 'gaung/contract';
import { networkOf } from '../network.ts';
import type { Refused } from '../routes/check.ts';
import type { WaitingGuard } from '../routes/record.ts';
import type { Exclusion, Storage } from '../storage/storage.ts';
import type { Tally } from '../tally.ts';
import { type Claim, giveBack, take } from './claims.ts';
import type { Counting } from './counting.ts';
import { BUCKETS, type Limits } from './limits.ts';
import { createRoom } from './room.ts';
import { type LimitKind, tooMany } from './too-many.ts';

export interface PagesGuardOptions {
  readonly storage: Pick<Storage, 'missing' | 'stats'>;
  /** Most pages that are stored. */
  readonly ceiling: number;
  /** Absent: pages are made as fast as they come. */
  readonly limits?: Pick<Limits, 'newPages' | 'newPagesInAll'> | undefined;
  readonly counting: Counting;
  readonly tally: Tally;
}

/**
 * Holds how fast pages are made, and how many there are: anybody may make up addresses on an allowed host, and each is a
 * row for ever. Pages that are there go on as ever.
 */
export function createPagesGuard({ storage, ceiling, limits, counting, tally }: PagesGuardOptions): WaitingGuard {
  const bucketOf = counting.buckets(BUCKETS);
  const ofNetwork = limits && counting.limiter('new-pages', limits.newPages);
  const inAll = limits && counting.limiter('new-pages-in-all', limits.newPagesInAll);
  const reserve = createRoom(storage, ceiling);

  function claimsOf(address: string, points: number): Claim<LimitKind>[] {
    if (points === 0 || !ofNetwork || !inAll) return [];
    const kind = 'new-pages';
    return [
      { kind, limiter: inAll, bucket: 0, points },
      ...(address
        ? [{ kind, limiter: ofNetwork, bucket: bucketOf('network', networkOf(address)), points } as const]
        : []),
    ];
  }

  return async ({ interactions, address }) => {
    const pages = interactions.map(({ page }) => page);
    const missing = await storage.missing(pages.length > 1 ? [...new Set(pages)] : pages);
    if (missing.length === 0) return { interactions };
    const { within, beyond, release } = await reserve(missing);
    const taken: Claim<LimitKind>[] = [];
    const settle = async (isStored: boolean) => {
      release();
      if (!isStored) await giveBack(taken);
    };

    const tapped = new Set(interactions.filter(({ type }) => type !== 'view').map(({ page }) => page));
    const claims = claimsOf(address, [...tapped].filter((page) => within.has(page)).length);
    const over = await take(claims);
    if (over) {
      await settle(false);
      throw tooMany(over, tally);
    }
    taken.push(...claims);
    const isMade = new Set<PageKey>(tapped);
    const kept: Interaction[] = [];
    const excluded: Exclusion[] = [];
    const refused: Refused[] = [];
    for (const interaction of interactions) {
      const { id, page } = interaction;
      if (beyond.has(page)) {
        refused.push({ id, code: 'too-many-pages' });
        continue;
      }
      const isFirst = within.has(page) && !isMade.has(page);
      const claims = claimsOf(address, isFirst ? 1 : 0);
      if (await take(claims)) {
        excluded.push({ page, reason: 'ceiling' });
        continue;
      }
      isMade.add(page);
      taken.push(...claims);
      kept.push(interaction);
    }
    return { interactions: kept, excluded, refused, settle };
  };
}
