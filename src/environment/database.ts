import { hasDatabase } from './database-name.ts';

const STORE = 'kept';

/** A change of one key: its new text, or undefined where it was removed. */
export type Changes = ReadonlyMap<string, string | undefined>;

/**
 * The texts that are kept in IndexedDB, in a database that is made with the first of them. Each call rejects where the
 * browser refuses (forbidden, full, a private window of some), and the next one tries again.
 */
export class Database {
  readonly #name: string;
  #opened: Promise<IDBDatabase | undefined> | undefined;

  constructor(name: string) {
    this.#name = name;
  }

  /** Resolves once all changes are on disk, or none of them is: strict durability waits for the disk itself. */
  async write(changes: Changes): Promise<void> {
    const isNeeded = [...changes.values()].some((text) => text !== undefined);
    const db = await this.#open(isNeeded);
    if (!db) return; // There is nothing that could be removed.
    const transaction = db.transaction(STORE, 'readwrite', { durability: 'strict' });
    const store = transaction.objectStore(STORE);
    for (const [key, text] of changes) {
      if (text === undefined) store.delete(key);
      else store.put(text, key);
    }
    transaction.commit(); // Else a page that is left within this task would take it back.
    await done(transaction);
  }

  /** All texts whose keys begin with `prefix`. */
  async read(prefix: string): Promise<Map<string, string>> {
    const db = await this.#open(false);
    if (!db) return new Map();
    const transaction = db.transaction(STORE, 'readonly');
    const range = IDBKeyRange.bound(prefix, `${prefix}\uffff`);
    const store = transaction.objectStore(STORE);
    const keys = store.getAllKeys(range);
    const texts = store.getAll(range);
    await done(transaction);
    const found = keys.result.map((key, at) => [key, texts.result[at]] as const);
    return new Map(found.filter((entry): entry is [string, string] => entry.every((one) => typeof one === 'string')));
  }

  /** @param isNeeded Whether to make it where it is not there: a page that keeps nothing leaves no database behind. */
  async #open(isNeeded: boolean): Promise<IDBDatabase | undefined> {
    while (this.#opened) {
      const pending = this.#opened;
      const opened = await pending;
      if (opened || !isNeeded) return opened;
      this.#forget(pending); // Whoever only looked found that it is not there.
    }
    const opening = isNeeded ? this.#openOrMake(true) : this.#openIfThere();
    this.#opened = opening;
    opening.then(
      (db) => db ?? this.#forget(opening),
      () => this.#forget(opening),
    );
    return opening;
  }

  async #openIfThere(): Promise<IDBDatabase | undefined> {
    return (await hasDatabase(this.#name)) ? this.#openOrMake(false) : undefined;
  }

  #openOrMake(mayMake: boolean): Promise<IDBDatabase | undefined> {
    return openDatabase(this.#name, mayMake, () => this.#forget());
  }

  #forget(opening = this.#opened): void {
    if (this.#opened === opening) this.#opened = undefined;
  }
}

function openDatabase(name: string, mayMake: boolean, onClose: () => void): Promise<IDBDatabase | undefined> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name); // Throws where storage is forbidden. Any version: a newer one has the store too.
    let isMissing = false;
    request.addEventListener('upgradeneeded', () => {
      if (mayMake) request.result.createObjectStore(STORE);
      else {
        isMissing = true;
        request.transaction?.abort();
      }
    });
    request.addEventListener('error', (event) => {
      event.preventDefault(); // Else Firefox reports it as an error of the page's.
      if (isMissing) resolve(undefined);
      else reject(request.error);
    });
    request.addEventListener('success', () => {
      const db = request.result;
      // Another tab wants to change or delete it, or the reader clears the site's data: it is opened anew when needed.
      db.addEventListener('versionchange', () => {
        db.close();
        onClose();
      });
      db.addEventListener('close', onClose);
      resolve(db);
    });
  });
}

function done(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.addEventListener('complete', () => resolve());
    transaction.addEventListener('abort', () => reject(transaction.error));
  });
}
