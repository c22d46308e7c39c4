import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { accessibilityTree, saidOn } from './accessibility-tree.ts';
import { eventually, Gaung, launch, Reader, Site } from './setup.ts';

/** A page with every element, and the bar once more in each of its roles. All count for the same page. */
const article = (gaung: Gaung) => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A story</title>
  <script type="module" src="/gaung.js" data-endpoint="${gaung.url()}"></script></head><body>
  <share-buttons networks="whatsapp x email copy qr" max="3" counts url="https://news.example/a" share-title="A story"></share-buttons>
  <view-counter></view-counter>
  <reaction-bar id="bar"></reaction-bar>
  <reaction-bar id="pills" size="compact" labels="never"></reaction-bar>
  <reaction-bar id="readonly" readonly label=""></reaction-bar>
  <reaction-bar id="leading" show="leading"></reaction-bar>
  <reaction-bar id="closed" closed page="another" reactions="love sad"></reaction-bar>
  </body></html>`;

const names = ['Love', 'Haha', 'Wow', 'Sad', 'Angry'];

/** The tree of a bar in which one option is pressed. Its counts are no text in it: they describe the buttons. */
const bar = (pressed?: string) =>
  [
    '- group "What do you think of this article?":',
    '  - paragraph: What do you think of this article?',
    ...names.map((name) => `  - button "${name}"${name === pressed ? ' [pressed]' : ''}`),
    '  - paragraph', // the notice, which has nothing to say
  ].join('\n');

/** The buttons of a bar whose options are described by these. */
const described = (...descriptions: readonly string[]) =>
  descriptions.map((description, index) => `${names[index]}: ${description}`);

describe('the accessibility tree', () => {
  const site = new Site('dist-cdn');
  const gaung = new Gaung();
  let browser: Browser;
  let reader: Reader;

  before(async () => {
    browser = await launch();
    await gaung.start();
    await site.start();
    site.page('/', article(gaung));
    reader = await (await Reader.come(browser)).opens(site.url());
    await reader.seesViews('Read 1 time');
    await eventually(() => reader.page.locator('#closed .count', { hasText: '0' }).count(), 2);
  });
  after(async () => {
    await browser?.close();
    await gaung.dispose();
    await site.dispose();
  });

  /** Waits until the tree of an element is, as a whole, what `expected` says. */
  const is = (selector: string, expected: string) =>
    eventually(
      async () => (await reader.page.locator(selector).ariaSnapshot()).split('\n'),
      expected.replace(/^ {6}/gm, '').trim().split('\n'),
    );
  const descriptions = async () =>
    (await accessibilityTree(reader.page))
      .filter(({ role }) => role === 'button' || role === 'link')
      .map(({ name, description }) => (description ? `${name}: ${description}` : name));

  it('has the share row as a group of links, with fixed names', async () => {
    await is(
      'share-buttons',
      `
      - group "Share this story":
        - paragraph: Share this story
        - link "Share on WhatsApp":
          - /url: https://wa.me/?text=A%20story%20https%3A%2F%2Fnews.example%2Fa
        - link "Share on X":
          - /url: https://twitter.com/intent/tweet?text=A%20story&url=https%3A%2F%2Fnews.example%2Fa
        - link "Share by email":
          - /url: mailto:?subject=A%20story&body=A%20story%0D%0A%0D%0Ahttps%3A%2F%2Fnews.example%2Fa
        - button "More networks"`,
    );
  });

  it('has what the row has no room for in a group of the same name as its button', async () => {
    await reader.page.locator('share-buttons .more').click();
    const opened = `
        - button "More networks" [expanded]
        - group "More networks":
          - button "Copy link"
          - button "QR code"`;
    await eventually(
      async () => (await reader.page.locator('share-buttons').ariaSnapshot()).endsWith(opened.replace(/^ {6}/gm, '')),
      true,
    );
    await reader.page.keyboard.press('Escape');
  });

  it('has the number of views as plain text', async () => {
    await is('view-counter', '- text: Read 1 time');
  });

  it('has the bar as a group of toggle buttons, whose names stay whatever is counted, and whose counts describe them', async () => {
    const row = ['Share on WhatsApp', 'Share on X', 'Share by email', 'More networks'];
    /** Both bars that can be pressed count for one page. */
    const tells = async (...counts: readonly string[]) =>
      eventually(descriptions, [...row, ...described(...counts), ...described(...counts)]);
    await is('#bar', bar());
    await tells('0 readers', '0 readers', '0 readers', '0 readers', '0 readers');
    await reader.page.locator('#bar button').first().click();
    await is('#bar', bar('Love'));
    await tells('1 reader, Most chosen', '0 readers', '0 readers', '0 readers', '0 readers');
    await reader.page.locator('#bar button').nth(2).click();
    await is('#bar', bar('Wow'));
    await tells('0 readers', '0 readers', '1 reader, Most chosen', '0 readers', '0 readers');
  });

  it('has the same names where none is in sight', async () => {
    await is(
      '#pills',
      `
      - group "What do you think of this article?":
        - button "Love"
        - button "Haha"
        - button "Wow" [pressed]
        - button "Sad"
        - button "Angry"
        - paragraph`,
    );
  });

  it('has a list where nothing can be pressed, with the choice in words', async () => {
    await is(
      '#readonly',
      `
      - group "What do you think of this article?":
        - list:
          - listitem: Love 0 readers
          - listitem: Haha 0 readers
          - listitem: Wow 1 reader, Most chosen, You chose Wow.
          - listitem: Sad 0 readers
          - listitem: Angry 0 readers`,
    );
    await is(
      '#closed',
      `
      - group "What do you think of this article?":
        - paragraph: What do you think of this article?
        - list:
          - listitem: Love 0 readers
          - listitem: Sad 0 readers
        - paragraph: Reactions are closed.`,
    );
  });

  it('has the leading reaction as plain text', async () => {
    await is('#leading', '- text: "Wow: 1 reader"');
  });

  it('has one live region for all elements, where no script or style of the page can come', async () => {
    await eventually(() => saidOn(reader.page), ['You chose Wow.']);
    const live = (await accessibilityTree(reader.page)).filter(({ isLive }) => isLive);
    assert.deepEqual(
      live.map(({ role }) => role),
      ['status'],
    );
    // Locators look into open shadow roots, but not into a closed one.
    assert.equal(await reader.page.locator('[role="status"], [role="alert"], [aria-live]').count(), 0);
  });
});
