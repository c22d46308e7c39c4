import { it } from 'node:test';
import { memory } from '../../src/adapters/memory.ts';
import { memoryStorage, toPageKey } from '../../src/contract/index.ts';
import { adapterContract } from '../../src/testing/index.ts';

let pages = 0;

adapterContract({
  test: it,
  name: 'memory',
  capabilities: {
    views: true,
    shares: true,
    reactions: true,
    undo: true,
    idempotent: true,
    multiple: true,
    live: false,
  },
  create() {
    const storage = memoryStorage();
    return {
      adapter: memory({ storage }),
      another: memory({ storage, visitor: 'another' }),
      page: () => toPageKey(`news.example/${++pages}`),
    };
  },
});
