/** What a reaction bar has in chunks of their own: when they are asked for, and what a bar does without them. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { saidOn } from './accessibility-tree.ts';
import { eventually, Reader, Site, useDemo } from './setup.ts';

describe('the parts of a reaction bar', () => {
  const { gaung, browser } = useDemo();
  const site = new Site();
  let pages = 0;

  before(() => site.start());
  after(() => site.dispose());

  /** Opens a page with `body`; what matches `held` waits until it is let go, `gone` never arrives. */
  async function opens(body: string, { held, gone }: { held?: string; gone?: string } = {}) {
    const path = `story-${++pages}`;
    site.page(
      `/${path}`,
      `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A story</title>
       <script type="module" src="${gaung.url('gaung.js')}"></script></head><body>${body}</body></html>`,
    );
    const reader = await Reader.come(browser());
    let letGo = () => {};
    if (held) {
      const gate = new Promise<void>((resolve) => (letGo = resolve));
      await reader.page.route(held, async (route) => {
        await gate;
        await route.continue();
      });
    }
    if (gone) await reader.page.route(gone, (route) => route.abort());
    await reader.opens(site.url(path));
    const asked = () =>
      reader.requests.flatMap((url) => /chunks\/(part-[a-z-]+)-[0-9a-f]{8}\.js$/.exec(url)?.[1] ?? []).toSorted();
    return { reader, asked, letGo: () => letGo() };
  }
  const zeros = ['0', '0', '0', '0', '0'];

  it('are not asked for by a bar as it is, and once by all when a reader is about to act', async () => {
    const { reader, asked } = await opens(
      '<reaction-bar page="a"></reaction-bar><reaction-bar page="b" preset="sensitive" size="medium"></reaction-bar>',
    );
    await reader.sees([...zeros, ...zeros], []);
    await reader.page.waitForLoadState('networkidle');
    assert.deepEqual(asked(), []);
    await reader.page.locator('reaction-bar button').first().hover();
    await eventually(async () => asked(), ['part-acts', 'part-live-region']);
    await reader.page.locator('reaction-bar button').last().click();
    await reader.page.locator('reaction-bar button').first().click();
    await eventually(() => saidOn(reader.page), ['You chose Love.']);
    assert.deepEqual(asked(), ['part-acts', 'part-live-region']);
    await reader.leaves();
  });

  it('are late: what was pressed counts at once, and is told when they are there', async () => {
    const { reader, letGo } = await opens('<reaction-bar></reaction-bar>', { held: '**/chunks/part-*' });
    await reader.sees(zeros, []);
    await reader.page.keyboard.press('Tab');
    await reader.page.keyboard.press('Tab');
    await reader.page.keyboard.press('Enter');
    await reader.sees(['0', '1', '0', '0', '0'], ['haha']);
    assert.deepEqual(await saidOn(reader.page), []);
    letGo();
    await eventually(() => saidOn(reader.page), ['You chose Haha.']);
    await reader.page.keyboard.press('End');
    await eventually(
      () =>
        reader.page.evaluate(() => document.activeElement!.shadowRoot!.activeElement!.textContent.includes('Angry')),
      true,
    );
    await reader.leaves();
  });

  it('are gone: mouse and keyboard press all the same, and the next reader’s act asks again', async () => {
    const { reader, asked } = await opens('<reaction-bar></reaction-bar>', { gone: '**/chunks/part-*' });
    await reader.sees(zeros, []);
    await reader.taps('love');
    await reader.sees(['1', '0', '0', '0', '0'], ['love']);
    await reader.page.keyboard.press('Tab');
    await reader.page.keyboard.press('Space');
    await reader.sees(['0', '1', '0', '0', '0'], ['haha']);
    assert.ok(asked().filter((part) => part === 'part-acts').length > 1);
    const errors = reader.problems.filter((problem) => !/part-/.test(problem));
    assert.deepEqual(errors, []);
    await reader.leaves();
  });

  it('are looks: their bar keeps its room out of sight until it looks as it should', async () => {
    const { reader, asked, letGo } = await opens(
      '<reaction-bar size="compact"></reaction-bar><reaction-bar size="large"></reaction-bar><p>After</p>',
      { held: '**/chunks/part-looks*' },
    );
    const bars = reader.page.locator('reaction-bar');
    const seen = () =>
      bars.evaluateAll((all) =>
        all.map((bar) => getComputedStyle(bar.shadowRoot!.querySelector('.option')!).visibility),
      );
    const tops = () =>
      reader.page.evaluate(() => [...document.body.children].map((one) => one.getBoundingClientRect().top));
    await eventually(seen, ['hidden', 'hidden']);
    const before = await tops();
    letGo();
    await eventually(seen, ['visible', 'visible']);
    const after = await tops();
    assert.ok(
      before.every((top, at) => Math.abs(top - after[at]!) < 2),
      `${before.join()} and then ${after.join()}`,
    );
    assert.deepEqual(asked(), ['part-looks']);
    await reader.leaves();
  });

  it('are looks that do not arrive: the bar looks as others do, and works', async () => {
    const { reader } = await opens('<reaction-bar size="compact" reactions="love sad"></reaction-bar>', {
      gone: '**/chunks/part-looks*',
    });
    await reader.sees(['0', '0'], []);
    await reader.taps('sad');
    await reader.sees(['0', '1'], ['sad']);
    await reader.leaves();
  });
});
