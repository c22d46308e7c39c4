/** An app that goes from article to article in one document, as routers do it: the address first, then all else. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { eventually, Gaung, launch, Reader, Site } from './setup.ts';

const ROUTER = `
  let turn = 0;
  async function show() {
    const mine = ++turn;
    const { title, canonical } = await (await fetch('/data' + location.pathname)).json();
    if (mine !== turn) return;
    document.title = title;
    document.querySelector('link[rel=canonical]').href = canonical;
    document.querySelector('h1').textContent = title;
  }
  addEventListener('popstate', show);
  addEventListener('click', (event) => {
    const link = event.target.closest('nav a');
    if (!link) return;
    event.preventDefault();
    history.pushState({}, '', link.href);
    show();
  });
`;

describe('a single-page app', () => {
  const site = new Site();
  const gaung = new Gaung();
  const articles = { satu: 'Berita satu', dua: 'Berita dua', tiga: 'Berita tiga' };
  const story = (slug: string) => site.url(`berita/${slug}`);
  let browser: Browser;

  before(async () => {
    browser = await launch();
    await site.start();
    await gaung.start();
    for (const [slug, title] of Object.entries(articles)) {
      const canonical = story(slug);
      site.page(
        `/${slug}`,
        `<!doctype html><html lang="id"><head><meta charset="utf-8"><title>${title}</title>
         <link rel="canonical" href="${canonical}"><script type="module" src="${gaung.url('gaung.js')}"></script></head>
         <body><nav>${Object.keys(articles)
           .map((one) => `<a href="/${one}">${one}</a> `)
           .join('')}</nav>
         <h1>${title}</h1><share-buttons networks="telegram"></share-buttons>
         <p><view-counter></view-counter></p><reaction-bar></reaction-bar><script>${ROUTER}</script></body></html>`,
      );
      site.page(`/data/${slug}`, JSON.stringify({ title, canonical }), { 'content-type': 'application/json' });
    }
  });
  after(async () => {
    await browser?.close();
    await gaung.dispose();
    await site.dispose();
  });

  const goes = (reader: Reader, slug: string) => reader.page.click(`nav a[href="/${slug}"]`);
  const shared = (reader: Reader) => async () => {
    const href = await reader.page.locator('share-buttons a').getAttribute('href');
    const { searchParams } = new URL(href!);
    return [searchParams.get('text'), searchParams.get('url')];
  };
  const counts = async (slug: string) => {
    const { views, reactions } = await gaung.counts(story(slug));
    return { views, reactions };
  };

  it('counts each article for itself, and going back for nothing', async () => {
    const reader = await (await Reader.come(browser)).opens(site.url('satu'));
    await reader.seesViews('Dibaca 1 kali');
    await reader.sees(['0', '0', '0', '0', '0'], []);
    await reader.taps('love');
    await reader.sees(['1', '0', '0', '0', '0'], ['love']);

    await goes(reader, 'dua');
    await eventually(shared(reader), [articles.dua, story('dua')]);
    await reader.seesViews('Dibaca 1 kali');
    await reader.sees(['0', '0', '0', '0', '0'], []);
    await reader.taps('wow');
    await reader.sees(['0', '0', '1', '0', '0'], ['wow']);

    await reader.page.goBack();
    await eventually(shared(reader), [articles.satu, story('satu')]);
    await reader.sees(['1', '0', '0', '0', '0'], ['love']);
    await reader.taps('sad');
    await reader.sees(['0', '0', '0', '1', '0'], ['sad']);
    await reader.page.goForward();
    await eventually(shared(reader), [articles.dua, story('dua')]);
    await reader.sees(['0', '0', '1', '0', '0'], ['wow']);
    await reader.seesViews('Dibaca 1 kali');

    await eventually(() => counts('satu'), { views: 1, reactions: { sad: 1 } });
    await eventually(() => counts('dua'), { views: 1, reactions: { wow: 1 } });
    const underTheAddress = await gaung.counts(site.url('dua'));
    assert.equal(underTheAddress.views, 0, 'before the canonical link had followed');
    assert.deepEqual(reader.problems, []);
    await reader.leaves();
  });

  it('goes on being right after a reload', async () => {
    const reader = await (await Reader.come(browser)).opens(site.url('tiga'));
    await reader.seesViews('Dibaca 1 kali');
    await reader.reloads();
    await reader.seesViews('Dibaca 1 kali');
    const before = (await counts('satu')).views;
    await goes(reader, 'satu');
    await reader.seesViews(`Dibaca ${before + 1} kali`);
    assert.equal((await counts('tiga')).views, 1);
    await reader.leaves();
  });

  it('counts nothing for an article that a reader only rushes past', async () => {
    const [one, two, three] = await Promise.all(
      ['satu', 'dua', 'tiga'].map(async (slug) => (await counts(slug)).views),
    );
    const reader = await (await Reader.come(browser)).opens(site.url('satu'));
    await reader.seesViews(`Dibaca ${one! + 1} kali`);
    await reader.page.evaluate(() => {
      for (const slug of ['dua', 'tiga']) document.querySelector<HTMLElement>(`nav a[href="/${slug}"]`)!.click();
    });
    await reader.seesViews(`Dibaca ${three! + 1} kali`);
    assert.deepEqual(await Promise.all(['satu', 'dua', 'tiga'].map(async (slug) => (await counts(slug)).views)), [
      one! + 1,
      two,
      three! + 1,
    ]);
    await reader.leaves();
  });
});
