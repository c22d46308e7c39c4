/** A line of page-key-cases.json: what `toPageKey(value, base)` gives, or with which code it throws. */
export interface PageKeyCase {
  /** The rule that it shows. */
  readonly why: string;
  readonly value: string;
  readonly base?: string;
  readonly key?: string;
  readonly error?: string;
}
