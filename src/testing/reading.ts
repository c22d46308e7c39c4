import type { PageKey } from '../contract/index.ts';
import { equal, ok, rejection } from './assert.ts';
import { type Case, countsAre } from './tools.ts';

export const reading: readonly Case[] = [
  {
    title: 'has an id',
    async run({ adapter }) {
      ok(
        /^[\x21-\x7e]+$/.test(adapter.id),
        `the id "${adapter.id}" is visible ASCII, because it prefixes storage keys`,
      );
    },
  },
  {
    title: 'pushes counts just where it says so',
    async run({ adapter }) {
      equal(typeof adapter.subscribe, adapter.capabilities.live ? 'function' : 'undefined', 'subscribe');
    },
  },
  {
    title: 'an unknown page has zeros or nothing, and nothing invented',
    async run({ adapter, page }) {
      const unknown = page();
      const counts = await adapter.read([unknown]);
      ok(
        [...counts.keys()].every((key) => key === unknown),
        'only the page that was asked for is there',
      );
      if (counts.has(unknown)) countsAre(counts.get(unknown), { mine: [] });
    },
  },
  {
    title: 'reading changes nothing',
    async run({ adapter, page }) {
      const unknown = page();
      const before = await adapter.read([unknown]);
      equal(await adapter.read([unknown]), before, 'the second answer');
    },
  },
  {
    title: 'many pages in one call, each with its own counts',
    needs: ['two marks'],
    async run({ adapter, marked, marks, page }) {
      const [a, b, c] = [page(), page(), page()];
      await adapter.record([...marks(a), ...marks(c, 2)]);
      const counts = await adapter.read([a, b, c]);
      countsAre(counts.get(a), marked(), 'the counts of the first');
      if (counts.has(b)) countsAre(counts.get(b), {}, 'the counts of the second');
      countsAre(counts.get(c), marked(2), 'the counts of the third');
    },
  },
  {
    title: 'the order of the pages does not matter',
    needs: ['two marks'],
    async run({ adapter, marked, marks, page }) {
      const [a, b] = [page(), page()];
      await adapter.record([...marks(a), ...marks(b, 2)]);
      const counts = await adapter.read([b, a]);
      countsAre(counts.get(a), marked());
      countsAre(counts.get(b), marked(2));
    },
  },
  {
    title: 'a page that is asked for twice is there once',
    async run({ adapter, marked, marks, page }) {
      const a = page();
      await adapter.record(marks(a));
      const counts = await adapter.read([a, a, a]);
      equal([...counts.keys()], [a], 'the pages');
      countsAre(counts.get(a), marked());
    },
  },
  {
    title: '150 pages in one read',
    needs: ['two marks'],
    async run({ adapter, marked, marks, page }) {
      const pages = Array.from({ length: 150 }, page);
      const [first, last] = [pages[0]!, pages[149]!];
      await adapter.record([...marks(first), ...marks(last, 2)]);
      const counts = await adapter.read(pages);
      countsAre(counts.get(first), marked(), 'the counts of the first');
      countsAre(counts.get(last), marked(2), 'the counts of the last');
      const strange = [...counts.keys()].filter((key) => !pages.includes(key));
      equal(strange, [] satisfies PageKey[], 'pages that were not asked for');
      for (const key of pages.slice(1, -1)) if (counts.has(key)) countsAre(counts.get(key), {}, `the counts of ${key}`);
    },
  },
  {
    title: 'nothing asked, nothing answered',
    async run({ adapter }) {
      equal(await adapter.read([]), new Map(), 'the counts of no page');
      const { counts, refused, unconfirmed = new Map() } = await adapter.record([]);
      equal([counts, refused, unconfirmed], [new Map(), new Map(), new Map()], 'what became of nothing');
    },
  },
  {
    title: 'a read that was given up rejects with the reason',
    async run({ adapter, page }) {
      const reason = new Error('the reader left');
      const read = adapter.read([page()], { signal: AbortSignal.abort(reason) });
      ok((await rejection(read, 'the read')) === reason, 'it rejects with the reason of the signal');
    },
  },
  {
    title: 'a record that was given up before it began rejects with the reason and changes nothing',
    needs: ['two marks'],
    async run({ adapter, marked, marks, page, record }) {
      const a = page();
      const reason = new Error('the reader left');
      const given = adapter.record(marks(a), { signal: AbortSignal.abort(reason) });
      ok((await rejection(given, 'the record')) === reason, 'it rejects with the reason of the signal');
      countsAre(await record(marks(a, 2)), marked(2), 'the counts afterwards');
    },
  },
  {
    title: 'a signal that comes too late does no harm',
    async run({ adapter, page }) {
      const controller = new AbortController();
      await adapter.read([page()], { signal: controller.signal });
      controller.abort();
      await adapter.read([page()]);
    },
  },
];
