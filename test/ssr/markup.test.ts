/** Markup as it is found: written by editors, old systems and people who want to break something. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { renderToString } from '../../src/ssr/index.ts';
import { read, rendered, URL_OF_PAGE } from './tools.ts';

const counts = {
  one: { version: 1, views: 1 },
  two: { version: 1, views: 2 },
  three: { version: 1, views: 3 },
  four: { version: 1, views: 4 },
};
const counter = (page: string) => `<view-counter page="${page}"></view-counter>`;

describe('markup of many comments', () => {
  it('is read once, as a piece', async () => {
    const block = '<!-- wp:paragraph {"align":"left"} -->\n<p>Kopi.</p>\n<!-- /wp:paragraph -->\n\n';
    const blank = '<!-- wp:separator -->\n\n<!-- /wp:separator -->\n\n';
    const started = performance.now();
    for (const markup of [block.repeat(100), blank.repeat(100), `${'<!-- -->'.repeat(10_000)}<p>`]) {
      const page = await renderToString(`${markup}${counter('one')}`, { url: URL_OF_PAGE, counts });
      assert.ok(page.startsWith(`${markup}<view-counter data-gaung=`));
    }
    assert.ok(performance.now() - started < 5000, 'it takes no more time than its length');
  });
});

describe('a whole document', () => {
  for (const before of [
    '\ufeff\n',
    '<?xml version="1.0" encoding="UTF-8"?>\n',
    '<!-- a --> <!-- <p> --><!--><!--->',
    '<!-- a --!><?xml-stylesheet href="a.css"?>',
  ])
    it(`is known behind ${JSON.stringify(before)}`, async () => {
      for (const head of ['<!doctype html><html lang="id">', '<HTML lang="id">']) {
        const page = await rendered(`${before}${head}<body>${counter('one')}</body></html>`, { counts });
        assert.deepEqual(page.texts('text'), ['Dibaca 1 kali']);
      }
    });

  it('is none where only its text names one', async () => {
    const page = await rendered(`<!-- <html> --><p lang="id">${counter('one')}</p><html lang="nl">${counter('two')}`, {
      counts,
    });
    assert.deepEqual(page.texts('text'), ['Dibaca 1 kali', 'Read 2 times']);
  });
});

describe('elements that stand where none may', () => {
  it('are rendered in their place', async () => {
    const markup = `<p>${counter('four')}</p><table><tr><td>${counter('one')}</td></tr>${counter('two')}<tr>${counter('three')}</table>`;
    const page = await renderToString(markup, { url: URL_OF_PAGE, counts });
    const parts = page.split(/ data-gaung='[^']*'|<template[^]*?<\/template>/);
    assert.equal(parts.join(''), markup);
    assert.equal(parts.length, 9);
    const shown = read(page)
      .tags('view-counter')
      .map((one) => [one.attribute('page'), ...one.texts('text')]);
    assert.deepEqual(Object.fromEntries(shown), {
      one: 'Read 1 time',
      two: 'Read 2 times',
      three: 'Read 3 times',
      four: 'Read 4 times',
    });
  });
});

describe('markup of any depth', () => {
  it('is rendered, and its title and options are read', async () => {
    const deep = (inner: string) => `${'<b-a>'.repeat(20_000)}${inner}${'</b-a>'.repeat(20_000)}`;
    const page = await renderToString(deep(counter('one')), { url: URL_OF_PAGE, counts });
    assert.match(page, /Read 1 time</);
    const options = `<reaction-option value="ya" icon="👍">${deep('Setuju')}</reaction-option>`;
    const bar = await renderToString(`<reaction-bar>${options}</reaction-bar>`, { url: URL_OF_PAGE, counts });
    assert.match(bar, /<template shadowrootmode="open">[^]*Setuju[^]*<\/template>/);
  });
});
