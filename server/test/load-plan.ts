/** Interactions by the thousand: the same ones, but for their ids, for the same seed. */
import { createInteractionId } from 'gaung/contract';
import type { Chance } from '../../test/e2e/chance.ts';
import { createExpectation, type Sent } from './expected-counts.ts';
import type { Sender } from './sender.ts';

/** The body of a request with one interaction, and whose it is by the model. */
export interface Planned {
  readonly body: { readonly visitor?: string; readonly interactions: readonly [Sent] };
  readonly by: string;
}

/** A visitor who has a token. */
export interface Known {
  readonly name: string;
  readonly token: string;
}

const NETWORKS = ['bluesky', 'copy', 'facebook', 'whatsapp', 'x'];
const REACTIONS = ['love', 'haha', 'wow', 'sad', 'angry'];
/** How far back a repeat may reach: within it the first may still be in flight, or be long done. */
const REPEAT_WITHIN = 500;

/** Visitors with tokens: an empty choice gives one and counts nothing. */
export async function meet({ post }: Sender, howMany = 20): Promise<Known[]> {
  const known: Known[] = [];
  for (let i = 0; i < howMany; i++) {
    const first = { id: createInteractionId(), type: 'reaction', page: 'news.example/welcome', reactions: [] };
    known.push({ name: `visitor ${i}`, token: (await post({ interactions: [first] })).body.visitor });
  }
  return known;
}

export interface PlanOptions {
  readonly chance: Chance;
  readonly count: number;
  readonly pages: number;
  /** What their keys begin with, after `news.example/`; default: nothing. */
  readonly site?: string;
  /** Visitors who change their minds. */
  readonly known: readonly Known[];
  /** How likely one is to be a repeat of an earlier one; default 0.05. */
  readonly repeats?: number;
  /** The time of the first, in ms since 1970; each next one is a ms later. */
  readonly from: number;
}

/** What is to be sent, in order. */
export function planLoad({ chance, count, pages, site = '', known, repeats = 0.05, from }: PlanOptions): Planned[] {
  const planned: Planned[] = [];
  for (let i = 0; i < count; i++) {
    if (i > 0 && chance.happens(repeats)) {
      planned.push(planned[i - chance.between(1, Math.min(i, REPEAT_WITHIN))]!);
      continue;
    }
    const base = { id: createInteractionId(), page: `news.example/${site}${chance.between(1, pages)}`, at: from + i };
    const kind = chance.number();
    const reactions = chance.happens(0.2) ? [] : [chance.oneOf(REACTIONS)];
    if (kind < 0.6) planned.push(alone({ ...base, type: 'view' }));
    else if (kind < 0.8) planned.push(alone({ ...base, type: 'share', network: chance.oneOf(NETWORKS) }));
    else if (kind < 0.9 || known.length === 0) planned.push(alone({ ...base, type: 'reaction', reactions }));
    else {
      const { name, token } = chance.oneOf(known);
      planned.push({ body: { visitor: token, interactions: [{ ...base, type: 'reaction', reactions }] }, by: name });
    }
  }
  return planned;
}

/** What the counts must be once all of these have arrived, in whatever order and however often. */
export function expectationOf(planned: Iterable<Planned>) {
  const expected = createExpectation();
  for (const { body, by } of planned) expected.add(body.interactions[0], by);
  return expected;
}

const alone = (interaction: Sent): Planned => ({ body: { interactions: [interaction] }, by: interaction.id });
