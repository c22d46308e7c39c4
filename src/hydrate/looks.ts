import type { ReactiveElement } from '@lit/reactive-element';
import type { Tree } from '../elements/base/tree.ts';
import { warnOnce } from '../elements/base/warn.ts';
import { loadPictures } from '../elements/reaction-bar/icon-packs.ts';
import { PRESETS } from '../elements/reaction-bar/presets.ts';

/** An element that can be asked what it would show. */
export type Renders = ReactiveElement & { render(): Tree | Element | undefined };

const ALL = Object.values(PRESETS).flatMap((preset) => Object.keys(preset));

/**
 * Loads what a bar needs that looks otherwise than by itself, pictures too. Resolves with nothing where it does not arrive:
 * the bar is then plain.
 */
export async function loadLooks(bar: Renders): Promise<typeof import('../elements/reaction-bar/looks.ts') | undefined> {
  bar.render(); // Asks for them itself.
  const looks = await import('../elements/reaction-bar/looks.ts').catch(() => undefined);
  await loadPictures(ALL, PRESETS, warnOnce);
  await new Promise((resolve) => setTimeout(resolve)); // The bar hears of it by promises of its own.
  return looks;
}
