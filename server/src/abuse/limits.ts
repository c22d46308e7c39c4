import { INTERACTIONS_PER_RECORD } from 'gaung/contract';
import type { Limit } from './counting.ts';

/**
 * Among so many numbers networks, visitors and pages are told apart: all limits together take 50 MB at most, and a
 * million views of ten minutes are sixty for each number.
 */
export const BUCKETS = 2 ** 14;

const MINUTE = 60;
const TEN_MINUTES = 600;

/** What one visitor may tap in a minute: nobody taps twice a second, but an outbox is sent by a hundred at once. */
const OF_VISITOR: Limit = { points: 120, seconds: MINUTE };
/** What one page may get in a minute from everywhere: a front-page story is loved by thousands, a thousand a second. */
const OF_PAGE: Limit = { points: 60_000, seconds: MINUTE };
/** Pages that one network may make in ten minutes: an office that walks through its archive makes fewer. */
const NEW_PAGES: Limit = { points: 1000, seconds: TEN_MINUTES };
/** Pages that all may make in ten minutes, a hundred a second: an archive is read for the first time. */
const NEW_PAGES_IN_ALL: Limit = { points: 60_000, seconds: TEN_MINUTES };

/** Every limit. Each is at least as large as the largest request, so that waiting helps. */
export interface Limits {
  readonly visitor: Limit;
  readonly page: Limit;
  readonly newPages: Limit;
  readonly newPagesInAll: Limit;
  /** New visitors of a network. */
  readonly newVisitors: Limit;
  /** Shares and reactions of a network that come without a token of ours. */
  readonly strangers: Limit;
  /** Shares and reactions of a network in all. */
  readonly network: Limit;
  /** Views of one page from one network. */
  readonly views: Limit;
  /** Views of all pages from one network. */
  readonly allViews: Limit;
}

/**
 * The limits of a network follow from one number, because all of them are as soft as a network is large: an office or a
 * carrier has one address.
 *
 * @param visitors How many new visitors of a network are let in in ten minutes.
 */
export function limitsFor(visitors: number): Limits {
  const ofNetwork = (times: number): Limit => ({
    points: Math.max(INTERACTIONS_PER_RECORD, times * visitors),
    seconds: TEN_MINUTES,
  });
  return {
    visitor: OF_VISITOR,
    page: OF_PAGE,
    newPages: NEW_PAGES,
    newPagesInAll: NEW_PAGES_IN_ALL,
    newVisitors: { points: visitors, seconds: TEN_MINUTES },
    strangers: ofNetwork(4),
    network: ofNetwork(40),
    views: ofNetwork(4),
    allViews: ofNetwork(40),
  };
}
