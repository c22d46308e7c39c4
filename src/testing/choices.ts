import type { Capabilities } from '../contract/index.ts';
import { equal } from './assert.ts';
import { type Case, countsAre } from './tools.ts';

const onlyOne = ({ multiple }: Capabilities) =>
  multiple ? 'this backend takes several reactions a visitor' : undefined;

export const choices: readonly Case[] = [
  {
    title: 'a choice can be switched',
    needs: ['two reactions', 'undo'],
    async run({ page, react, read, reactions: [love, wow], record }) {
      const a = page();
      await record([react(a, [love])]);
      countsAre(await record([react(a, [wow], [love])]), { reactions: { [wow]: 1 }, mine: [wow] });
      countsAre(await read(a), { reactions: { [wow]: 1 } });
    },
  },
  {
    title: 'a choice can be taken back, and made again',
    needs: ['reactions', 'undo'],
    async run({ page, react, read, reactions: [love], record }) {
      const a = page();
      await record([react(a, [love])]);
      countsAre(await record([react(a, [], [love])]), { mine: [] }, 'the counts once it is taken back');
      countsAre(await read(a), {}, 'what read gives then');
      countsAre(await record([react(a, [love])]), { reactions: { [love]: 1 }, mine: [love] });
    },
  },
  {
    title: 'the same choice again is still one',
    needs: ['reactions', 'undo'],
    async run({ page, react, reactions: [love], record }) {
      const a = page();
      await record([react(a, [love])]);
      countsAre(await record([react(a, [love], [love])]), { reactions: { [love]: 1 }, mine: [love] });
    },
  },
  {
    title: 'taking back what was never chosen changes nothing',
    needs: ['reactions', 'undo'],
    async run({ page, react, record }) {
      countsAre(await record([react(page(), [])]), { mine: [] });
    },
  },
  {
    title: 'the choices of one record apply in their order',
    needs: ['two reactions', 'undo'],
    async run({ page, react, reactions: [love, wow], record }) {
      const a = page();
      const counts = await record([react(a, [love]), react(a, [wow], [love]), react(a, [], [wow]), react(a, [love])]);
      countsAre(counts, { reactions: { [love]: 1 }, mine: [love] });
    },
  },
  {
    title: 'an older choice that arrives late is acknowledged without effect',
    needs: ['two reactions', 'undo', 'idempotent'],
    async run({ page, react, read, reactions: [love, wow], record }) {
      const a = page();
      const older = react(a, [love]);
      await record([react(a, [wow])]);
      countsAre(await record([older]), { reactions: { [wow]: 1 }, mine: [wow] });
      countsAre(await read(a), { reactions: { [wow]: 1 } });
    },
  },
  {
    title: 'a choice of the same time is no newer one',
    needs: ['two reactions', 'undo', 'idempotent'],
    async run({ page, react, reactions: [love, wow], record }) {
      const a = page();
      const first = react(a, [love]);
      await record([first]);
      countsAre(await record([{ ...react(a, [wow]), at: first.at }]), { reactions: { [love]: 1 }, mine: [love] });
    },
  },
  {
    title: 'an older choice does not come back once it was taken back',
    needs: ['reactions', 'undo', 'idempotent'],
    async run({ page, react, reactions: [love], record }) {
      const a = page();
      const older = react(a, [love]);
      await record([react(a, [])]);
      countsAre(await record([older]), { mine: [] });
    },
  },
  {
    title: 'a choice that is recorded again after it was switched changes nothing',
    needs: ['two reactions', 'undo', 'idempotent'],
    async run({ page, react, reactions: [love, wow], record }) {
      const a = page();
      const first = react(a, [love]);
      await record([first]);
      await record([react(a, [wow], [love])]);
      countsAre(await record([first]), { reactions: { [wow]: 1 }, mine: [wow] });
    },
  },
  {
    title: 'of choices by a clock that is ahead, the last one sent decides',
    needs: ['two reactions', 'undo'],
    async run({ page, react, reactions: [love, wow], record }) {
      const a = page();
      const ahead = Date.now() + 3_600_000;
      const first = { ...react(a, [love]), at: ahead };
      countsAre(await record([first, { ...react(a, [wow], [love]), at: ahead + 1 }]), { reactions: { [wow]: 1 } });
    },
  },
  {
    title: 'two choices at the same time are one visitor’s, and the newer one stands',
    needs: ['two reactions', 'undo', 'idempotent'],
    async run({ adapter, page, react, read, reactions: [love, wow] }) {
      const a = page();
      const [older, newer] = [react(a, [love]), react(a, [wow])];
      await Promise.all([adapter.record([newer]), adapter.record([older])]);
      countsAre(await read(a), { reactions: { [wow]: 1 } });
    },
  },
  {
    title: 'choices of one page leave another alone',
    needs: ['two reactions', 'undo'],
    async run({ page, react, read, reactions: [love, wow], record }) {
      const [a, b] = [page(), page()];
      await record([react(a, [love]), react(b, [wow])]);
      await record([react(a, [], [love])]);
      countsAre(await read(b), { reactions: { [wow]: 1 } });
    },
  },
  {
    title: 'two visitors have a choice each',
    needs: ['two reactions', 'undo'],
    async run({ adapter, another, page, react, reactions: [love, wow], record }) {
      const a = page();
      await record([react(a, [love])], adapter);
      countsAre(await record([react(a, [love])], another), { reactions: { [love]: 2 }, mine: [love] });
      countsAre(await record([react(a, [wow], [love])], another), { reactions: { [love]: 1, [wow]: 1 }, mine: [wow] });
      countsAre(await record([react(a, [], [love])], adapter), { reactions: { [wow]: 1 }, mine: [] });
    },
  },
  {
    title: 'two visitors are two views',
    needs: ['views'],
    async run({ adapter, another, page, record, view }) {
      const a = page();
      await record([view(a)], adapter);
      countsAre(await record([view(a)], another), { views: 2 });
    },
  },
  {
    title: 'one visitor may choose several, and drop one of them',
    needs: ['two reactions', 'undo', 'multiple'],
    async run({ page, react, reactions, record }) {
      const a = page();
      const [love, wow] = reactions;
      const both = [love, wow].toSorted();
      countsAre(await record([react(a, both)]), { reactions: { [love]: 1, [wow]: 1 }, mine: both });
      countsAre(await record([react(a, [wow], both)]), { reactions: { [wow]: 1 }, mine: [wow] });
    },
  },
  {
    title: 'several choices of one visitor are refused',
    needs: ['two reactions'],
    leaveOut: onlyOne,
    async run({ adapter, page, react, reactions: [love, wow] }) {
      const both = react(page(), [love, wow].toSorted());
      const { refused } = await adapter.record([both]);
      equal(refused.get(both.id)?.code, 'too-many-choices', 'the code');
    },
  },
];
