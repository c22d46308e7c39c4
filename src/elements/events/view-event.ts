import type { PageKey } from '../../contract/index.ts';

/** This page load made a view: the first of its page. */
export class ViewEvent extends Event {
  readonly page: PageKey;

  constructor(page: PageKey) {
    super('view', { bubbles: true, composed: true });
    this.page = page;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    view: ViewEvent;
  }
}
