import { isName, type ReactionId } from './ids.ts';
import { REACTIONS_PER_PAGE } from './limits.ts';

/** Counts by id. Has no prototype, so that an id such as `constructor` finds only what was counted. */
export type CountsById = Readonly<Record<string, number>>;

/** The numbers of one page. A number that a backend does not know is absent, never 0. */
export interface PageCounts {
  /** Grows with every change of the page, so that an older answer never replaces a newer one. */
  readonly version: number;
  /** How often the page was viewed. */
  readonly views?: number;
  /** How often the page was shared, by network. */
  readonly shares?: CountsById;
  /** How many visitors chose each reaction. */
  readonly reactions?: CountsById;
  /** This visitor's own choice, where the backend knows it. */
  readonly mine?: readonly ReactionId[];
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Counts by id from `[id, count]` pairs. */
export function countsById(entries: Iterable<readonly [string, number]>): CountsById {
  const counts: Record<string, number> = Object.create(null);
  for (const [id, count] of entries) counts[id] = count;
  return counts;
}

function parseById(value: unknown): CountsById | undefined {
  if (!isRecord(value)) return undefined;
  const entries = Object.entries(value).filter(
    (entry): entry is [string, number] => isName(entry[0]) && isCount(entry[1]),
  );
  return countsById(entries);
}

/**
 * Counts out of a backend's answer, which is hostile until checked: what is not a count is left out, what is no object
 * at all gives undefined.
 */
export function parsePageCounts(value: unknown): PageCounts | undefined {
  if (!isRecord(value)) return undefined;
  const shares = parseById(value.shares);
  const reactions = parseById(value.reactions);
  return {
    version: isCount(value.version) ? value.version : 0,
    ...(isCount(value.views) && { views: value.views }),
    ...(shares && { shares }),
    ...(reactions && { reactions }),
    ...(Array.isArray(value.mine) && {
      mine: [...new Set(value.mine.filter(isName))].slice(0, REACTIONS_PER_PAGE),
    }),
  };
}
