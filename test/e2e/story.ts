import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { eventually, type Gaung, Reader } from './setup.ts';

export interface Place {
  readonly browser: Browser;
  readonly gaung: Gaung;
  /** The address of a page with the three elements, in Indonesian, that nobody has read since its total was imported. */
  readonly url: string;
  /** The total that was imported. */
  readonly before: number;
}

const dibaca = (count: number) => `Dibaca ${new Intl.NumberFormat('id').format(count)} kali`;

/** The story of two readers, the same on every kind of page. */
export async function story({ browser, gaung, url, before }: Place): Promise<void> {
  const ani = await (await Reader.come(browser)).opens(url);
  await ani.seesViews(dibaca(before + 1));
  await ani.sees(['0', '0', '0', '0', '0'], []);

  await ani.taps('love');
  await ani.sees(['1', '0', '0', '0', '0'], ['love']);
  await ani.reloads();
  await ani.sees(['1', '0', '0', '0', '0'], ['love']);
  await ani.seesViews(dibaca(before + 1)); // a reload is no new view

  await ani.taps('wow');
  await ani.sees(['0', '0', '1', '0', '0'], ['wow']);
  await ani.taps('wow');
  await ani.sees(['0', '0', '0', '0', '0'], []);
  await ani.taps('sad');
  await ani.sees(['0', '0', '0', '1', '0'], ['sad']);

  const budi = await (await Reader.come(browser)).opens(url);
  await budi.seesViews(dibaca(before + 2)); // another reader is one
  await budi.sees(['0', '0', '0', '1', '0'], []);
  await budi.taps('sad');
  await budi.sees(['0', '0', '0', '2', '0'], ['sad']);
  // Budi sees his own tap at once; Ani sees it as soon as the server has it.
  await eventually(async () => (await gaung.counts(url)).reactions.sad, 2);
  await ani.reloads();
  await ani.sees(['0', '0', '0', '2', '0'], ['sad']);

  const { views, reactions } = await gaung.counts(url);
  assert.equal(views, before + 2);
  assert.deepEqual(Object.fromEntries(Object.entries(reactions).filter(([, count]) => count > 0)), { sad: 2 });
  for (const reader of [ani, budi]) {
    assert.deepEqual(reader.problems, []);
    await reader.leaves();
  }
}
