/** What the script tag loads: finds its own endpoint, sets the page's default adapter, registers the elements. */
import { httpFirst } from './adapters/http-first.ts';
import type { BackendAdapter } from './contract/index.ts';
import { compose } from './elements/base/backends.ts';
import { GaungProvider } from './elements/gaung-provider/gaung-provider.ts';
import { ReactionBar } from './elements/reaction-bar/reaction-bar.ts';
import { ShareButtons } from './elements/share-buttons/share-buttons.ts';
import { ViewCounter } from './elements/view-counter/view-counter.ts';
import type { Locale } from './locales/locale.ts';
import { registerLocaleLoaders } from './locales/registry.ts';
import { coreNetworks } from './networks/core.ts';
import { loadNetworkIndex } from './networks/load-index.ts';
import type { Network } from './networks/network.ts';
import { registerNetworkIndex, registerNetworks } from './networks/registry.ts';

/** Set by the build that a server serves: only there is the endpoint where the script came from. */
declare const __GAUNG_SERVED__: boolean | undefined;

/** What the names of networks and languages end with: set by the build. */
declare const __GAUNG_PARTS__: string;

/** The languages that are parts of this script. */
const LANGUAGES = 'ar bn de es fa fr hi id it ja jv ko ms nl pl pt-BR ru su sw th tr uk ur vi zh-Hans zh-Hant'.split(
  ' ',
);

/** The one thing that a part exports. By name, because a list of all their addresses is longer than most parts. */
async function part<Part>(name: string): Promise<Part> {
  const all = await import(/* @vite-ignore */ `./chunks/${name.toLowerCase()}-${__GAUNG_PARTS__}.js`);
  return Object.values(all)[0] as Part;
}

/** Named first, because bundlers take `new URL('…', import.meta.url)` for a file to carry along. */
const here = import.meta.url;

/** What a server puts between its address and a script that is pinned: see server/src/script/release.ts. */
const VERSION = /\/v\/[\da-f]{16}(?=\/gaung\.js)/;

/** The server's address: `data-endpoint` of our own tag, else where a server that serves this script is. */
function endpointOf(script: HTMLScriptElement | undefined): string {
  const own = script?.dataset.endpoint;
  if (own) return new URL(own, document.baseURI).href;
  return typeof __GAUNG_SERVED__ !== 'undefined' && __GAUNG_SERVED__
    ? new URL('.', here.replace(VERSION, '')).href
    : '';
}

const connect = (endpoint: string) => httpFirst({ endpoint }, () => import('./adapters/http-whole.ts'));

/** The page's backend. Without one nothing is counted and nothing asked, but everything can be shared. */
function backendOf(script: HTMLScriptElement | undefined): BackendAdapter | undefined {
  try {
    return connect(endpointOf(script));
  } catch (error) {
    console.error(
      '[gaung] The script tag needs data-endpoint: the address of your Gaung server, such as https://echo.example/.',
      error,
    );
    return undefined;
  }
}

/** What a tag says in words: an attribute without a value means the safer one. */
const said = <T extends string>(value: string | undefined, safer: T) =>
  value === '' ? safer : (value as T | undefined);

const own = [...document.querySelectorAll<HTMLScriptElement>('script[src]')].find(({ src }) => src === here);
const { storage, consent, debug } = own?.dataset ?? {};
// Before anything else: what is to be held or not kept must not have happened.
compose({ storage: said(storage, 'none'), consent: said(consent, 'required'), debug: debug !== undefined });
const backend = backendOf(own);
compose({ connect, ...(backend && { backend }) });
registerLocaleLoaders(Object.fromEntries(LANGUAGES.map((tag) => [tag, () => part<Locale>(`locale-${tag}`)])));
registerNetworks(...coreNetworks);
registerNetworkIndex(loadNetworkIndex, (id) => part<Network>(`network-${id}`));
GaungProvider.define(); // First, so that it is there when those below it ask.
ShareButtons.define();
ViewCounter.define();
ReactionBar.define();
