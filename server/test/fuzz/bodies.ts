/** Requests to `/v1/interactions`: right ones, bent ones, broken ones. */
import { BODY_BYTES } from 'gaung/contract';
import type { Chance } from '../../../test/e2e/chance.ts';
import { ORIGIN } from '../tools.ts';
import type { Case, HttpRequest } from './case.ts';
import { hostileHeader, hostileValue } from './hostile.ts';
import { bentInteraction, isTaken, outcomeOf, rightInteraction } from './interactions.ts';

/** A POST of interactions as a browser sends it. */
export const posting = (body: string | Buffer, headers = {}): HttpRequest => ({
  method: 'POST',
  path: '/v1/interactions',
  headers: { Origin: ORIGIN, 'Content-Type': 'text/plain;charset=UTF-8', ...headers },
  body,
});

/** A valid request, in the hands of a careful client. */
export function right(chance: Chance): Case {
  const interactions = [
    rightInteraction(chance),
    ...Array.from({ length: chance.oneOf([0, 0, 3, 20]) }, () =>
      rightInteraction(chance, chance.oneOf(['view', 'share'])),
    ),
  ];
  const repeated = chance.happens(0.2) ? [...interactions, interactions[0]!] : interactions;
  return {
    what: 'right',
    request: posting(JSON.stringify({ interactions: repeated })),
    status: 200,
    ...outcomeOf(repeated),
  };
}

/** Right and wrong ones in one batch: each is judged alone. */
export function mixed(chance: Chance): Case {
  const some = Array.from({ length: chance.between(1, 6) }, () =>
    chance.happens(0.7) ? bentInteraction(chance) : rightInteraction(chance),
  );
  // One reaction at most: of several, times would decide.
  const [first, ...others] = some.filter((one) => isTaken(one) && one.type === 'reaction');
  const interactions = some.filter((one) => one === first || !others.includes(one as never));
  const outcome = outcomeOf(interactions);
  const visitor = chance.happens(0.5) ? {} : { visitor: hostileValue(chance) };
  const body = JSON.stringify({
    interactions,
    ...visitor,
    ...(chance.happens(0.2) && { proof: hostileValue(chance) }),
  });
  if (Buffer.byteLength(body) > BODY_BYTES) return { what: 'large', request: posting(body), status: 413 };
  return { what: 'mixed', request: posting(body), status: outcome.counts.length > 0 ? 200 : 422, ...outcome };
}

const wrap = (one: string, extra = '') => `{"interactions":[${one}]${extra}}`;

/** Odd spellings of JSON that are JSON all the same. */
export function odd(chance: Chance): Case {
  const interaction = rightInteraction(chance);
  const one = JSON.stringify(interaction);
  const deep = '['.repeat(5000) + ']'.repeat(5000);
  const body = chance.oneOf([
    () => wrap(one, `,"__proto__":{"interactions":[]},"constructor":{"prototype":{"admin":true}}`),
    () => wrap(one, `,"x":${deep}`),
    () => wrap(one, `,"${'k'.repeat(50_000)}":1`),
    () => wrap(one, ',"n":1e999'),
    () => `\n\t ${wrap(one)} \r\n`,
    () => `\ufeff${wrap(one)}`,
    () => `{"interactions":[7],"interactions":[${one}]}`,
    () => wrap(one.replace('"type"', String.raw`"\u0074ype"`)),
    () => wrap(one.replace('{', '{"__proto__":{"type":"share","network":"x"},')),
  ])();
  return { what: 'odd', request: posting(body), status: 200, ...outcomeOf([interaction]) };
}

/** Bodies that are no envelope, though right interactions may be in them. */
export function broken(chance: Chance): Case {
  const one = JSON.stringify(rightInteraction(chance));
  const good = wrap(one);
  const bytes = Buffer.from(good);
  const at = chance.between(1, bytes.length - 1);
  const cut = (middle: Buffer) => Buffer.concat([bytes.subarray(0, at), middle, bytes.subarray(at)]);
  const [status, body] = chance.oneOf<() => [number, string | Buffer]>([
    () => [400, bytes.subarray(0, at)],
    () => [400, good + chance.oneOf(['}', ',', 'x', good, '\0', '//'])],
    () => [
      400,
      chance.oneOf(['', ' ', '\0', '"', '{', '[', 'null', 'NaN', '7', '"x"', '[]', '{}', good.replaceAll('"', "'")]),
    ],
    () => [400, cut(Buffer.from(chance.oneOf([[0xff], [0xc0, 0xaf], [0xed, 0xa0, 0x80], [0xf8, 0x88], [0xe2, 0x82]])))],
    () => [400, Buffer.from(good, 'utf16le')],
    () => [
      400,
      wrap(one, `,"n":${chance.oneOf(['NaN', 'Infinity', '-Infinity', 'undefined', '0x10', '+1', '01', '.5', "'x'"])}`),
    ],
    () => [400, '['.repeat(chance.between(1, 60_000))],
    () => [400, `{"a":`.repeat(chance.between(1, 10_000))],
    () => [400, JSON.stringify({ interactions: hostileNoList(chance) })],
    () => [400, JSON.stringify([{ interactions: [] }])],
    () => [400, JSON.stringify({ interactions: [] })],
    () => [400, JSON.stringify({ Interactions: [JSON.parse(one)] })],
    () => [400, wrap(Array.from({ length: 101 }, () => one).join())],
    () => [413, wrap(one, `,"x":"${'y'.repeat(BODY_BYTES)}"`)],
    () => [413, Buffer.alloc(chance.between(BODY_BYTES + 1, 1_000_000), '[')],
  ])();
  return { what: 'broken', request: posting(body), status };
}

function hostileNoList(chance: Chance): unknown {
  const value = hostileValue(chance);
  return Array.isArray(value) ? { ...value } : value;
}

/** From where nobody may write. */
export function foreign(chance: Chance): Case {
  const Origin = chance.oneOf([
    'null',
    'https://evil.example',
    'https://news.example.evil.example',
    'https://news.example:444',
    hostileHeader(chance),
  ]);
  const body = wrap(JSON.stringify(rightInteraction(chance)));
  return { what: 'foreign', request: posting(body, { Origin }), status: 403 };
}
