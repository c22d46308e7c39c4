/** Where code checks and no schema does, the document says the same as the code. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { checkInteraction, createInteractionId, PAGE_KEY_BYTES, REACTIONS_PER_PAGE, REFUSALS } from 'gaung/contract';
import { openApiDocument } from '../src/openapi/document.ts';
import { parseLine } from '../src/transfer/line.ts';
import { schemaCompiler } from './answers.ts';
import type { Json } from './tools.ts';

const { schemas }: Json = JSON.parse(JSON.stringify(openApiDocument({ prefix: '/', metrics: 'token' }).components));
const compile = schemaCompiler(schemas);
const accepts = (schema: string, value: unknown): boolean => compile({ $ref: `#/components/schemas/${schema}` })(value);

const NOW = 1_767_225_600_000;

const name = fc.constantFrom('love', 'x', 'a-1', `a${'b'.repeat(31)}`);
const badName = fc.constantFrom('Love', '', '-x', `a${'b'.repeat(32)}`, 'love\n', '__proto__', 5, null);
const mostly = <Good, Bad>(good: fc.Arbitrary<Good>, bad: fc.Arbitrary<Bad>) =>
  fc.oneof<fc.MaybeWeightedArbitrary<unknown>[]>({ weight: 8, arbitrary: good }, { weight: 1, arbitrary: bad });
const choice = mostly(
  fc.uniqueArray(name, { maxLength: 3 }),
  fc.oneof(
    fc.array(badName, { minLength: 1, maxLength: 3 }),
    fc.constantFrom(['love', 'love'], 'love', null, {}),
    fc.constant(Array.from({ length: REACTIONS_PER_PAGE + 1 }, (_, i) => `r${i}`)),
  ),
);
/** What only code can say of a page key (its host, its encoding) is left out. */
const page = mostly(
  fc.constantFrom('news.example/a', 'article-1', '__proto__', `news.example/${'a'.repeat(PAGE_KEY_BYTES - 13)}`),
  fc.constantFrom('', null, 5, `news.example/${'a'.repeat(PAGE_KEY_BYTES - 12)}`),
);
const sent = fc.record(
  {
    id: mostly(fc.constant(createInteractionId()), fc.constantFrom('x', createInteractionId().toUpperCase(), 5, null)),
    type: mostly(fc.constantFrom('view', 'share', 'reaction'), fc.constantFrom('like', null, 'View')),
    page,
    at: mostly(fc.integer({ min: 0, max: NOW * 2 }), fc.constantFrom(-1, 1.5, 2 ** 53, '1', null)),
    network: mostly(name, badName),
    reactions: choice,
    previous: choice,
    other: fc.anything(),
  },
  { requiredKeys: ['id', 'type', 'page'] },
);

it('takes the interactions that the contract takes', () => {
  const told = { accepted: 0, refused: 0 };
  fc.assert(
    fc.property(fc.oneof({ weight: 20, arbitrary: sent }, fc.anything()), (value) => {
      const travelled: unknown = JSON.parse(JSON.stringify(value) ?? 'null');
      const isGood = typeof checkInteraction(travelled, NOW) !== 'string';
      told[isGood ? 'accepted' : 'refused']++;
      assert.equal(accepts('Interaction', travelled), isGood);
    }),
    { numRuns: 3000 },
  );
  assert.ok(told.accepted > 300 && told.refused > 300, JSON.stringify(told));
});

it('takes the lines that an import takes', () => {
  const counts = mostly(
    fc.dictionary(name, fc.nat()),
    fc.oneof(
      fc.dictionary(fc.constantFrom('Love', '', '-x'), fc.nat(), { minKeys: 1 }),
      fc.dictionary(name, fc.constantFrom(-1, 1.5, 1e12 + 1, '1', null), { minKeys: 1 }),
      fc.constantFrom([], null, 'love', 5),
      fc.constant(Object.fromEntries(Array.from({ length: 201 }, (_, i) => [`r${i}`, 1]))),
    ),
  );
  const page = fc.constant('news.example/a');
  const views = mostly(fc.nat(), fc.constantFrom(-1, 1.5, 1e12, 1e12 + 1, '5'));
  const title = mostly(fc.constantFrom('A day', 'ä'.repeat(500)), fc.constantFrom('', 'a\nb', 'a'.repeat(501), 5));
  const moment = (...good: number[]) => mostly(fc.constantFrom(...good), fc.constantFrom(-86_400_000, '0', null));
  const numbers = { views, shares: counts, reactions: counts, other: fc.constant(1) };
  const of = <Shape>(type: string, shape: { [Name in keyof Shape]: fc.Arbitrary<Shape[Name]> }) =>
    fc.record({ type: fc.constant(type), page, ...shape }, { requiredKeys: ['type', 'page'] });
  const line = fc.oneof(
    of('page', { source: mostly(name, badName), title, ...numbers }),
    of('page', {
      version: mostly(fc.nat(), fc.constantFrom(-1, '1', null)),
      title,
      aliases: mostly(fc.constantFrom([], ['news.example/b']), fc.constantFrom('b', [5])),
      excluded: counts,
      ...numbers,
    }),
    of('bucket', {
      size: mostly(fc.constantFrom('5m', '1h', '1d'), fc.constantFrom('2h', 5)),
      start: moment(0, 86_400_000),
      ...numbers,
    }),
    of('vote', {
      visitor: mostly(fc.constant('AAAAAAAAAAAAAAAAAAAAAA'), fc.constantFrom('AAAAAAAAAAAAAAAAAAAAAB', 'A', 5)),
      at: moment(0, NOW),
      reactions: choice,
    }),
    of('meta', { version: mostly(fc.constant(1), fc.constant(2)), versionFloor: views }),
    of('views', {}),
  );
  const told = { accepted: 0, refused: 0 };
  fc.assert(
    fc.property(line, (value) => {
      let isGood = true;
      try {
        parseLine(JSON.stringify(value), true);
      } catch {
        isGood = false;
      }
      told[isGood ? 'accepted' : 'refused']++;
      assert.equal(accepts('TransferLine', JSON.parse(JSON.stringify(value))), isGood);
    }),
    { numRuns: 2000 },
  );
  assert.ok(told.accepted > 100 && told.refused > 100, JSON.stringify(told));
});

it('lists the codes of refusals, all and no other', () => {
  assert.deepEqual(schemas.RefusalCode.enum, Object.keys(REFUSALS));
});

it('gives examples that are right', () => {
  let examples = 0;
  for (const [name, schema] of Object.entries<Json>(schemas)) {
    for (const example of schema.examples ?? []) {
      examples++;
      assert.ok(accepts(name, example), name);
    }
  }
  assert.ok(examples > 8);
});
