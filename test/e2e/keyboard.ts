import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { eventually } from './setup.ts';

/** Where the focus is: in which element, at what, and how it shows. */
interface Focus {
  readonly host: string;
  readonly name: string;
  readonly outline: { readonly width: number; readonly style: string; readonly color: string };
}

const focusOn = (page: Page): Promise<Focus> =>
  page.evaluate(() => {
    let active = document.activeElement!;
    while (active.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
    const host = (active.getRootNode() as ShadowRoot).host?.localName ?? '';
    const name = active.getAttribute('aria-label') ?? (active.querySelector('.name') ?? active).textContent.trim();
    // An option shows the focus of the button in it.
    const { outlineWidth, outlineStyle, outlineColor } = getComputedStyle(active.closest('.option') ?? active);
    return {
      host,
      name,
      outline: { width: Number.parseFloat(outlineWidth), style: outlineStyle, color: outlineColor },
    };
  });

/** Fails where the focus is not to be seen (WCAG 2.2, 2.4.7; 2 px as in 2.4.13). */
function assertVisible({ name, outline: { width, style, color } }: Focus): void {
  assert.ok(width >= 2 && style !== 'none', `${name} has an outline of ${width}px, ${style}`);
  assert.ok(!/transparent|(?:,|\/)\s*0\)$/.test(color), `${name} has an outline of ${color}`);
}

/** A reader who has no pointer. */
export class KeyboardReader {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Presses keys one after the other. */
  async presses(...keys: string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** Finds the focus at `name`, and sees it there. */
  async isAt(name: string): Promise<void> {
    await eventually(async () => (await focusOn(this.page)).name, name);
    assertVisible(await focusOn(this.page));
  }

  /** Goes on with Tab until the focus is in another element, at most 60 times; gives what it came by in this one. */
  async tabsThrough(host: string): Promise<string[]> {
    const names: string[] = [];
    for (let presses = 0; presses < 60; presses++) {
      const focus = await focusOn(this.page);
      if (focus.host === host) {
        assertVisible(focus);
        names.push(focus.name);
      } else if (names.length > 0) return names;
      await this.page.keyboard.press('Tab');
    }
    throw new Error(`Tab does not lead through <${host}>: ${names.join(', ') || 'never in it'}`);
  }
}
