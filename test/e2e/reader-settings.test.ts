import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { BrowserContextOptions } from 'playwright-core';
import { eventually, Reader, Site, useDemo } from './setup.ts';

const NETWORKS = 'whatsapp facebook x telegram bluesky threads linkedin reddit pinterest email copy qr';

/** Every size of every element that can be pressed. The long list behind a row has a field, too. */
const SIZES = [
  ...['medium', 'compact', 'large'].flatMap((size) => [
    `<reaction-bar size="${size}"></reaction-bar>`,
    `<reaction-bar size="${size}" labels="never"></reaction-bar>`,
    `<reaction-bar size="${size}" reactions="love haha wow sad angry support respect mourn hope"></reaction-bar>`,
    `<reaction-bar size="${size}" reactions="a b"></reaction-bar>`,
  ]),
  ...['medium', 'small', 'large'].flatMap((size) => [
    `<share-buttons size="${size}" networks="${NETWORKS}" max="2"></share-buttons>`,
    `<share-buttons size="${size}" networks="x copy" display="label"></share-buttons>`,
  ]),
].join('');

const PHONE = { hasTouch: true, isMobile: true, viewport: { width: 360, height: 800 } };
/** The least width and height of a target: WCAG 2.2, 2.5.8 with a mouse, 2.5.5 with a finger. */
const TARGETS: readonly (readonly [name: string, least: number, options: BrowserContextOptions])[] = [
  ['a mouse', 24, {}],
  ['a finger', 44, PHONE],
];

describe('the settings of a reader', () => {
  const { gaung, browser } = useDemo();
  const site = new Site('dist-cdn');

  before(() => site.start());
  after(() => site.dispose());

  /** Opens a page with `body` in a browser that is set so. */
  async function opens(body: string, options: BrowserContextOptions): Promise<Reader> {
    site.page(
      '/',
      `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
       <title>A story</title>
       <script type="module" src="/gaung.js" data-endpoint="${gaung.url()}"></script></head><body>${body}</body></html>`,
    );
    const reader = await (await Reader.come(browser(), options)).opens(site.url());
    await eventually(
      async () => (await reader.page.locator('reaction-bar .count', { hasText: /./ }).count()) > 0,
      true,
    );
    return reader;
  }

  for (const [name, least, options] of TARGETS) {
    it(`has targets of at least ${least} px with ${name}, in every size`, async () => {
      const reader = await opens(SIZES, options);
      await eventually(() => reader.page.locator('[data-place]').count(), 0);
      const measured = await reader.page.locator('share-buttons, reaction-bar').evaluateAll((hosts) =>
        hosts.flatMap((host) => {
          const root = host.shadowRoot!;
          root.querySelector<HTMLElement>('.menu')?.showPopover();
          return [...root.querySelectorAll('a, button, input')].map((target) => {
            // Of an option all can be pressed, not only its button.
            const { width, height } = (target.closest('.option') ?? target).getBoundingClientRect();
            const what = target.getAttribute('aria-label') ?? target.textContent.replace(/\s+/g, ' ').trim();
            const { tagName, attributes } = host;
            return {
              what: `${what} of ${tagName} ${attributes.getNamedItem('size')?.value}`,
              least: Math.min(width, height),
            };
          });
        }),
      );
      assert.ok(measured.length > 100, `${measured.length} targets`);
      assert.deepEqual(
        measured.filter((target) => target.least < least),
        [],
      );
      await reader.leaves();
    });
  }

  /** How long each animation of a bar takes that begins with a press, in ms. */
  async function durationsAfterPress(reader: Reader): Promise<number[]> {
    // Motion comes when a reader is about to press.
    const motion = reader.page.waitForResponse('**/chunks/part-acts-*');
    await reader.page.locator('reaction-bar button').last().hover();
    await (await motion).finished();
    return reader.page.locator('reaction-bar').evaluate(async (bar) => {
      bar.shadowRoot!.querySelector('button')!.click();
      await (bar as HTMLElement & { updateComplete: Promise<unknown> }).updateComplete;
      // Before the next frame: what lasts 1 ms is over with it.
      return bar.shadowRoot!.getAnimations().map(({ effect }) => Number(effect!.getComputedTiming().duration));
    });
  }

  it('moves what was pressed, but not for a reader who wants less motion', async () => {
    for (const [reducedMotion, most] of [
      ['no-preference', 500],
      ['reduce', 1],
    ] as const) {
      const reader = await opens('<reaction-bar></reaction-bar>', { reducedMotion });
      const durations = await durationsAfterPress(reader);
      // The icon, the number that goes, the one that comes, and the option's colours.
      assert.ok(durations.length > 3, `${durations.length} animations`);
      assert.ok(Math.max(...durations) <= most, `${reducedMotion}: ${durations.join(' ')}`);
      assert.equal(Math.max(...durations) > 1, reducedMotion === 'no-preference');
      await reader.leaves();
    }
  });

  it('tells the chosen option from the others in forced colours, under the pointer as well', async () => {
    const reader = await opens('<reaction-bar></reaction-bar>', { forcedColors: 'active' });
    const borders = () =>
      reader.page
        .locator('reaction-bar .option')
        .evaluateAll((options) => options.map((option) => getComputedStyle(option).borderColor));
    const [usual] = await borders();
    assert.deepEqual(new Set(await borders()), new Set([usual]));
    await reader.page.locator('reaction-bar button').nth(1).click(); // and stays there
    await reader.page.locator('reaction-bar .option.chosen').waitFor();
    const settled = (option: Element) =>
      Promise.all(option.getAnimations({ subtree: true }).map(({ finished }) => finished)).then(() => {});
    await reader.page.locator('reaction-bar .option.chosen').evaluate(settled);
    const [first, chosen, ...others] = await borders();
    assert.notEqual(chosen, usual);
    assert.deepEqual(new Set([first, ...others]), new Set([usual]));
    await reader.leaves();
  });
});
