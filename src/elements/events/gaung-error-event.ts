/** Something was refused, or the backend could not be reached. The reader is told by the element itself. */
export class GaungErrorEvent extends Event {
  readonly error: Error;

  constructor(error: Error) {
    super('gaungerror', { bubbles: true, composed: true });
    this.error = error;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    gaungerror: GaungErrorEvent;
  }
}
