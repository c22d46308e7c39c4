import type { InteractionId, RecordResult, Refusal, ViewInteraction } from '../contract/index.ts';
import type { Part } from './combine-known.ts';

/** Views that are remembered; the oldest go first. */
const MOST = 500;

/**
 * Records views with a backend that does not know them again, among backends that do: each view is sent once, whatever
 * becomes of it, and one of which nobody knows is refused rather than tried again. What is sent again with the rest of
 * its batch gets the answer that it got. Views are in a tab's memory alone, and so is this.
 */
export function onceRecorder({ adapter }: Part) {
  const outcomes = new Map<InteractionId, Refusal | undefined>();
  const note = (id: InteractionId, outcome: Refusal | undefined) => {
    outcomes.set(id, outcome);
    if (outcomes.size > MOST) outcomes.delete(outcomes.keys().next().value!);
  };
  const lost = (cause: unknown): Refusal => ({
    code: 'rejected',
    detail: `Nobody knows whether it counted, and ${adapter.id} must not be asked again: ${String(cause)}`,
  });

  return async (
    views: readonly ViewInteraction[],
    options: Parameters<typeof adapter.record>[1],
  ): Promise<RecordResult> => {
    const news = views.filter(({ id }) => !outcomes.has(id));
    for (const { id } of news) note(id, lost('it is on its way.'));
    let result: RecordResult = { counts: new Map(), refused: new Map() };
    if (news.length > 0) {
      try {
        result = await adapter.record(news, options);
        for (const { id } of news) {
          const cause = result.unconfirmed?.get(id);
          note(id, result.refused.get(id) ?? (cause && lost(cause)));
        }
      } catch (cause) {
        for (const { id } of news) note(id, lost(cause));
      }
    }
    const refused = views.flatMap(({ id }) => {
      const refusal = outcomes.get(id);
      return refusal ? [[id, refusal] as const] : [];
    });
    return { counts: result.counts, refused: new Map(refused) };
  };
}
