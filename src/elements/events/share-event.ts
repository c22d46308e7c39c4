import type { NetworkId } from '../../contract/index.ts';

/**
 * What became of a share: `opened` means that its link was pressed, `completed` that the device's share sheet said so,
 * `copied` that the link is on the clipboard, `blocked` that the browser refused.
 */
export type ShareOutcome = 'opened' | 'completed' | 'cancelled' | 'copied' | 'blocked';

/** The reader shared the page, or tried to. */
export class ShareEvent extends Event {
  readonly network: NetworkId;
  readonly outcome: ShareOutcome;

  constructor(network: NetworkId, outcome: ShareOutcome) {
    super('share', { bubbles: true, composed: true });
    this.network = network;
    this.outcome = outcome;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    share: ShareEvent;
  }
}
