/** Where a file is wrong. */
export interface Place {
  /** From 1. */
  readonly line?: number;
  /** The name of a table's column. */
  readonly column?: string;
}

/** What was to be imported is wrong. The message says where, what is wrong there, and what would be right. */
export class TransferError extends Error {
  override readonly name = 'TransferError';
  readonly place: Place;

  constructor(message: string, place: Place = {}, cause?: unknown) {
    const { line, column } = place;
    const where = line === undefined ? '' : `Line ${line}${column === undefined ? '' : `, column ${column}`}: `;
    super(where + message, cause === undefined ? undefined : { cause });
    this.place = place;
  }
}
