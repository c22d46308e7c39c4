import { isName, NAME_PATTERN } from 'gaung/contract';
import { z } from 'zod';
import type { TopQuery } from '../storage/storage.ts';

/** Most pages that one answer has. */
export const MOST_PAGES = 100;

const KINDS = { views: 'view', shares: 'share', reactions: 'reaction' } as const;
const WINDOWS = { '1h': 'hour', '24h': 'day', '7d': 'week', all: 'all' } as const;

export type TopWindow = keyof typeof WINDOWS;

/** `views`, `shares`, `reactions`, or one network's or reaction's: `shares.whatsapp`, `reactions.love`. */
const BY = new RegExp(`^(?:views|(?:shares|reactions)(?:\\.${NAME_PATTERN.source.slice(1, -1)})?)$`);

const LIMIT = `must be a whole number from 1 to ${MOST_PAGES}`;

/** The query of `GET /v1/top`. */
export const topQuery = z.object({
  by: z
    .string()
    .regex(BY, 'must be views, shares or reactions, or one of them alone, such as shares.whatsapp or reactions.love')
    .default('views'),
  window: z.enum(['1h', '24h', '7d', 'all'], 'must be 1h, 24h, 7d or all').default('24h'),
  limit: z.coerce.number<string>(LIMIT).int(LIMIT).min(1, LIMIT).max(MOST_PAGES, LIMIT).default(10),
});

/** What a storage is asked for. @param by As {@link topQuery} lets it through. */
export function toStorageQuery(by: string, window: TopWindow): Pick<TopQuery, 'kind' | 'name' | 'window'> {
  const [kind, name] = by.split('.') as [keyof typeof KINDS, string?];
  return { kind: KINDS[kind], window: WINDOWS[window], ...(isName(name) && { name }) };
}
