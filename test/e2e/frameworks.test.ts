/** The components of React, and the bare tags in JSX of React 19 and of Preact, against a real server. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { serveApp } from './app.ts';
import { eventually, Gaung, launch, Reader } from './setup.ts';

/** What all apps begin with. */
const beginning = (endpoint: string) => `
  import { configure } from 'gaung';
  import { http } from 'gaung/adapters/http';
  configure({ backend: http({ endpoint: '${endpoint}' }) });
  const options = ['love', { value: 'useful', label: 'Useful', icon: '💡' }];
  window.happened = [];`;

/** Strict mode mounts everything twice. */
const react = `
  import { createElement as h, StrictMode, useState } from 'react';
  import { createRoot } from 'react-dom/client';
  const mount = (App) => createRoot(document.querySelector('main')).render(h(StrictMode, null, h(App)));`;

const preact = `
  import { h, render } from 'preact';
  import { useState } from 'preact/hooks';
  const mount = (App) => render(h(App), document.querySelector('main'));`;

const components = `
  import { ReactionBar, ViewCounter } from 'gaung/react';
  function App() {
    const [isAllowed, allow] = useState(false);
    const onReaction = (event) => {
      happened.push(event.reactions.join());
      if (!isAllowed) event.preventDefault();
    };
    return h('article', null,
      h('button', { id: 'allow', onClick: () => allow(true) }, isAllowed ? 'Allowed' : 'Allow'),
      h(ViewCounter, { format: 'number', onView: () => happened.push('view') }),
      h(ReactionBar, { className: 'bar', reactions: options, minCount: 0, onReaction }));
  }
  mount(App);`;

const tags = `
  import 'gaung/reaction-bar/define';
  import 'gaung/view-counter/define';
  function App() {
    const [isAllowed, allow] = useState(false);
    const onreaction = (event) => {
      happened.push(event.reactions.join());
      if (!isAllowed) event.preventDefault();
    };
    return h('article', null,
      h('button', { id: 'allow', onClick: () => allow(true) }, isAllowed ? 'Allowed' : 'Allow'),
      h('view-counter', { format: 'number', onview: () => happened.push('view') }),
      h('reaction-bar', { className: 'bar', reactions: options, 'min-count': 0, onreaction }));
  }
  mount(App);`;

const APPS = {
  'components of React': react + components,
  'tags in React': react + tags,
  'tags in Preact': preact + tags,
};

describe('frameworks', () => {
  let browser: Browser;
  let gaung: Gaung;
  before(async () => {
    browser = await launch();
    gaung = await new Gaung().start();
  });
  after(async () => {
    await browser?.close();
    await gaung?.dispose();
  });

  for (const [at, [name, code]] of Object.entries(APPS).entries()) {
    it(`${name} set properties and hear events, and bundle nothing that is not used`, async () => {
      const { site, bytes, dispose } = await serveApp(beginning(gaung.url()) + code);
      try {
        site.page(
          `/story-${at}`,
          '<!doctype html><html lang="en"><main></main><script type="module" src="/app.js"></script></html>',
        );
        const reader = await (await Reader.come(browser)).opens(site.url(`story-${at}`));
        await reader.seesViews('1');
        await reader.sees(['0', '0'], []);
        await reader.taps('useful'); // Prevented.
        await reader.sees(['0', '0'], []);
        await reader.page.locator('#allow').click();
        await reader.page.getByText('Allowed').waitFor();
        await reader.taps('useful');
        await reader.sees(['0', '1'], ['useful']);
        await eventually(() => gaung.counts(site.url(`story-${at}`).replace('http://', '')), {
          ...{ version: 2, views: 1, shares: {}, reactions: { useful: 1 } },
        });
        const { happened, registered, className } = await reader.page.evaluate(() => ({
          happened: (window as unknown as { happened: string[] }).happened,
          registered: ['share-buttons', 'gaung-provider'].filter((tag) => customElements.get(tag)),
          className: document.querySelector('reaction-bar')!.className,
        }));
        assert.deepEqual(happened, ['view', 'useful', 'useful']);
        assert.deepEqual([registered, className, reader.problems], [[], 'bar', []]);
        for (const unused of ['share-buttons', 'wa.me', 'twitter.com/intent'])
          assert.ok(!bytes.includes(unused), unused);
        await reader.leaves();
      } finally {
        await dispose();
      }
    });
  }
});
