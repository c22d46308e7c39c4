import {
  type Interaction,
  isName,
  type KeyValueStorage,
  type PageKey,
  type ReactionId,
  toJson,
} from '../contract/index.ts';
import type { Done } from './engine.ts';

/** What the keys of what is not acknowledged begin with; the interaction's id follows. */
export const outboxPrefix = (adapterId: string): string => `gaung:outbox:${adapterId}:`;
/** What the keys of acknowledged choices begin with; the page follows. */
export const choicePrefix = (adapterId: string): string => `gaung:choice:${adapterId}:`;

/** What the engine would find in the browser, and would have kept there. */
export interface Kept {
  /** Whether somebody has been here in this browser, as far as is known at once. */
  isAny(): boolean;
  /** The choice that earlier page loads, or other tabs, have kept: acknowledged or not, the newest one. */
  choice(page: PageKey): readonly ReactionId[];
  /** Whether nothing waits but this, as {@link did} has kept it: no earlier page load, and no other tab, sends any of it. */
  isAll(done: readonly Done[]): boolean;
  /** Keeps what a reader did. */
  did(done: Done): void;
  /** It was acknowledged: only the choice is kept. */
  applied(interaction: Interaction): void;
}

const textOf = ({ interaction, sent }: Done) => toJson({ v: 1, interaction, sent });

export function keptOf(storage: KeyValueStorage, adapterId: string): Kept {
  const outbox = outboxPrefix(adapterId);
  const choices = choicePrefix(adapterId);
  let texts: (string | undefined)[] | undefined;
  /** What waits, as it is now: a hundred pages of one task look it up once. */
  const waiting = () => {
    if (!texts) {
      texts = storage.keys(outbox).map((key) => storage.get(key));
      queueMicrotask(() => {
        texts = undefined;
      });
    }
    return texts;
  };
  return {
    isAny: () => storage.keys(outbox).length + storage.keys(choices).length > 0,
    choice(page) {
      let newest = { reactions: [] as unknown[], at: 0 };
      for (const text of [storage.get(choices + page), ...waiting()]) {
        try {
          const { v, interaction, ...choice } = JSON.parse(text || '{}');
          const one = interaction ?? choice;
          if (v === 1 && (one.page ?? page) === page && one.reactions && one.at >= newest.at) newest = one;
        } catch {
          // None, or none of ours.
        }
      }
      return newest.reactions.filter(isName);
    },
    isAll: (done) =>
      storage.keys(outbox).length === done.length &&
      done.every((one) => storage.get(outbox + one.interaction.id) === textOf(one)),
    did(one) {
      texts = undefined;
      storage.set(outbox + one.interaction.id, textOf(one));
    },
    applied(one) {
      const key = outbox + one.id;
      if (storage.get(key) === undefined) return; // Another tab has settled it, and may know a newer choice.
      texts = undefined;
      storage.remove(key);
      if (one.type === 'reaction')
        storage.set(choices + one.page, toJson({ v: 1, reactions: one.reactions, at: one.at }));
    },
  };
}
