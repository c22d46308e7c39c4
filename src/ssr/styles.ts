import type { CSSResult, ReactiveElement } from '@lit/reactive-element';
import { ReactionBar } from '../elements/reaction-bar/reaction-bar.ts';
import { reactionLooks } from '../elements/reaction-bar/reaction-looks.styles.ts';
import { shareLooks } from '../elements/share-buttons/looks.ts';
import { ShareButtons } from '../elements/share-buttons/share-buttons.ts';
import { ViewCounter } from '../elements/view-counter/view-counter.ts';
import { openTag } from './escape.ts';
import { askingWidth, measurable, oneLine } from './unmeasured.ts';

/** The elements that a server renders, by their tags. */
export const ELEMENTS: Readonly<Record<string, typeof ReactiveElement>> = {
  'share-buttons': ShareButtons,
  'view-counter': ViewCounter,
  'reaction-bar': ReactionBar,
};

/** What looks other than the plain ones add to the style of an element. */
const LOOKS: Readonly<Record<string, string>> = { 'share-buttons': shareLooks, 'reaction-bar': reactionLooks };

/** The style sheets of an element, each for a `<style>` of its own: some are shared. */
export function sheetsOf(tag: string, hasLooks: boolean): string[] {
  const own = (ELEMENTS[tag]!.styles as readonly CSSResult[]).map(({ cssText }) => cssText);
  const all = hasLooks ? [...own, LOOKS[tag]!] : own;
  if (tag === 'reaction-bar') return [...all.map(askingWidth), measurable];
  return tag === 'share-buttons' ? [...all, oneLine] : all;
}

/** @param nonce That of the page's policy. */
export function styleTags(sheets: readonly string[], nonce: string | undefined): string {
  const open = openTag('style', { nonce });
  return sheets.map((sheet) => `${open}${sheet}</style>`).join('');
}

/**
 * The hashes of all styles that are ever written into a page, for a `style-src` without a nonce: `'sha256-…'`, with the
 * quotes. They change with the version of Gaung.
 */
export async function styleHashes(): Promise<string[]> {
  const sheets = new Set(Object.keys(ELEMENTS).flatMap((tag) => sheetsOf(tag, LOOKS[tag] !== undefined)));
  return Promise.all(
    Array.from(sheets, async (sheet) => {
      const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(sheet)));
      return `'sha256-${btoa(String.fromCharCode(...hash))}'`;
    }),
  );
}
