import type { BackendAdapter, Interaction, PageCounts, PageKey } from '../contract/index.ts';
import { equal, ok } from './assert.ts';
import { type Case, countsAre, numbersOf, type Tools } from './tools.ts';

/** What a record answers and what the next read answers must be the same; only `mine` may be known to one alone. */
async function isWhatReadGives(adapter: BackendAdapter, page: PageKey, recorded: PageCounts): Promise<void> {
  const read = (await adapter.read([page])).get(page);
  equal(numbersOf(read), numbersOf(recorded), 'what read gives after it');
  equal(read?.version, recorded.version, 'the version that read gives after it');
  if (read?.mine && recorded.mine) equal(read.mine, recorded.mine, 'the own choice that read gives after it');
}

/** Each change must leave a version above the last. */
async function grows(record: Tools['record'], changes: readonly Interaction[]): Promise<void> {
  let before = -1;
  for (const change of changes) {
    const { version } = await record([change]);
    ok(Number.isSafeInteger(version) && version > before, `version ${version} is a count above ${before}`);
    before = version;
  }
}

export const recording: readonly Case[] = [
  {
    title: 'a view counts',
    needs: ['views'],
    async run({ adapter, page, record, view }) {
      const a = page();
      const counts = await record([view(a)]);
      countsAre(counts, { views: 1 });
      await isWhatReadGives(adapter, a, counts);
    },
  },
  {
    title: 'a share counts for its network',
    needs: ['shares'],
    async run({ adapter, page, record, share }) {
      const a = page();
      await record([share(a, 'whatsapp'), share(a, 'line')]);
      const counts = await record([share(a, 'line')]);
      countsAre(counts, { shares: { whatsapp: 1, line: 2 } });
      await isWhatReadGives(adapter, a, counts);
    },
  },
  {
    title: 'a reaction counts, and is the own choice',
    needs: ['reactions'],
    async run({ adapter, page, react, reactions: [love], record }) {
      const a = page();
      const counts = await record([react(a, [love])]);
      countsAre(counts, { reactions: { [love]: 1 }, mine: [love] });
      await isWhatReadGives(adapter, a, counts);
    },
  },
  {
    title: 'one record of several pages and kinds answers with the counts of all',
    needs: ['views', 'shares', 'reactions'],
    async run({ adapter, page, react, reactions: [love], share, view }) {
      const [a, b] = [page(), page()];
      const { counts, refused } = await adapter.record([
        view(a),
        share(b),
        react(a, [love]),
        view(b),
        share(a, 'line'),
      ]);
      equal(refused, new Map(), 'what was refused');
      countsAre(counts.get(a), { views: 1, shares: { line: 1 }, reactions: { [love]: 1 } }, 'the counts of one');
      countsAre(counts.get(b), { views: 1, shares: { whatsapp: 1 } }, 'the counts of the other');
      ok(
        [...counts.keys()].every((key) => key === a || key === b),
        'the answer is of these pages alone',
      );
      for (const key of [a, b]) await isWhatReadGives(adapter, key, counts.get(key)!);
    },
  },
  {
    title: 'a page whose key needs encoding counts like any other',
    async run({ adapter, marked, marks, page, record }) {
      const plain = page();
      const odd = (plain.includes('/') ? `${plain}/日本語%2F🙂?a%26b=c%2Bd&q=é'` : plain) as PageKey;
      const counts = await record(marks(odd));
      countsAre(counts, marked());
      await isWhatReadGives(adapter, odd, counts);
    },
  },
  {
    title: 'an interaction that is recorded again changes nothing',
    needs: ['idempotent', 'adding'],
    async run({ adapter, marked, marks, page, record }) {
      const a = page();
      const once = marks(a);
      await record(once);
      await record(marks(a));
      const counts = await record(once);
      countsAre(counts, marked(2));
      await isWhatReadGives(adapter, a, counts);
    },
  },
  {
    title: 'an interaction that is there twice in one record counts once',
    async run({ marked, marks, page, read, record }) {
      const [a, b] = [page(), page()];
      const [[one], [other]] = [marks(a), marks(b)];
      countsAre(await record([one, other, one, other, one]), marked());
      for (const key of [a, b]) countsAre(await read(key), marked());
    },
  },
  {
    title: 'what is recorded as the page is left counts, each once',
    async run({ adapter, marked, marks, page, read }) {
      const [a, b] = [page(), page()];
      const [[one], [other]] = [marks(a), marks(b)];
      await adapter.read([a, b]); // As pages do, before anybody can tap.
      const { refused, unconfirmed } = await adapter.record([one, other, one], { urgent: true, keepalive: true });
      equal([refused, unconfirmed?.size ?? 0], [new Map(), 0], 'what was refused, and of how much nobody knows');
      for (const key of [a, b]) countsAre(await read(key), marked());
    },
  },
  {
    title: 'an interaction that is recorded twice at the same time counts once',
    needs: ['idempotent'],
    async run({ adapter, marked, marks, page, read }) {
      const a = page();
      const once = marks(a);
      await Promise.all([adapter.record(once), adapter.record(once), adapter.record(once)]);
      countsAre(await read(a), marked());
    },
  },
  {
    title: 'twenty records at the same time lose nothing',
    needs: ['adding'],
    async run({ adapter, marked, marks, page, read }) {
      const a = page();
      const answers = await Promise.all(Array.from({ length: 20 }, () => adapter.record(marks(a))));
      equal(
        answers.flatMap(({ refused }) => [...refused]),
        [],
        'what was refused',
      );
      countsAre(await read(a), marked(20));
    },
  },
  {
    title: 'the version grows with every choice',
    needs: ['versions', 'two reactions', 'undo'],
    async run({ page, react, reactions: [love, wow], record }) {
      const a = page();
      await grows(record, [react(a, [love]), react(a, [wow], [love]), react(a, [], [wow])]);
    },
  },
  {
    title: 'the version grows with every interaction',
    needs: ['versions', 'adding'],
    async run({ marks, page, record }) {
      const a = page();
      await grows(record, [...marks(a), ...marks(a), ...marks(a)]);
    },
  },
  {
    title: 'the version of a page that changed is above that of one that nobody touched',
    needs: ['versions'],
    async run({ adapter, marks, page, record }) {
      const a = page();
      const before = (await adapter.read([a])).get(a)?.version ?? 0;
      const { version } = await record(marks(a));
      ok(version > before, `version ${version} is above ${before}`);
    },
  },
  {
    title: 'where there are no versions, it is always 0',
    leaveOut: ({ versions }) => (versions === false ? undefined : 'this backend has versions'),
    async run({ adapter, marks, page, record }) {
      const a = page();
      equal((await record(marks(a))).version, 0, 'the version after a change');
      equal((await adapter.read([a])).get(a)?.version, 0, 'the version that read gives');
    },
  },
];
