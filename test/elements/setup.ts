import { waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { memory } from '../../src/adapters/memory.ts';
import { type BackendAdapter, type Interaction, memoryStorage } from '../../src/contract/index.ts';
import type { DurableStorage, Environment } from '../../src/store/index.ts';
import '../../src/define/all.ts';
import { compose } from '../../src/elements/base/backends.ts';
import { browserEnvironment } from '../../src/environment/browser.ts';

export { warnings } from '../warnings.ts';

/** A storage that lasts as long as the test. */
const freshStorage = (): DurableStorage => ({
  ...memoryStorage(),
  flush: async () => {},
  refresh: async () => {},
  hasMore: async () => false,
});

/** The browser, with a storage of its own: what one test keeps, no other finds. */
export const freshEnvironment = (): Environment => browserEnvironment(freshStorage());

/** A page whose choices, outbox and clock are its own. */
export function freshPage(): void {
  compose({ environment: freshEnvironment() });
}

let spies = 0;

/** A memory adapter that also tells what it was asked. */
export interface SpyAdapter extends BackendAdapter {
  readonly reads: string[][];
  readonly recorded: Interaction[];
}

/** A memory adapter with some of its answers replaced. */
export function spy(changes: Partial<BackendAdapter> = {}): SpyAdapter {
  const inner = memory({ id: `spy-${++spies}` });
  const reads: string[][] = [];
  const recorded: Interaction[] = [];
  return {
    ...inner,
    ...changes,
    reads,
    recorded,
    read(pages, options) {
      reads.push([...pages]);
      return (changes.read ?? inner.read)(pages, options);
    },
    record(interactions, options) {
      recorded.push(...interactions);
      return (changes.record ?? inner.record)(interactions, options);
    },
  };
}

/** What a shadow root holds for a selector; fails loudly where there is nothing. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- as querySelector does it
export function find<T extends Element = HTMLElement>(host: Element, selector: string): T {
  const found = host.shadowRoot?.querySelector<T>(selector);
  if (!found) throw new Error(`<${host.localName}> has no ${selector} in: ${host.shadowRoot?.innerHTML}`);
  return found;
}

/** All that a shadow root holds for a selector. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- as querySelectorAll does it
export function findAll<T extends Element = HTMLElement>(host: Element, selector: string): T[] {
  return [...(host.shadowRoot?.querySelectorAll<T>(selector) ?? [])];
}

/** The text of the shadow root, as one line. */
export function textOf(host: Element, selector = '*'): string {
  return find(host, selector).textContent.replace(/\s+/g, ' ').trim();
}

/** Waits until `read` gives `expected`. */
export async function becomes<T>(read: () => T, expected: T): Promise<void> {
  let last: T | undefined;
  await waitUntil(
    () => {
      try {
        last = read();
      } catch {
        return false; // Not rendered yet.
      }
      return JSON.stringify(last) === JSON.stringify(expected);
    },
    undefined,
    { timeout: 3000 },
  ).catch(() => {
    throw new Error(`Expected ${JSON.stringify(expected)}, and it stayed ${JSON.stringify(last)}.`);
  });
}

/** Whether this is WebKit, which tests drive by WebDriver: fewer commands, and some that work otherwise. */
export const isWebKit = /AppleWebKit/.test(navigator.userAgent) && !/Chrome/.test(navigator.userAgent);

/** `it`, but left out in WebKit, for the reason that then stands in the title. */
export const itUnlessWebKit = (why: string) => (title: string, body: () => void) =>
  isWebKit ? it.skip(`${title} [not in WebKit: ${why}]`) : it(title, body);

/**
 * Types as a reader does, key after key. WebDriver presses all keys of a text before it lets go of one: a letter that
 * comes again would be pressed once only, so the text is given in pieces that hold each letter once.
 */
export async function typeKeys(text: string): Promise<void> {
  let piece = '';
  for (const key of text) {
    if (isWebKit && piece.toLowerCase().includes(key.toLowerCase())) {
      await sendKeys({ type: piece });
      piece = '';
    }
    piece += key;
  }
  await sendKeys({ type: piece });
}

/** Shift and Tab together. WebDriver knows no `down`, but presses at once what it is given to type, by its own names. */
export async function pressShiftTab(): Promise<void> {
  if (isWebKit) {
    await sendKeys({ type: '\uE008\uE004' });
    return;
  }
  await sendKeys({ down: 'Shift' });
  await sendKeys({ press: 'Tab' });
  await sendKeys({ up: 'Shift' });
}
