import type { PageCounts, PageKey } from '../../../src/contract/index.ts';
import { equal } from './assert.ts';
import { type Case, countsAre } from './tools.ts';

export const live: readonly Case[] = [
  {
    title: 'counts are pushed as they change, until it is told to stop',
    needs: ['live', 'shares'],
    async run({ adapter, page, record, share }) {
      const a = page();
      let stop = () => {};
      let pushes = 0;
      const pushed = new Promise<ReadonlyMap<PageKey, PageCounts>>((resolve, reject) => {
        const onCounts = (counts: ReadonlyMap<PageKey, PageCounts>) => {
          pushes++;
          if (counts.get(a)?.shares?.whatsapp) resolve(counts);
        };
        stop = adapter.subscribe!([a], { onCounts, onError: reject, signal: new AbortController().signal });
      });
      await record([share(a)]);
      countsAre((await pushed).get(a), { shares: { whatsapp: 1 } });
      stop();
      const before = pushes;
      await record([share(a)]);
      equal(pushes, before, 'how often counts were pushed once it was told to stop');
    },
  },
];
