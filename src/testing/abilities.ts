import { createInteractionId, type Interaction, type PageKey } from '../contract/index.ts';
import { equal } from './assert.ts';
import { type Case, countsAre } from './tools.ts';

const KINDS = [
  ['views', 'a view'],
  ['shares', 'a share'],
  ['reactions', 'a reaction'],
] as const;

/** One interaction of each kind, whatever the backend counts. */
function oneOf(kind: (typeof KINDS)[number][0], page: PageKey): Interaction {
  const base = { id: createInteractionId(), page, at: Date.now() - 1000 };
  if (kind === 'views') return { ...base, type: 'view' };
  return kind === 'shares'
    ? { ...base, type: 'share', network: 'whatsapp' }
    : { ...base, type: 'reaction', reactions: ['love'], previous: [] };
}

/** What a backend cannot do it says, and does not pretend. */
export const abilities: readonly Case[] = [
  ...KINDS.map(
    ([kind, what]): Case => ({
      title: `${what} that it does not count is refused as unsupported, and its neighbours count`,
      leaveOut: (capabilities) => (capabilities[kind] ? `this backend counts ${kind}` : undefined),
      async run({ adapter, marked, marks, page }) {
        const a = page();
        const foreign = oneOf(kind, a);
        const { counts, refused } = await adapter.record([foreign, ...marks(a)]);
        equal(
          [...refused].map(([id, { code }]) => [id, code]),
          [[foreign.id, 'unsupported']],
          'what was refused',
        );
        countsAre(counts.get(a), marked());
      },
    }),
  ),
  {
    title: 'a number that it does not count is absent, never 0',
    async run({ adapter, marks, page, record }) {
      const [a, unknown] = [page(), page()];
      const answers = [await record(marks(a)), ...(await adapter.read([a, unknown])).values()];
      for (const counts of answers) {
        for (const [kind] of KINDS) if (!adapter.capabilities[kind]) equal(counts[kind], undefined, `the ${kind}`);
      }
    },
  },
  {
    title: 'a reaction that it does not know is refused alone',
    needs: ['reactions'],
    leaveOut: ({ reactionIds }) => (reactionIds ? undefined : 'this backend knows all reactions'),
    async run({ adapter, page, react, reactions: [love] }) {
      const a = page();
      const [right, wrong] = [react(a, [love]), react(page(), ['no-such-reaction'])];
      const { counts, refused } = await adapter.record([wrong, right]);
      equal(
        [...refused].map(([id, { code }]) => [id, code]),
        [[wrong.id, 'reaction-not-allowed']],
        'what was refused',
      );
      countsAre(counts.get(a), { reactions: { [love]: 1 }, mine: [love] });
    },
  },
  {
    title: 'what it cannot undo it refuses to, and the choice stays',
    needs: ['reactions'],
    leaveOut: ({ undo }) => (undo ? 'this backend can undo' : undefined),
    async run({ adapter, page, react, read, reactions: [love], record }) {
      const a = page();
      await record([react(a, [love])]);
      const back = react(a, [], [love]);
      const { refused } = await adapter.record([back]);
      equal(refused.get(back.id)?.code, 'unsupported', 'the code');
      countsAre(await read(a), { reactions: { [love]: 1 } });
    },
  },
];
