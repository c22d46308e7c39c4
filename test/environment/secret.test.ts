import { expect, waitUntil } from '@open-wc/testing';
import { supabase } from '../../src/adapters/supabase.ts';
import { createInteractionId, type PageKey } from '../../src/contract/index.ts';
import { pageStorage } from '../../src/environment/durable-storage.ts';

const page = 'p' as PageKey;
const react = () =>
  ({ id: createInteractionId(), type: 'reaction', page, at: Date.now(), reactions: ['love'], previous: [] }) as const;

describe('the secret of the supabase adapter', () => {
  const url = 'https://secret.example/';
  const key = `gaung:visitor:supabase:${url}`;

  afterEach(async () => {
    pageStorage().remove(key);
    await pageStorage().flush();
  });

  it('is looked for with the first read, after a crash that took the faster copy, and before a page is left', async () => {
    const sent: string[] = [];
    const fetch: typeof globalThis.fetch = async (_, init) => {
      const { visitor } = JSON.parse(init?.body as string);
      if (visitor) sent.push(visitor);
      return Response.json({ counts: {}, refused: [] });
    };
    await supabase({ url, fetch }).record([react()]);
    await pageStorage().flush();
    localStorage.removeItem(key);

    const adapter = supabase({ url, fetch });
    const early = await adapter.record([react()], { urgent: true }).catch((error: Error) => error.message);
    expect(early).to.contain('[gaung] [supabase] The page was left before');
    await adapter.read([page]);
    await waitUntil(() => localStorage.getItem(key), 'it is there for the next page load');
    await adapter.record([react()], { urgent: true });
    expect(sent.length).to.equal(2);
    expect(sent[1]).to.equal(sent[0]);
  });
});
