/**
 * What an interaction does to the rows: one place for every storage that works in this process, so that they cannot
 * differ in what they count.
 */
import {
  type Interaction,
  type InteractionId,
  NETWORKS_PER_PAGE,
  type PageKey,
  REACTIONS_PER_PAGE,
  type ReactionInteraction,
  type RefusalCode,
  type ShareInteraction,
  VIEW_WINDOW_MS,
  type ViewInteraction,
} from 'gaung/contract';
import type { BaseCount, Kind, Ledger } from './ledger.ts';
import type { Base, Batch, ImportSummary, VisitorId } from './storage.ts';

/** Applies a batch in order. Returns what it refused. Throws where a reaction comes without a visitor. */
export function applyBatch<Page>(ledger: Ledger<Page>, batch: Batch): Map<InteractionId, RefusalCode> {
  const refused = new Map<InteractionId, RefusalCode>();
  for (const interaction of batch.interactions) {
    if (ledger.knows(interaction.id)) continue;
    const refusal = applyInteraction(ledger, interaction, batch);
    if (refusal) refused.set(interaction.id, refusal);
    else ledger.remember(interaction.id, batch.now);
  }
  return refused;
}

function applyInteraction<Page>(
  ledger: Ledger<Page>,
  interaction: Interaction,
  { visitor, viewWindow = true, now }: Batch,
): RefusalCode | undefined {
  switch (interaction.type) {
    case 'view':
      return applyView(ledger, interaction, viewWindow ? visitor : undefined, now);
    case 'share':
      return applyShare(ledger, interaction);
    case 'reaction':
      if (!visitor) throw new TypeError('A reaction needs a visitor.');
      return applyReaction(ledger, interaction, visitor);
  }
}

function applyView<Page>(
  ledger: Ledger<Page>,
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
  ledger.add(page, 'view', '', 1);
  ledger.touch(page);
}

function applyShare<Page>(ledger: Ledger<Page>, { page: key, network }: ShareInteraction): RefusalCode | undefined {
  const page = ledger.page(key);
  if (ledger.total(page, 'share', network) === 0 && ledger.names(page, 'share') >= NETWORKS_PER_PAGE) {
    return 'too-many-ids';
  }
  ledger.add(page, 'share', network, 1);
  ledger.touch(page);
  return undefined;
}

/** Sets the visitor's choice. Never ±1 by request: what changes is the difference to the choice in the row. */
function applyReaction<Page>(
  ledger: Ledger<Page>,
  { page: key, at, reactions }: ReactionInteraction,
  visitor: VisitorId,
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
  for (const name of gone) ledger.add(page, 'reaction', name, -1);
  for (const name of come) ledger.add(page, 'reaction', name, 1);
  if (gone.length + come.length > 0) ledger.touch(page);
  return undefined;
}

/** Sets bases. Returns how many pages there were and how many changed. */
export function applyBases<Page>(ledger: Ledger<Page>, bases: Iterable<Base>): ImportSummary {
  const pages = new Set<PageKey>();
  const changed = new Set<PageKey>();
  for (const base of bases) {
    pages.add(base.page);
    const page = ledger.page(base.page);
    const counts = toCounts(base);
    if (JSON.stringify(ledger.base(page, base.source)) === JSON.stringify(counts)) continue;
    ledger.setBase(page, base.source, counts);
    ledger.touch(page);
    changed.add(base.page);
  }
  return { pages: pages.size, changed: changed.size };
}

function toCounts({ views, shares, reactions }: Base): BaseCount[] {
  const named = (kind: Kind, counts: Readonly<Record<string, number>>) =>
    Object.keys(counts)
      .toSorted()
      .map((name): BaseCount => [kind, name, counts[name]!]);
  const all: BaseCount[] = [['view', '', views], ...named('share', shares), ...named('reaction', reactions)];
  return all.filter(([, , count]) => count > 0); // A zero says the same as nothing.
}
