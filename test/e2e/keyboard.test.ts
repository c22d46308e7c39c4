import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { saidOn } from './accessibility-tree.ts';
import { KeyboardReader } from './keyboard.ts';
import { eventually, Reader, Site, useDemo } from './setup.ts';

describe('a reader with the keyboard alone', () => {
  const { gaung, browser } = useDemo();
  const site = new Site('dist-cdn');

  before(() => site.start());
  after(() => site.dispose());

  /** Opens a page with `body`, that is not the demo's. */
  async function opens(body: string, attributes = 'lang="en"') {
    site.page(
      '/',
      `<!doctype html><html ${attributes}><head><meta charset="utf-8"><title>A story</title>
       <script type="module" src="/gaung.js" data-endpoint="${gaung.url()}"></script></head><body>${body}</body></html>`,
    );
    const reader = await (await Reader.come(browser())).opens(site.url());
    await eventually(
      async () => (await reader.page.locator('reaction-bar .count', { hasText: /./ }).count()) > 0,
      true,
    );
    // A bar whose looks are on their way is out of sight, and out of reach.
    await reader.page.locator('reaction-bar button').first().waitFor();
    return { reader, keyboard: new KeyboardReader(reader.page) };
  }

  it('shares the article, chooses, switches and takes back', async () => {
    // So narrow that not all ways to share have room.
    const reader = await Reader.come(browser(), {
      viewport: { width: 360, height: 800 },
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    const keyboard = new KeyboardReader(reader.page);
    await reader.opens(gaung.url());
    await reader.sees(['0', '0', '0', '0', '0'], []);

    const row = await keyboard.tabsThrough('share-buttons');
    assert.equal(row[0], 'Bagikan ke WhatsApp');
    assert.equal(row.at(-1), 'Jaringan lainnya');

    await keyboard.isAt('Suka');
    await keyboard.presses('Shift+Tab');
    await keyboard.isAt('Jaringan lainnya');
    const menu = reader.page.locator('share-buttons .menu');
    await keyboard.presses('Enter');
    await menu.waitFor({ state: 'visible' });
    await keyboard.presses('Tab', 'ArrowUp');
    await keyboard.isAt('Salin tautan');
    await keyboard.presses('ArrowUp');
    await keyboard.isAt('Bagikan lewat email');
    await keyboard.presses('Escape');
    await menu.waitFor({ state: 'hidden' });
    await keyboard.isAt('Jaringan lainnya');

    await keyboard.presses('Enter', 'Tab', 'ArrowUp');
    await keyboard.isAt('Salin tautan');
    await keyboard.presses('Enter');
    await eventually(() => saidOn(reader.page), ['Tautan tersalin']);
    assert.equal(await reader.page.evaluate(() => navigator.clipboard.readText()), gaung.url());
    await keyboard.presses('Escape');
    await keyboard.isAt('Jaringan lainnya');

    await keyboard.presses('Tab');
    await keyboard.isAt('Suka');
    for (const [key, name] of [
      ['ArrowRight', 'Haha'],
      ['End', 'Marah'],
      ['ArrowRight', 'Suka'],
      ['ArrowLeft', 'Marah'],
      ['ArrowLeft', 'Sedih'],
      ['Home', 'Suka'],
    ] as const) {
      await keyboard.presses(key);
      await keyboard.isAt(name);
    }
    await reader.sees(['0', '0', '0', '0', '0'], []); // the focus alone chooses nothing

    await keyboard.presses('Enter');
    await reader.sees(['1', '0', '0', '0', '0'], ['love']);
    await eventually(() => saidOn(reader.page), ['Anda memilih Suka.']);
    await keyboard.isAt('Suka');
    await keyboard.presses('ArrowRight', 'Space');
    await reader.sees(['0', '1', '0', '0', '0'], ['haha']);
    await eventually(async () => (await gaung.counts(gaung.url())).reactions.haha, 1);

    await reader.reloads();
    await reader.sees(['0', '1', '0', '0', '0'], ['haha']);
    assert.deepEqual(await keyboard.tabsThrough('reaction-bar'), ['Suka', 'Haha', 'Wow', 'Sedih', 'Marah']);
    await keyboard.presses('Shift+Tab', 'Home', 'ArrowRight');
    await keyboard.isAt('Haha');
    await keyboard.presses('Enter');
    await reader.sees(['0', '0', '0', '0', '0'], []);
    await eventually(() => saidOn(reader.page), ['Pilihan Anda dibatalkan.']);
    await reader.leaves();
  });

  it('goes left to the next one where the text runs from right to left', async () => {
    const { reader, keyboard } = await opens('<reaction-bar></reaction-bar>', 'lang="ar" dir="rtl"');
    await keyboard.presses('Tab');
    await keyboard.isAt('إعجاب');
    await keyboard.presses('ArrowLeft');
    await keyboard.isAt('هههه');
    await keyboard.presses('ArrowRight', 'ArrowRight');
    await keyboard.isAt('غضب');
    await keyboard.presses('Enter');
    await eventually(() => saidOn(reader.page), ['اخترت «غضب».']);
    await reader.leaves();
  });

  it('sees the name of the focused option where names show on hover, until Escape', async () => {
    const { reader, keyboard } = await opens('<reaction-bar labels="hover"></reaction-bar>');
    const shown = () =>
      reader.page
        .locator('reaction-bar .name')
        .evaluateAll((names) => names.map((name) => `${name.textContent} ${getComputedStyle(name).opacity}`));
    await keyboard.presses('Tab');
    await eventually(shown, ['Love 1', 'Haha 0', 'Wow 0', 'Sad 0', 'Angry 0']);
    await keyboard.presses('Escape');
    await eventually(shown, ['Love 0', 'Haha 0', 'Wow 0', 'Sad 0', 'Angry 0']);
    await keyboard.isAt('Love');
    await keyboard.presses('ArrowRight');
    await eventually(shown, ['Love 0', 'Haha 1', 'Wow 0', 'Sad 0', 'Angry 0']);
    await reader.leaves();
  });
});
