import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { http } from '../../src/adapters/http.ts';
import { createInteractionId, memoryStorage, type PageKey } from '../../src/contract/index.ts';

const PAGE = 'p' as PageKey;
const vote = (reaction: string) =>
  ({
    id: createInteractionId(),
    type: 'reaction',
    page: PAGE,
    at: Date.now(),
    reactions: [reaction],
    previous: [],
  }) as const;

/** A server that makes whoever has no token a new visitor, and answers when it is told to. */
function server() {
  const asked: (string | undefined)[] = [];
  let made = 0;
  const fetch = async (_: unknown, init?: RequestInit) => {
    const { visitor } = JSON.parse(init?.body as string) as { visitor?: string };
    asked.push(visitor);
    await new Promise((resolve) => setImmediate(resolve));
    return Response.json({ visitor: visitor ?? `visitor-${++made}`, counts: {}, refused: [] });
  };
  return { asked, fetch: fetch as typeof globalThis.fetch };
}

describe('two tabs that react at the same moment', () => {
  it('are one visitor: the second waits for the token of the first', async () => {
    const { asked, fetch } = server();
    const shared = memoryStorage();
    const tab = () => http({ endpoint: 'https://echo.example/', visitor: shared, fetch });
    await Promise.all([tab().record([vote('love')]), tab().record([vote('wow')]), tab().record([vote('sad')])]);
    assert.deepEqual(asked, [undefined, 'visitor-1', 'visitor-1']);
    assert.deepEqual(shared.keys('gaung:turn'), [], 'nothing is left behind');
  });

  it('do not wait where only views are sent: they make nobody a visitor', async () => {
    const { asked, fetch } = server();
    const shared = memoryStorage();
    const adapter = http({ endpoint: 'https://echo.example/', visitor: shared, fetch });
    await adapter.record([{ id: createInteractionId(), type: 'view', page: PAGE, at: 1 }]);
    assert.deepEqual([asked, shared.keys('gaung:turn')], [[undefined], []]);
  });

  it('go on when the first one fails', async () => {
    const shared = memoryStorage();
    const broken = http({
      endpoint: 'https://echo.example/',
      visitor: shared,
      fetch: () => Promise.reject(new Error('no')),
    });
    const { asked, fetch } = server();
    const whole = http({ endpoint: 'https://echo.example/', visitor: shared, fetch });
    const [first, second] = await Promise.allSettled([broken.record([vote('love')]), whole.record([vote('wow')])]);
    assert.deepEqual([first.status, second.status, asked], ['rejected', 'fulfilled', [undefined]]);
  });

  it('wait two seconds at most for a tab that has crashed in its turn', async () => {
    const { asked, fetch } = server();
    const shared = memoryStorage();
    const id = 'http:https://echo.example/';
    shared.set(`gaung:turn:${id}`, `somebody ${Date.now() - 1900}`);
    const begun = Date.now();
    await http({ endpoint: 'https://echo.example/', visitor: shared, fetch }).record([vote('love')]);
    assert.equal(asked.length, 1);
    assert.ok(Date.now() - begun < 1500, 'the turn of the crashed tab was over');
  });
});
