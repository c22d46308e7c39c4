/** Whatever readers and operators did, an export comes in again to the byte. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { countsById, createInteractionId, type Interaction, type PageKey } from 'gaung/contract';
import { memoryStorage } from '../src/storage/memory/memory.ts';
import { type Storage, StorageRefusal, type VisitorId } from '../src/storage/storage.ts';
import { parseLine } from '../src/transfer/line.ts';
import { writeRecords } from '../src/transfer/write.ts';

const NOW = Date.UTC(2026, 4, 20, 8);
const HOUR = 3_600_000;

const page = fc.constantFrom(
  'news.example/a',
  'news.example/a@b',
  'b',
  '__proto__',
  'news.example/ä',
) as fc.Arbitrary<PageKey>;
const visitor = fc.constantFrom('A'.repeat(22), `-${'_'.repeat(20)}w`) as fc.Arbitrary<VisitorId>;
const name = fc.constantFrom('love', 'x', '1', '10', 'constructor');
const names = fc.uniqueArray(name, { maxLength: 3 });
const counts = fc.dictionary(name, fc.nat(9)).map((one) => countsById(Object.entries(one)));
const title = fc.constantFrom('A "day"', '</script>', '🌊', undefined);

type Step = (storage: Storage) => Promise<unknown>;

const interaction = (one: object): Interaction => ({ id: createInteractionId(), at: NOW, ...one }) as Interaction;
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ page, visitor, reactions: names, at: fc.nat(9), ago: fc.nat(200) }).map(
    ({ ago, visitor, reactions, ...more }): Step =>
      (storage) =>
        storage.record({
          visitor,
          interactions: [interaction({ type: 'reaction', reactions: reactions.toSorted(), previous: [], ...more })],
          now: NOW - ago * HOUR,
        }),
  ),
  fc.record({ page, network: name, ago: fc.nat(200) }).map(
    ({ page, network, ago }): Step =>
      (storage) =>
        storage.record({
          interactions: [interaction({ type: 'view', page }), interaction({ type: 'share', page, network })],
          excluded: [{ page, reason: 'bot' }],
          now: NOW - ago * HOUR,
        }),
  ),
  fc
    .record({ page, source: fc.constantFrom('legacy', 'amp'), views: fc.nat(9), shares: counts, reactions: counts })
    .map(
      (base): Step =>
        (storage) =>
          storage.import([{ type: 'base', ...base }], 'merge'),
    ),
  fc.tuple(page, title).map(
    ([page, title]): Step =>
      (storage) =>
        storage.retitle(page, title),
  ),
  fc.tuple(page, page).map(
    ([from, into]): Step =>
      (storage) =>
        storage.merge(from, into),
  ),
  page.map(
    (page): Step =>
      (storage) =>
        storage.delete(page),
  ),
  visitor.map(
    (visitor): Step =>
      (storage) =>
        storage.forget(visitor),
  ),
);

async function exported(storage: Storage): Promise<string> {
  const pieces: Uint8Array[] = [];
  for await (const piece of writeRecords(storage.export())) pieces.push(piece);
  return Buffer.concat(pieces).toString();
}

it('comes in again to the byte, with the same counts, and verifies', async () => {
  const told = { aliases: 0, votes: 0, bases: 0 };
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), async (steps) => {
      const [first, second] = [memoryStorage(), memoryStorage()];
      for (const one of steps) {
        await one(first).catch((error: unknown) => assert.ok(error instanceof StorageRefusal, String(error)));
      }
      const text = await exported(first);
      const lines = text.trimEnd().split('\n');
      await second.import(lines.map((line, i) => parseLine(line, i === 0)!));
      assert.equal(await exported(second), text);
      const keys = [...new Set(text.match(/(?<="page":")[^"]+|(?<="aliases":\[")[^"]+/g))] as PageKey[];
      assert.deepEqual(await second.read(keys), await first.read(keys));
      assert.deepEqual((await second.verify()).differences, []);
      if (text.includes('"aliases":["')) told.aliases++;
      if (text.includes('"type":"vote"')) told.votes++;
      if (text.includes('"source":')) told.bases++;
    }),
    { numRuns: 500 },
  );
  for (const [what, often] of Object.entries(told)) assert.ok(often > 50, `${what}: ${often}`);
});
