import { type PageKey, toPageKey } from '../../src/contract/index.ts';

/** The pages that the reader has open. */
export const PAGES: readonly PageKey[] = [toPageKey('a'), toPageKey('b')];
/** A choice: a reaction, or nothing. */
export type Choice = 'love' | 'wow' | 'angry' | '';
/** The choice that the backend refuses. */
export const REFUSED: Choice = 'angry';

/** What a reader did on one page, as anybody would remember it: this is all that the store has to get right. */
export class Model {
  readonly choices: Choice[] = [''];
  shares = 0;
  /** The page loads that made a view. */
  readonly views = new Set<object>();

  /** What may be chosen now: what was chosen last, or before it if that was refused. */
  get chosen(): readonly Choice[] {
    const last = this.choices.at(-1)!;
    return last === REFUSED ? this.choices : [last];
  }

  forget(): void {
    this.choices.splice(1);
    this.shares = 0;
    this.views.clear();
  }
}
