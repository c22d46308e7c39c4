/** What a process records, one request after the other: the same for whoever asks. */
import { createHash } from 'node:crypto';
import type { Interaction, PageKey } from 'gaung/contract';
import { visitor } from '../../test/contracts/storage/tools.ts';
import type { Batch } from '../src/storage/storage.ts';

const NOW = Date.UTC(2026, 4, 20, 8);
const REACTIONS = ['love', 'haha', 'wow', 'sad', 'angry'];
const [PAGES, VISITORS] = [15, 20];

/** No visitor is in two plans: their last choice by the plan is then the last one that they made. */
export function planned(plan: number, n: number): Batch & { readonly interactions: readonly [Interaction] } {
  const bytes = createHash('sha256').update(`${plan} ${n}`).digest();
  const hex = bytes.toString('hex');
  const id = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
  const base = { id, page: `news.example/${bytes[16]! % PAGES}` as PageKey, at: NOW + n };
  const reactions = bytes[18]! % 4 === 0 ? [] : [REACTIONS[bytes[19]! % REACTIONS.length]!];
  const kinds: Interaction[] = [
    { ...base, type: 'view' },
    { ...base, type: 'share', network: REACTIONS[bytes[19]! % REACTIONS.length]! },
    { ...base, type: 'reaction', reactions, previous: [] },
  ];
  const by = `${plan} ${bytes[17]! % VISITORS}`;
  return { visitor: visitor(by), viewWindow: false, interactions: [kinds[n % kinds.length]!], now: NOW + n };
}
