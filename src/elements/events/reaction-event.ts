import type { ReactionId } from '../../contract/index.ts';

/** The reader pressed a reaction. Cancelable: a page that prevents it (consent, login) keeps everything as it was. */
export class ReactionEvent extends Event {
  /** The choice that the press leads to; empty when it is taken back. */
  readonly reactions: readonly ReactionId[];
  /** The choice before. */
  readonly previous: readonly ReactionId[];

  constructor(reactions: readonly ReactionId[], previous: readonly ReactionId[]) {
    super('reaction', { bubbles: true, composed: true, cancelable: true });
    this.reactions = reactions;
    this.previous = previous;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    reaction: ReactionEvent;
  }
}
