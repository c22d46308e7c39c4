import type { BackendAdapter, Capabilities } from '../../../src/contract/index.ts';
import { Engine } from '../../../src/store/engine.ts';
import { EngagementStore, type PageState } from '../../../src/store/index.ts';
import { FakeBackend } from './fake-backend.ts';
import { type Browser, settled, World } from './world.ts';

/** What a reader sees, in few words: `ready views=7 love=1 mine=love waiting`. */
export function look({ status, counts, mine, waiting, isStale, refused, error }: PageState): string {
  const byId = (prefix: string, numbers: object = {}) =>
    Object.entries(numbers).map(([id, count]) => `${prefix}${id}=${count}`);
  return [
    status,
    ...(counts?.views === undefined ? [] : [`views=${counts.views}`]),
    ...byId('share:', counts?.shares),
    ...byId('', counts?.reactions),
    ...(mine.length > 0 ? [`mine=${mine.join('+')}`] : []),
    ...(waiting ? [waiting === 'connection' ? 'waiting' : 'held'] : []),
    ...(isStale ? ['stale'] : []),
    ...(refused ? [`refused=${refused.code}`] : []),
    ...(error ? ['error'] : []),
  ].join(' ');
}

/** A store that takes any text for a page: which page keys are right is the contract's business. */
export interface AnyPageStore extends Pick<EngagementStore, 'adapter' | 'close'> {
  getState(page: string): PageState;
  subscribe(page: string, listener: () => void): () => void;
  watch(page: string): () => void;
  view(page: string): boolean;
  share(page: string, network: string): void;
  react(page: string, reactions: readonly string[]): void;
}

/** The engine alone: all that a store does, at once. */
export const storeOf = (backend: BackendAdapter, world: World) => new Engine(backend, world) as AnyPageStore;

/** A store as elements have it, whose engine comes when a test says so. */
export function wholeStore(backend: BackendAdapter, world: World) {
  let isAsked = false;
  let arrive = () => {};
  let fail = (_reason: Error) => {};
  const load = () => {
    isAsked = true;
    return new Promise<{ Engine: typeof Engine }>((resolve, reject) => {
      arrive = () => resolve({ Engine });
      fail = reject;
    });
  };
  const store = new EngagementStore(backend, world, load) as AnyPageStore;
  return {
    store,
    engine: {
      get isAsked() {
        return isAsked;
      },
      async arrives() {
        arrive();
        await settled();
      },
      async fails() {
        fail(new Error('It did not arrive.'));
        await settled();
      },
    },
  };
}

/** A listener that notes what it sees at each change. */
export interface Watch {
  readonly stop: () => void;
  /** What was seen since the last time. */
  news(): string[];
}

export function watch(store: AnyPageStore, page = 'a'): Watch {
  let seen: string[] = [];
  const stop = store.subscribe(page, () => seen.push(look(store.getState(page))));
  return {
    stop,
    news() {
      const news = seen;
      seen = [];
      return news;
    },
  };
}

export interface Story {
  readonly browser: Browser;
  readonly world: World;
  readonly backend: FakeBackend;
  readonly store: AnyPageStore;
  /** What a reader of a page sees now. */
  sees(page?: string): string;
}

export interface Setting {
  readonly world?: World;
  readonly backend?: FakeBackend;
  readonly capabilities?: Partial<Capabilities>;
}

/** A store between a fake world and a fake backend. */
export function begin({
  world = new World(),
  capabilities = {},
  backend = new FakeBackend(capabilities),
}: Setting = {}): Story {
  const store = storeOf(backend, world);
  return { browser: world.browser, world, backend, store, sees: (page = 'a') => look(store.getState(page)) };
}
