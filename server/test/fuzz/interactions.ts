/** Interactions, right and wrong, and which of them must count. */
import { createInteractionId } from 'gaung/contract';
import type { Chance } from '../../../test/e2e/chance.ts';
import type { Sent } from '../expected-counts.ts';
import type { Counting } from './case.ts';
import { hostileString, hostileValue, isRight } from './hostile.ts';

export const PAGES = 50;
const NETWORKS = ['bluesky', 'copy', 'facebook', 'whatsapp', 'x'];
const REACTIONS = ['love', 'haha', 'wow', 'sad', 'angry'];

type Fields = Record<string, unknown>;

export const pageOf = (chance: Chance): string => `news.example/${chance.between(1, PAGES)}`;

/** One that must count. */
export function rightInteraction(chance: Chance, type = chance.oneOf(['view', 'share', 'reaction'])): Sent {
  const base = { id: createInteractionId(), type, page: pageOf(chance) };
  const at = chance.happens(0.5) ? {} : { at: Date.now() - chance.between(0, 1e9) };
  if (type === 'share') return { ...base, ...at, network: chance.oneOf(NETWORKS) };
  if (type === 'reaction') return { ...base, ...at, reactions: chance.happens(0.2) ? [] : [chance.oneOf(REACTIONS)] };
  return { ...base, ...at };
}

/** A right one with a wrong value or two in it, or something that is none at all. */
export function bentInteraction(chance: Chance): unknown {
  if (chance.happens(0.1)) return hostileValue(chance);
  const bent: Fields = { ...rightInteraction(chance) };
  for (let i = chance.between(1, 2); i > 0; i--) {
    const field = chance.oneOf(['id', 'type', 'page', 'page', 'at', 'network', 'reactions', 'previous']);
    if (chance.happens(0.1)) delete bent[field];
    else if (field === 'reactions' && chance.happens(0.7)) bent[field] = bentChoice(chance);
    else bent[field] = hostileValue(chance);
  }
  // Nothing that the contract does not know may matter.
  if (chance.happens(0.3))
    Object.defineProperty(bent, hostileString(chance), { value: hostileValue(chance), enumerable: true });
  return bent;
}

const bentChoice = (chance: Chance): unknown[] =>
  Array.from({ length: chance.oneOf([1, 1, 2, 25, 300]) }, (_, i) =>
    chance.happens(0.5) ? hostileValue(chance) : `r${i}`,
  );

/** Whether the server must take it. */
export function isTaken(value: unknown): value is Sent {
  if (typeof value !== 'object' || value === null) return false;
  const { id, type, page, at, network, reactions, previous = [] } = value as Fields;
  if (!isRight.id(id) || !isRight.page(page) || !isRight.at(at)) return false;
  if (type === 'view') return true;
  if (type === 'share') return isRight.name(network);
  return type === 'reaction' && isRight.choice(reactions, 1) && isRight.choice(previous, 24);
}

/** What of a batch counts, and how many of it are refused. It may have one reaction only, which then is somebody new. */
export function outcomeOf(interactions: readonly unknown[]): { counts: Counting[]; refused: number } {
  const taken = interactions.filter(isTaken);
  // As it went over the wire: a number that JSON cannot say is another one there.
  const by = taken.find(({ type }) => type !== 'view')?.id ?? '';
  // A missing or future time is the server's now: newer than any.
  const counts = taken.map((one) => ({ interaction: { ...one, at: 0 }, by: one.type === 'reaction' ? by : one.id }));
  return { counts, refused: interactions.length - taken.length };
}
