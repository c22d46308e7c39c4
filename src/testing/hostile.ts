import { type Interaction, isName, isRefusalCode, type PageKey, type RefusalCode } from '../contract/index.ts';
import { equal, ok } from './assert.ts';
import { type Case, countsAre, numbersOf, type Tools } from './tools.ts';

/** What is wrong in an interaction that is right otherwise, and by which code that is refused. */
const WRONG: readonly (readonly [what: string, wrong: object, code: RefusalCode])[] = [
  ['an unknown type', { type: 'applause' }, 'type-unknown'],
  ['a malformed id', { id: 'not-a-uuid' }, 'id-invalid'],
  ['an id in upper case', { id: '6F1C3F0E-5A3B-4C53-9E8F-0D5D3E4B7A21' }, 'id-invalid'],
  ['a page in another spelling', { page: 'https://News.Example/a/' }, 'page-invalid'],
  ['a page key that is too long', { page: `news.example/${'a'.repeat(1012)}` }, 'page-too-long'],
  ['a time that is none', { at: -1 }, 'at-invalid'],
  ['a network that is no name', { network: '__proto__' }, 'network-invalid'],
];

const refusedAlone: readonly Case[] = WRONG.map(([what, wrong, code]) => ({
  title: `${what} is refused alone, and its neighbours count`,
  ...(code === 'network-invalid' && { needs: ['shares'] as const }),
  async run({ adapter, marked, marks, page, read }: Tools) {
    const [a, b] = [page(), page()];
    const bad = { ...marks(a)[0], ...wrong } as Interaction;
    const { counts, refused } = await adapter.record([...marks(a), bad, ...marks(b)]);
    equal(
      [...refused].map(([id, refusal]) => [id, refusal.code]),
      [[bad.id, code]],
      'what was refused',
    );
    countsAre(counts.get(a), marked(), 'the counts of the one before');
    countsAre(counts.get(b), marked(), 'the counts of the one after');
    countsAre(await read(a), marked(), 'what read gives');
  },
}));

export const hostile: readonly Case[] = [
  ...refusedAlone,
  {
    title: 'a choice that is no list of names is refused alone',
    needs: ['reactions'],
    async run({ adapter, page, react, reactions: [love] }) {
      const a = page();
      const wrong = [['Love'], [love, love], ['__proto__'], ['']].map((choice) => react(a, choice));
      const right = react(a, [love]);
      const { counts, refused } = await adapter.record([...wrong, right]);
      equal(refused.size, wrong.length, 'how many were refused');
      for (const { id } of wrong) equal(refused.get(id)?.code, 'reaction-invalid', 'the code');
      countsAre(counts.get(a), { reactions: { [love]: 1 }, mine: [love] });
    },
  },
  {
    title: 'where all are refused it says so of each, and does not reject',
    async run({ adapter, marks, page }) {
      const a = page();
      const wrong = [-1, 0.5].map((at) => ({ ...marks(a)[0], at }));
      const { refused } = await adapter.record(wrong);
      equal([...refused.keys()].toSorted(), wrong.map(({ id }) => id).toSorted(), 'what was refused');
      ok(
        [...refused.values()].every(({ code }) => isRefusalCode(code)),
        'every code is of the closed list',
      );
      equal(numbersOf((await adapter.read([a])).get(a)), numbersOf(undefined), 'the counts of the page');
    },
  },
  {
    title: 'a name that every object has is counted like any other',
    needs: ['shares', 'reactions', 'undo'],
    leaveOut: ({ reactionIds }) => reactionIds && 'this backend knows its own reactions alone',
    async run({ page, react, read, record, share }) {
      const a = page();
      const counts = await record([share(a, 'constructor'), react(a, ['constructor'])]);
      countsAre(counts, { shares: { constructor: 1 }, reactions: { constructor: 1 }, mine: ['constructor'] });
      countsAre(await read(a), { shares: { constructor: 1 }, reactions: { constructor: 1 } });
      countsAre(await record([react(a, [], ['constructor'])]), { shares: { constructor: 1 }, mine: [] });
    },
  },
  {
    title: 'a page with a name that every object has is counted like any other',
    needs: ['adding'],
    async run({ adapter, marks, record }) {
      const pages = ['__proto__', 'constructor', 'toString', 'hasOwnProperty'] as PageKey[];
      const before = await adapter.read(pages); // Other cases of the same backend may have counted here.
      for (const page of pages) {
        const { views, shares } = numbersOf(before.get(page));
        const after = numbersOf(await record(marks(page)));
        equal(after.views + (after.shares.whatsapp ?? 0), views + (shares.whatsapp ?? 0) + 1, `the number of ${page}`);
      }
      const after = await adapter.read(pages);
      equal([...after.keys()].toSorted(), pages.toSorted(), 'the pages');
      equal(({} as Record<string, unknown>).whatsapp, undefined, 'what every object has now');
    },
  },
  {
    title: 'counts are plain: whole numbers by names, and nothing that is inherited',
    needs: ['shares', 'reactions', 'views'],
    async run({ page, react, read, reactions: [love], record, share, view }) {
      const a = page();
      for (const counts of [await record([view(a), share(a), react(a, [love])]), await read(a)]) {
        for (const byId of [counts.shares, counts.reactions]) {
          ok(byId && !('constructor' in byId), 'an id that was not counted is not there, not even `constructor`');
          for (const [id, count] of Object.entries<number>(byId)) {
            ok(isName(id) && Number.isSafeInteger(count) && count >= 0, `${id}: ${count} is a count`);
          }
        }
        ok(Number.isSafeInteger(counts.views) && Number.isSafeInteger(counts.version), 'views and version are counts');
        ok(!counts.mine || counts.mine.every(isName), 'the own choice is of names');
      }
    },
  },
];
