import { expect } from '@open-wc/testing';
import { http } from '../../src/adapters/http.ts';
import { createInteractionId, type PageKey } from '../../src/contract/index.ts';
import { pageStorage } from '../../src/environment/durable-storage.ts';

const share = () =>
  ({ id: createInteractionId(), type: 'share', page: 'p' as PageKey, at: Date.now(), network: 'copy' }) as const;

describe('the token of the http adapter', () => {
  const endpoint = 'https://echo.example/';
  const key = `gaung:visitor:http:${endpoint}`;

  it('is looked for before a page that is left sends without one', async () => {
    const sent: unknown[] = [];
    const fetch: typeof globalThis.fetch = async (_, init) => {
      const { visitor, interactions } = JSON.parse(init?.body as string);
      sent.push(visitor);
      const isView = interactions[0].type === 'view';
      return Response.json({ ...(!isView && { visitor: 'token-2' }), counts: {}, refused: [] });
    };
    const other = 'https://other.example/';
    const early = http({ endpoint: other, fetch });
    const view = { id: createInteractionId(), type: 'view', page: 'p' as PageKey, at: Date.now() } as const;
    await early.record([view], { urgent: true }); // makes nobody a visitor
    const refused = await early.record([share()], { urgent: true }).catch((error: Error) => error.message);
    expect(refused).to.contain('[gaung] [http]');
    expect(sent).to.deep.equal([undefined]);
    await early.record([share()]);
    await early.record([share()], { urgent: true });
    expect(sent).to.deep.equal([undefined, undefined, 'token-2']);
    pageStorage().remove(`gaung:visitor:http:${other}`);
    await pageStorage().flush();
  });

  it('is not waited for by a page that is left, once it is known that there was none', async () => {
    const sent: unknown[] = [];
    const fetch: typeof globalThis.fetch = async (_, init) => {
      sent.push(JSON.parse(init?.body as string).visitor);
      return Response.json({ counts: {}, refused: [] });
    };
    const adapter = http({ endpoint, fetch });
    await adapter.record([share()]);
    const record = adapter.record([share()]);
    await Promise.resolve(); // It looks for a token that another tab was given just now.
    expect(sent).to.deep.equal([undefined]);
    globalThis.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
    for (let turn = 0; turn < 10; turn++) await Promise.resolve(); // no task: a frozen page has none
    expect(sent).to.deep.equal([undefined, undefined]);
    await record;
  });

  it('is found again after a crash that took the faster copy', async () => {
    const sent: unknown[] = [];
    const fetch: typeof globalThis.fetch = async (_, init) => {
      sent.push(JSON.parse(init?.body as string).visitor);
      return Response.json({ visitor: 'token-1', counts: {}, refused: [] });
    };
    await http({ endpoint, fetch }).record([share()]);
    await pageStorage().flush();
    localStorage.removeItem(key);
    await http({ endpoint, fetch }).record([share()]);
    expect(sent).to.deep.equal([undefined, 'token-1']);
    pageStorage().remove(key);
    await pageStorage().flush();
  });
});
