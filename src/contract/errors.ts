/** What a {@link GaungError} may carry beside its message. */
export interface GaungErrorOptions {
  /** What led to it. */
  readonly cause?: unknown;
  /** Milliseconds that the backend asked us to wait before trying again (`Retry-After`). */
  readonly retryAfter?: number | undefined;
}

/**
 * Every error that Gaung throws or reports. Its message reads `[gaung] [<scope>] <what was wrong and what would be right>`.
 */
export class GaungError extends Error {
  override readonly name: string = 'GaungError';
  /** Milliseconds that the backend asked us to wait, where it did. */
  readonly retryAfter: number | undefined;

  /** @param scope The room that speaks: `http`, `store`, `page-key`… */
  constructor(scope: string, message: string, options: GaungErrorOptions = {}) {
    super(`[gaung] [${scope}] ${message}`, 'cause' in options ? { cause: options.cause } : undefined);
    this.retryAfter = options.retryAfter;
  }
}
