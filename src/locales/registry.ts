import { localeAliases } from './aliases.ts';
import { en } from './en.ts';
import type { CompleteLocale, Locale } from './locale.ts';

/** Loads one language. */
export type LocaleLoader = () => Promise<Locale>;

const locales = new Map<string, CompleteLocale>([['en', en]]);
const loaders = new Map<string, LocaleLoader>();
const loading = new Map<string, Promise<CompleteLocale>>();

/** A language with English where it says nothing. */
function complete(locale: Locale): CompleteLocale {
  const reactions = { ...en.messages.reactions, ...locale.messages.reactions };
  return { ...locale, messages: { ...en.messages, ...locale.messages, reactions } };
}

/** Makes languages known; what one does not say is said in English. A later one of the same tag replaces the earlier. */
export function registerLocales(...known: readonly Locale[]): void {
  for (const locale of known) locales.set(locale.tag, complete(locale));
}

/** Makes languages known by how to load them, for when a page needs them. */
export function registerLocaleLoaders(known: Readonly<Record<string, LocaleLoader>>): void {
  for (const [tag, loader] of Object.entries(known)) loaders.set(tag, loader);
}

/**
 * The tag of the known language nearest to a BCP 47 tag, by the tag itself, by its other names, then by what is left
 * without its last part: `id-ID` → `id`, `zh-TW` → `zh-Hant`; `en` where there is none.
 */
export function matchLocale(lang: string): string {
  // POSIX says `id_ID.UTF-8@variant`.
  const subtags = lang.toLowerCase().split(/[.@]/)[0]!.split(/[-_]/);
  for (; subtags.length > 0; subtags.pop()) {
    const wanted = subtags.join('-');
    const alias = Object.hasOwn(localeAliases, wanted) ? localeAliases[wanted] : undefined;
    const known = [...locales.keys(), ...loaders.keys()];
    const found = known.find((tag) => tag.toLowerCase() === wanted) ?? known.find((tag) => tag === alias);
    if (found) return found;
  }
  return 'en';
}

/** A language that is here already. */
export function getLocale(tag: string): CompleteLocale | undefined {
  return locales.get(tag);
}

async function load(tag: string): Promise<CompleteLocale> {
  const locale = await loaders
    .get(tag)?.()
    .catch((error: unknown) => {
      console.warn(`[gaung] [locales] "${tag}" did not load; English stands in.`, error);
    });
  // Whoever registered it while it was on its way came later and wins.
  if (!locales.has(tag)) locales.set(tag, locale ? complete(locale) : en);
  return locales.get(tag)!;
}

/** Loads a language that is not here yet, once for all who ask; English where it does not arrive. */
export function loadLocale(tag: string): Promise<CompleteLocale> {
  const here = locales.get(tag);
  if (here) return Promise.resolve(here);
  let coming = loading.get(tag);
  if (!coming) {
    coming = load(tag);
    loading.set(tag, coming);
  }
  return coming;
}
