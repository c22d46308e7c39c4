import { isbot } from 'isbot';
import type { Guard } from '../routes/record.ts';
import type { Exclusion } from '../storage/storage.ts';

/** What is looked at of a browser's name: all that is known of any bot stands further in front. */
const LOOKED_AT = 1000;

/**
 * Leaves out views of bots, by what they call themselves, and those of pages that a browser fetched in advance and shows
 * to nobody yet. Whoever calls themselves a browser is told by the limits, not here. Shares and reactions pass: a person
 * may use a browser with a strange name, and what is tapped is limited anyhow.
 *
 * @param countsBots Whether the views of bots count, as tests with headless browsers need it.
 */
export function createBotGuard(countsBots: boolean): Guard {
  return ({ c, interactions }) => {
    if (!interactions.some(({ type }) => type === 'view')) return { interactions };
    const reason = reasonOf(c.req.header('Sec-Purpose'), countsBots ? undefined : (c.req.header('User-Agent') ?? ''));
    if (!reason) return { interactions };
    const views = interactions.filter(({ type }) => type === 'view');
    const excluded = views.map(({ page }): Exclusion => ({ page, reason }));
    return { interactions: interactions.filter(({ type }) => type !== 'view'), excluded };
  };
}

/** @param userAgent Absent: not looked at. Empty: every browser has a name, so that it is none. */
function reasonOf(purpose: string | undefined, userAgent: string | undefined): string | undefined {
  // `prefetch` and `prefetch;prerender` (the Fetch standard, section "Sec-Purpose").
  if (purpose?.startsWith('prefetch')) return 'prefetch';
  if (userAgent === undefined) return undefined;
  return userAgent.trim() === '' || isbot(userAgent.slice(0, LOOKED_AT)) ? 'bot' : undefined;
}
