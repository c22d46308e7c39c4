import { Problem } from '../problem.ts';
import type { Tally } from '../tally.ts';
import type { Over } from './claims.ts';

/** What a limit is called, in metrics and in answers, and what is too much. */
const WHAT = {
  visitor: 'This reader has tapped more often in a minute than anybody does.',
  'new-visitors': 'More new readers have come from this network in ten minutes than are let in.',
  strangers: 'More has come from new readers of this network in ten minutes than is taken.',
  network: 'More has come from this network in ten minutes than is taken.',
  page: 'More has come for this page in a minute than is taken.',
  'new-pages': 'More pages have been counted for the first time in ten minutes than are taken.',
} as const;

export type LimitKind = keyof typeof WHAT;

export const LIMIT_KINDS = Object.keys(WHAT) as readonly LimitKind[];

/** The answer to a request that met a limit. It names the limit, and nobody. */
export function tooMany({ kind, wait }: Over<LimitKind>, tally: Tally): Problem {
  tally.limited(kind);
  const seconds = Math.max(1, Math.ceil(wait / 1000));
  const time = seconds > 90 ? `${Math.ceil(seconds / 60)} minutes` : `${seconds} second${seconds === 1 ? '' : 's'}`;
  return new Problem('rate-limited', `${WHAT[kind]} Nothing was changed; please try again in ${time}.`, {
    members: { limit: kind },
    headers: { 'Retry-After': String(seconds) },
  });
}
