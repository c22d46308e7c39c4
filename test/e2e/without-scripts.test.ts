import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { eventually, Gaung, launch, Reader, Site, useDemo } from './setup.ts';

/** The form as the README has it, for a page and a server of the test. */
function documentedForm(page: string, server: string): string {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
  const form = /^```html\n(<noscript>\n[\s\S]+?<\/noscript>)\n```$/m.exec(readme)?.[1];
  assert.ok(form, 'the README has the form to paste');
  return form.replaceAll('https://news.example/a', page).replaceAll('https://echo.example/', server);
}

/** Long enough that the form is below the fold: a reader who lands at the top would not see it. */
const article = (form: string) => `<!doctype html>
<html lang="en">
  <head><meta charset="utf-8"><title>A story</title></head>
  <body>
    <h1>A story</h1>
    <p style="block-size: 3000px">Long ago…</p>
    ${form}
    <p style="block-size: 3000px">The end.</p>
  </body>
</html>`;

describe('a page of another origin, in a browser without scripts', () => {
  const site = new Site();
  let gaung: Gaung;
  let browser: Browser;

  before(async () => {
    browser = await launch();
    await site.start();
    gaung = new Gaung({ GAUNG_ORIGINS: `http://news.test:${site.port}` });
    await gaung.start();
  });
  after(async () => {
    await browser?.close();
    await gaung?.dispose();
    await site.dispose();
  });

  it('takes reactions by the documented form, and brings the reader back to it', async () => {
    const url = site.url('kabar', 'news.test');
    site.page('/kabar', article(documentedForm(url, gaung.url('', 'echo.test'))), {
      'content-security-policy': `form-action 'self' ${gaung.url('', 'echo.test')}`,
    });
    const reader = await (await Reader.come(browser, { javaScriptEnabled: false })).opens(url);
    const { page } = reader;
    const form = page.getByRole('group', { name: 'What do you think of this article?' });
    const press = async (name: string) => {
      const answered = page.waitForResponse(gaung.url('v1/form', 'echo.test'));
      const landed = page.waitForEvent('load');
      await form.getByRole('button', { name }).click();
      assert.equal((await answered).status(), 303);
      await landed;
      assert.equal(page.url(), `${url}#reactions`);
      const isAtTop = async () => Math.abs((await page.locator('#reactions').boundingBox())!.y) < 1;
      await eventually(isAtTop, true);
      return (await gaung.counts(url)).reactions;
    };
    assert.deepEqual(await press('Love'), { love: 1 });
    assert.deepEqual(await press('Wow'), { wow: 1 });
    assert.deepEqual(await press('Take it back'), {});
    assert.deepEqual(reader.problems, []);
    await reader.leaves();
  });

  it('says what is wrong on a page of its own, which leads back', async () => {
    const url = site.url('salah', 'news.test');
    const form = documentedForm(url, gaung.url('', 'echo.test')).replace(
      `name="page" value="${url}"`,
      'name="page" value="./salah"',
    );
    site.page('/salah', article(form));
    const reader = await (await Reader.come(browser, { javaScriptEnabled: false })).opens(url);
    await reader.page.getByRole('button', { name: 'Sad' }).click();
    await reader.page.getByRole('heading', { name: 'Your reaction was not counted' }).waitFor();
    await reader.page.getByText('It must be the URL of the page').waitFor();
    await reader.page.getByRole('link', { name: 'Back to the page' }).click();
    await reader.page.waitForURL(`${url}#reactions`);
    assert.deepEqual(reader.problems, []);
    await reader.leaves();
  });
});

describe('the demo, in a browser without scripts', () => {
  const { gaung, browser } = useDemo();

  it('has a form in the place of the reaction bar, and says that the choice was taken', async () => {
    const reader = await (await Reader.come(browser(), { javaScriptEnabled: false })).opens(gaung.url());
    const { page } = reader;
    for (const tag of ['share-buttons', 'view-counter', 'reaction-bar']) {
      assert.equal(await page.locator(tag).first().isVisible(), false, tag);
    }
    const saved = page.locator('.saved'); // Not by its text: Playwright finds none in a noscript.
    assert.equal(await saved.isVisible(), false);
    const counted = gaung.url();
    const { love = 0 } = (await gaung.counts(counted)).reactions;
    const landed = page.waitForEvent('load');
    await page.getByRole('button', { name: 'Suka', exact: true }).click();
    await landed;
    assert.equal(page.url(), gaung.url('#pendapat'));
    assert.equal(await saved.innerText(), 'Pilihan Anda sudah dicatat dan masih dapat diubah.');
    assert.equal(await saved.isVisible(), true);
    assert.equal((await gaung.counts(counted)).reactions.love, love + 1);
    assert.deepEqual(reader.problems, []);
    await reader.leaves();
  });
});
