import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkInteraction, isRefusalCode, REFUSALS } from '../../src/contract/index.ts';

const NOW = 1_800_000_000_000;
const ID = '6f1c3f0e-5a3b-4c53-9e8f-0d5d3e4b7a21';
const VIEW = { id: ID, type: 'view', page: 'news.example/a', at: NOW - 5 };
const SHARE = { ...VIEW, type: 'share', network: 'whatsapp' };
const REACTION = { ...VIEW, type: 'reaction', reactions: ['love'], previous: [] };
const names = (count: number) => Array.from({ length: count }, (_, i) => `r${String(i).padStart(2, '0')}`);

describe('an interaction that is right', () => {
  it('is a view, a share or a reaction', () => {
    for (const interaction of [VIEW, SHARE, REACTION]) {
      assert.deepEqual(checkInteraction(interaction, NOW), interaction);
    }
  });

  it('keeps nothing that its type does not know', () => {
    const noise = { network: 'x', reactions: ['wow'], previous: ['sad'], visitor: 'me', views: 1e9, extra: { a: 1 } };
    assert.deepEqual(checkInteraction({ ...noise, ...VIEW }, NOW), VIEW);
    assert.deepEqual(checkInteraction({ ...noise, ...SHARE }, NOW), SHARE);
    assert.deepEqual(checkInteraction({ ...noise, ...REACTION }, NOW), REACTION);
  });

  it('has its choices sorted, and leaves what was sent alone', () => {
    const sent = Object.freeze({
      ...REACTION,
      reactions: Object.freeze(['wow', 'love', 'angry']),
      previous: Object.freeze(['sad', 'haha']),
    });
    assert.deepEqual(checkInteraction(sent, NOW), {
      ...REACTION,
      reactions: ['angry', 'love', 'wow'],
      previous: ['haha', 'sad'],
    });
  });

  it('may take a choice back, and may not know what was before', () => {
    const { previous: _, ...unknown } = { ...REACTION, reactions: [] };
    assert.deepEqual(checkInteraction(unknown, NOW), { ...REACTION, reactions: [], previous: [] });
  });

  it('may choose 24', () => {
    const interaction = { ...REACTION, reactions: names(24), previous: names(24) };
    assert.deepEqual(checkInteraction(interaction, NOW), interaction);
  });

  it('happened now where it does not say when, and where it says later', () => {
    for (const at of [undefined, NOW, NOW + 1, Number.MAX_SAFE_INTEGER]) {
      assert.deepEqual(checkInteraction({ ...VIEW, at }, NOW), { ...VIEW, at: NOW });
    }
    const { at: _, ...timeless } = VIEW;
    assert.deepEqual(checkInteraction(timeless, NOW), { ...VIEW, at: NOW });
    assert.deepEqual(checkInteraction({ ...VIEW, at: 0 }, NOW), { ...VIEW, at: 0 });
  });

  it('may be of a page or a name that every object has', () => {
    const page = { ...VIEW, page: '__proto__' };
    assert.deepEqual(checkInteraction(page, NOW), page);
    const network = { ...SHARE, network: 'constructor' };
    assert.deepEqual(checkInteraction(network, NOW), network);
    const reaction = { ...REACTION, reactions: ['constructor'] };
    assert.deepEqual(checkInteraction(reaction, NOW), reaction);
  });

  it('does not take what is inherited or called __proto__ for what was sent', () => {
    const sent = JSON.parse(`{"__proto__":${JSON.stringify(VIEW)}}`) as unknown;
    assert.equal(checkInteraction(sent, NOW), 'id-invalid');
    const checked = checkInteraction(JSON.parse(`{"__proto__":{"admin":1},${JSON.stringify(VIEW).slice(1)}`), NOW);
    assert.deepEqual(checked, VIEW);
    assert.equal(Object.getPrototypeOf(checked), Object.prototype);
  });
});

describe('an interaction that is wrong is refused by a code', () => {
  const wrong: Record<string, readonly unknown[]> = {
    'type-unknown': [
      ...[null, undefined, 1, 'view', true],
      ...['', 'View', 'views', 'constructor', '__proto__', 'toString', null, 1, ['view'], {}].map((type) => ({
        ...VIEW,
        type,
      })),
      { ...VIEW, type: undefined },
    ],
    'id-invalid': [
      {},
      [],
      [VIEW],
      ...[undefined, null, 1, '', 'abc', '__proto__', ID.toUpperCase(), [ID], {}].map((id) => ({ ...VIEW, id })),
      { ...VIEW, id: 'x', type: 'nonsense', page: '' },
    ],
    'page-invalid': [
      undefined,
      null,
      1,
      '',
      'news.example',
      'https://news.example/a',
      '/a',
      'news.example/a/',
      'news.example/a?utm_source=x',
      ['news.example/a'],
    ].map((page) => ({ ...VIEW, page })),
    'page-too-long': [{ ...VIEW, page: `news.example/${'a'.repeat(1012)}` }],
    'at-invalid': [-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, null, '0', '2026-01-01', [], {}, true].map(
      (at) => ({ ...VIEW, at }),
    ),
    'network-invalid': [undefined, null, 1, '', 'X', '-x', 'a'.repeat(33), '__proto__', ['x'], {}].map((network) => ({
      ...SHARE,
      network,
    })),
    'reaction-invalid': [
      ...[undefined, null, 1, 'love', {}, { length: 0 }, [null], [1], ['Love'], ['__proto__'], [''], [['love']]],
      ['love', 'love'],
      ['a'.repeat(33)],
      names(25),
    ].flatMap((choice) => [
      { ...REACTION, reactions: choice },
      ...(choice === undefined ? [] : [{ ...REACTION, previous: choice }]),
    ]),
  };

  for (const [code, values] of Object.entries(wrong)) {
    it(code, () => {
      for (const value of values) assert.equal(checkInteraction(value, NOW), code, JSON.stringify(value));
    });
  }

  it('and every code that it gives is of the closed list', () => {
    for (const code of Object.keys(wrong)) assert.equal(isRefusalCode(code), true, code);
  });
});

describe('the list of refusal codes', () => {
  it('is closed: a new one needs a new version of the wire', () => {
    assert.deepEqual(Object.keys(REFUSALS).toSorted(), [
      'at-invalid',
      'expired',
      'id-invalid',
      'network-invalid',
      'page-invalid',
      'page-not-allowed',
      'page-too-long',
      'reaction-invalid',
      'reaction-not-allowed',
      'rejected',
      'too-many-choices',
      'too-many-ids',
      'too-many-pages',
      'type-unknown',
      'unsupported',
    ]);
  });

  it('says in a sentence what each means', () => {
    for (const [code, words] of Object.entries(REFUSALS)) assert.match(words, /^[A-Z].{15,}\.$/, code);
  });

  it('has nothing that is inherited', () => {
    for (const value of ['constructor', 'toString', '__proto__', '', 'Rejected', null, undefined, 1, ['rejected']]) {
      assert.equal(isRefusalCode(value), false, String(value));
    }
  });
});
