/**
 * What an interaction does to the rows: one place for every storage that works in this process, so that they cannot
 * differ in what they count.
 */
import {
  type Interaction,
  type InteractionId,
  NETWORKS_PER_PAGE,
  REACTIONS_PER_PAGE,
  type ReactionInteraction,
  type RefusalCode,
  type ShareInteraction,
  VIEW_WINDOW_MS,
  type ViewInteraction,
} from 'gaung/contract';
import type { Batch, VisitorId } from '../storage.ts';
import { bucketStart, SMALLEST } from './buckets.ts';
import type { Kind, ReadersLedger } from './ledger.ts';

/** Applies a batch in order. Returns what it refused. Throws where a reaction comes without a visitor. */
export function applyBatch<Page>(ledger: ReadersLedger<Page>, batch: Batch): Map<InteractionId, RefusalCode> {
  const refused = new Map<InteractionId, RefusalCode>();
  for (const interaction of batch.interactions) {
    if (!ledger.claim(interaction.id, batch.now)) continue;
    const refusal = applyInteraction(ledger, interaction, batch);
    if (!refusal) continue;
    refused.set(interaction.id, refusal);
    ledger.unclaim(interaction.id);
  }
  for (const { page: key, reason } of batch.excluded ?? []) {
    const page = ledger.find(key);
    if (page !== undefined) ledger.addExcluded(page, reason, 1);
  }
  return refused;
}

/** Counts, in the page's own numbers and in the bucket of the moment. */
function count<Page>(
  ledger: ReadersLedger<Page>,
  page: Page,
  kind: Kind,
  name: string,
  delta: number,
  now: number,
): void {
  ledger.add(page, kind, name, delta);
  ledger.addToBucket(page, SMALLEST, bucketStart(now, SMALLEST), [kind, name, delta]);
}

function applyInteraction<Page>(
  ledger: ReadersLedger<Page>,
  interaction: Interaction,
  { visitor, viewWindow = true, now }: Batch,
): RefusalCode | undefined {
  switch (interaction.type) {
    case 'view':
      return applyView(ledger, interaction, viewWindow ? visitor : undefined, now);
    case 'share':
      return applyShare(ledger, interaction, now);
    case 'reaction':
      if (!visitor) throw new TypeError('A reaction needs a visitor.');
      return applyReaction(ledger, interaction, visitor, now);
  }
}

function applyView<Page>(
  ledger: ReadersLedger<Page>,
  { page: key, at }: ViewInteraction,
  visitor: VisitorId | undefined,
  now: number,
): undefined {
  const page = ledger.page(key);
  if (visitor) {
    const last = ledger.lastView(page, visitor);
    if (last !== undefined && Math.abs(at - last) < VIEW_WINDOW_MS) return;
    ledger.setLastView(page, visitor, at, now);
  }
  count(ledger, page, 'view', '', 1, now);
  ledger.touch(page);
}

function applyShare<Page>(
  ledger: ReadersLedger<Page>,
  { page: key, network }: ShareInteraction,
  now: number,
): RefusalCode | undefined {
  const page = ledger.page(key);
  if (ledger.total(page, 'share', network) === 0 && ledger.names(page, 'share') >= NETWORKS_PER_PAGE) {
    return 'too-many-ids';
  }
  count(ledger, page, 'share', network, 1, now);
  ledger.touch(page);
  return undefined;
}

/** Sets the visitor's choice. Never ±1 by request: what changes is the difference to the choice in the row. */
function applyReaction<Page>(
  ledger: ReadersLedger<Page>,
  { page: key, at, reactions }: ReactionInteraction,
  visitor: VisitorId,
  now: number,
): RefusalCode | undefined {
  const page = ledger.page(key);
  const vote = ledger.vote(page, visitor);
  if (vote && at <= vote.at) return undefined; // Late: a newer choice is already there.
  const before = vote?.reactions ?? [];
  const gone = before.filter((name) => !reactions.includes(name));
  const come = reactions.filter((name) => !before.includes(name));
  if (come.length > 0) {
    const total = (name: string) => ledger.total(page, 'reaction', name);
    const added = come.filter((name) => total(name) === 0).length;
    const freed = gone.filter((name) => total(name) === 1).length;
    if (added > 0 && ledger.names(page, 'reaction') - freed + added > REACTIONS_PER_PAGE) return 'too-many-ids';
  }
  // An empty first choice gets its row too: an older love that is still on its way must not count after it.
  ledger.setVote(page, visitor, { at, reactions });
  for (const name of gone) count(ledger, page, 'reaction', name, -1, now);
  for (const name of come) count(ledger, page, 'reaction', name, 1, now);
  if (gone.length + come.length > 0) ledger.touch(page);
  return undefined;
}
