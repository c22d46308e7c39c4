import { type BackendAdapter, GaungError } from '../../contract/index.ts';
import { browserEnvironment } from '../../environment/browser.ts';
import { debugOf, setDebug } from '../../environment/debug.ts';
import { listeners } from '../../environment/listeners.ts';
import {
  type ConsentMode,
  isHeld,
  mayKeep,
  type Privacy,
  type StorageMode,
  setPrivacy,
} from '../../environment/privacy.ts';
import { EngagementStore, type Environment } from '../../store/index.ts';
import { oneOf, warnOnce } from './warn.ts';

/** What a page as a whole decides. Elements import no adapter: whoever composes the page hands them in. */
export interface Composition extends Privacy {
  /** The adapter of every element that has none of its own. */
  readonly backend?: BackendAdapter;
  /** Makes the adapter of an `endpoint` attribute. */
  readonly connect?: (endpoint: string) => BackendAdapter;
  /** Makes the adapter of last resort, and says so: it is asked once. */
  readonly fallback?: () => BackendAdapter;
  /** The world around the stores; default: the browser. */
  readonly environment?: Environment;
  /** Whether each step is explained in the console, at its level "verbose". Default: false. */
  readonly debug?: boolean | undefined;
}

let composition: Composition = {};
let fallback: BackendAdapter | undefined;
const connected = new Map<string, BackendAdapter>();
const stores = new Map<BackendAdapter, EngagementStore>();
const composed = listeners();

/**
 * Adds to what the page decides: what is absent stays as it is, and elements that are there already follow. What is to be
 * held by `consent` or not kept by `storage` has to be said before the first element is rendered, best in the module that
 * defines them; said later, it holds for what comes later. A wrong value warns and counts as the safer one.
 */
export function compose(parts: Composition): void {
  const { storage, consent, debug } = parts;
  if (debug !== undefined) setDebug(debug);
  setPrivacy({
    storage: storage && oneOf<StorageMode>('storage', storage, ['none', 'browser']),
    consent: consent && oneOf<ConsentMode>('consent', consent, ['required', 'given']),
  });
  composition = { ...composition, ...parts };
  composed.tell();
}

/** Calls back when {@link compose} changed something. */
export const onCompose = composed.listen;

/**
 * The adapter of an `endpoint` attribute: one for each address, however many elements name it, and the page's own where
 * it is at that address. Undefined, with one warning, where nobody composed what makes adapters.
 *
 * @throws {GaungError} for what is no address.
 */
export function backendAt(endpoint: string): BackendAdapter | undefined {
  const { connect, backend } = composition;
  if (!connect) {
    warnOnce('No `endpoint` works. Call configure({ connect }).');
    return undefined;
  }
  let url = endpoint;
  try {
    url = new URL(endpoint, document.baseURI).href;
  } catch {
    // The adapter says what is wrong with it, and what would be right.
  }
  let there = connected.get(url);
  if (!there) {
    there = connect(url);
    connected.set(url, there);
  }
  return there.id === backend?.id ? backend : there;
}

/** The page's default adapter, else the one of last resort. */
export function defaultBackend(): BackendAdapter | undefined {
  if (composition.backend) return composition.backend;
  fallback ??= composition.fallback?.();
  return fallback;
}

/** The store of an adapter: one, so that all elements of a page agree. */
export function storeFor(backend: BackendAdapter): EngagementStore {
  let store = stores.get(backend);
  if (!store) {
    if (typeof backend.read !== 'function' || typeof backend.record !== 'function' || typeof backend.id !== 'string') {
      throw new GaungError('backend', 'The backend is no adapter. Use one such as http({ endpoint }).');
    }
    debugOf('page')?.(
      `opens ${backend.id}; ${isHeld() ? 'the reader has not agreed yet' : mayKeep() ? 'keeps choices in this browser' : 'keeps nothing'}`,
    );
    store = new EngagementStore(backend, composition.environment ?? browserEnvironment());
    stores.set(backend, store);
  }
  return store;
}
