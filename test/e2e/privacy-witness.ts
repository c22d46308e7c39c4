/** Sees all that a browser keeps and sends. */
import type { BrowserContext, Page, Request } from 'playwright-core';

/** Something in a browser's storage. */
export interface Kept {
  readonly where: string;
  readonly name: string;
  /** The fields of its value, or `text` where it is no object. */
  readonly holds: string;
}

export interface Sent {
  /** Method and path. */
  readonly request: string;
  readonly query: URLSearchParams;
  readonly body: string | null;
}

/** What stands for the parts of a name that differ. */
export type Neutral = (name: string) => string;

function holdsOf(value: unknown): string {
  try {
    const parsed: unknown = JSON.parse(String(value));
    if (typeof parsed === 'object' && parsed !== null) return Object.keys(parsed).join(' ');
  } catch {
    // No JSON: a text.
  }
  return 'text';
}

/** Runs in the page before anything of it: tells of every write, also of what is gone a moment later. */
function watchWrites(): void {
  type Teller = { tellWrite(where: string, name: string, value: string): Promise<void> };
  const tell = (where: string, name: unknown, value: unknown = '') =>
    void (globalThis as unknown as Teller).tellWrite(where, String(name), String(value));
  const { setItem } = Storage.prototype;
  Storage.prototype.setItem = function (key, value) {
    tell(this === localStorage ? 'localStorage' : 'sessionStorage', key, value);
    setItem.call(this, key, value);
  };
  for (const method of ['put', 'add'] as const) {
    const original = IDBObjectStore.prototype[method];
    IDBObjectStore.prototype[method] = function (value: unknown, key?: IDBValidKey) {
      const { db } = this.transaction;
      tell(db.name === 'gaung' && this.name === 'kept' ? 'IndexedDB' : `IndexedDB ${db.name} ${this.name}`, key, value);
      return original.call(this, value, key);
    };
  }
  const cookie = Object.getOwnPropertyDescriptor(Document.prototype, 'cookie')!;
  Object.defineProperty(Document.prototype, 'cookie', {
    ...cookie,
    set(value: string) {
      tell('cookies', value);
      cookie.set!.call(this, value);
    },
  });
  if ('CacheStorage' in globalThis) {
    const { open } = CacheStorage.prototype;
    CacheStorage.prototype.open = function (name) {
      tell('Cache API', name);
      return open.call(this, name);
    };
  }
  const { fetch } = globalThis;
  globalThis.fetch = (input, init) => {
    // A header that a script sets is nobody's but ours.
    for (const [name] of new Headers(init?.headers)) tell('headers', name);
    const { pathname } = new URL(input instanceof Request ? input.url : input, location.href);
    if (init?.credentials !== 'omit' && pathname.startsWith('/v1/')) tell('credentials', init?.credentials);
    return fetch(input, init);
  };
}

/** Runs in the page: all that is in its storages now. */
async function readStorages(): Promise<(readonly [where: string, name: string, value: string])[]> {
  const found: (readonly [string, string, string])[] = [];
  for (const [where, storage] of Object.entries({ localStorage, sessionStorage })) {
    for (const key of Object.keys(storage)) found.push([where, key, String(storage.getItem(key))]);
  }
  for (const { name = '' } of await indexedDB.databases()) {
    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.addEventListener('success', () => resolve(request.result));
        request.addEventListener('error', () => reject(request.error!));
      });
    const db = await done(indexedDB.open(name));
    let isEmpty = true;
    for (const store of db.objectStoreNames) {
      const rows = db.transaction(store).objectStore(store);
      const [keys, values] = await Promise.all([done(rows.getAllKeys()), done(rows.getAll())]);
      const where = name === 'gaung' && store === 'kept' ? 'IndexedDB' : `IndexedDB ${name} ${store}`;
      for (const [at, key] of keys.entries()) found.push([where, key as string, `${values[at]}`]);
      isEmpty &&= keys.length === 0;
    }
    if (isEmpty) found.push([`IndexedDB ${name}`, 'an empty database', '']);
    db.close();
  }
  if ('caches' in globalThis) for (const name of await caches.keys()) found.push(['Cache API', name, '']);
  return found;
}

export class Witness {
  readonly #context: BrowserContext;
  readonly #neutral: Neutral;
  readonly #requests: Request[] = [];
  /** All that was written so far. */
  readonly written: Kept[] = [];

  private constructor(context: BrowserContext, server: string, neutral: Neutral) {
    this.#context = context;
    this.#neutral = neutral;
    context.on('request', (request) => {
      if (request.url().startsWith(server)) this.#requests.push(request);
    });
  }

  /** @param server The address of the server: what is sent elsewhere is not looked at. */
  static async of(context: BrowserContext, server: string, neutral: Neutral): Promise<Witness> {
    const witness = new Witness(context, server, neutral);
    await context.exposeFunction('tellWrite', (where: string, name: string, value: string) => {
      witness.written.push({ where, name: neutral(name), holds: holdsOf(value) });
    });
    await context.addInitScript(watchWrites);
    return witness;
  }

  /** All that was sent to the server so far. */
  sent(): Sent[] {
    return this.#requests.map((request) => {
      const { pathname, searchParams } = new URL(request.url());
      return { request: `${request.method()} ${pathname}`, query: searchParams, body: request.postData() };
    });
  }

  /** How often something was asked for. */
  count(request: string): number {
    return this.#requests.filter((one) => `${one.method()} ${new URL(one.url()).pathname}` === request).length;
  }

  /** All that is kept now. */
  async kept(page: Page): Promise<Kept[]> {
    const stored = await page.evaluate(readStorages);
    const cookies = await this.#context.cookies();
    return [
      ...stored.map(([where, name, value]) => ({ where, name: this.#neutral(name), holds: holdsOf(value) })),
      ...cookies.map(({ name }) => ({ where: 'cookies', name, holds: 'text' })),
    ];
  }
}
