import type { KeyValueStorage } from '../contract/index.ts';
import type { LockOptions } from '../store/environment.ts';

/** A turn that was not renewed for so long is nobody's: its tab has crashed. */
const DEAD_MS = 2000;
const RENEW_MS = 500;
/** How long a tab waits to see whether another one took the turn at the same moment. */
const SETTLE_MS = 40;
/** How often a waiting tab looks. */
const LOOK_MS = 100;

/** Whether the browser has refused its own locks. */
let isRefused = false;

/** Runs `work` while no other tab of this browser runs any under that name. */
export async function lock(
  storage: KeyValueStorage,
  name: string,
  work: () => Promise<void>,
  options: LockOptions,
): Promise<void> {
  let hasBegun = false;
  const begin = () => {
    hasBegun = true;
    return work();
  };
  try {
    if (!isRefused && 'locks' in navigator) return await webLock(name, begin, options); // Not on plain-http pages.
  } catch (error) {
    if (hasBegun || options.signal.aborted) throw error;
    isRefused = true;
  }
  return storageLock(storage, name, work, options);
}

/**
 * Runs `work` while no other tab of this browser runs any under that name, by Web Locks. Rejects where the browser
 * refuses them, as in a sandboxed frame, before anything is run.
 */
export async function webLock(name: string, work: () => Promise<void>, { signal, onBusy }: LockOptions): Promise<void> {
  const { locks } = navigator;
  const wasFree = await locks.request(name, { ifAvailable: true }, async (lock) => {
    if (lock) await work();
    return lock !== null;
  });
  if (wasFree) return;
  onBusy?.();
  await locks.request(name, { signal }, work);
}

/**
 * The same where `navigator.locks` is missing, as on plain-http pages, by the storage that the tabs share. A tab that
 * stands still for long may lose its turn: two may then work at a time, which their work has to bear.
 */
export async function storageLock(
  storage: KeyValueStorage,
  name: string,
  work: () => Promise<void>,
  { signal, onBusy }: LockOptions,
): Promise<void> {
  const key = `gaung:turn:${name}`;
  const own = `${Math.random()}`;
  const holder = () => {
    const [tab, since] = (storage.get(key) ?? '').split(' ');
    return tab && Math.abs(Date.now() - Number(since)) < DEAD_MS ? tab : undefined;
  };
  const hold = () => void storage.set(key, `${own} ${Date.now()}`);
  const end = () => {
    if (holder() === own) storage.remove(key);
  };
  let renewing: ReturnType<typeof setInterval> | undefined;
  addEventListener('pagehide', end); // So that a reload waits for nobody.
  try {
    for (let wasBusy = false; ; wasBusy = true) {
      signal.throwIfAborted();
      if (holder() === undefined) {
        hold();
        await wait(SETTLE_MS);
        if (holder() === own) break;
      }
      if (!wasBusy) onBusy?.();
      await wait(LOOK_MS);
    }
    renewing = setInterval(() => holder() === own && hold(), RENEW_MS);
    await work();
  } finally {
    clearInterval(renewing);
    removeEventListener('pagehide', end);
    end();
  }
}

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
