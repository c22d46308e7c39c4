import { en } from './en.ts';
import type { Locale } from './locale.ts';

/** Loads one language. */
export type LocaleLoader = () => Promise<Locale>;

const locales = new Map<string, Locale>([['en', en]]);
const loaders = new Map<string, LocaleLoader>();
const loading = new Map<string, Promise<Locale>>();

/** Makes languages known; a later one of the same tag replaces the earlier. */
export function registerLocales(...known: readonly Locale[]): void {
  for (const locale of known) locales.set(locale.tag, locale);
}

/** Makes languages known by how to load them, for when a page needs them. */
export function registerLocaleLoaders(known: Readonly<Record<string, LocaleLoader>>): void {
  for (const [tag, loader] of Object.entries(known)) loaders.set(tag, loader);
}

/** The tag of the known language nearest to a BCP 47 tag: `id-ID` → `id`; `en` where there is none. */
export function matchLocale(lang: string): string {
  const subtags = lang.split(/[-_]/);
  // `in` is what older systems call Indonesian (ISO 639 before 1989).
  if (subtags[0]?.toLowerCase() === 'in') subtags[0] = 'id';
  for (; subtags.length > 0; subtags.pop()) {
    const wanted = subtags.join('-').toLowerCase();
    for (const tag of [...locales.keys(), ...loaders.keys()]) if (tag.toLowerCase() === wanted) return tag;
  }
  return 'en';
}

/** A language that is here already. */
export function getLocale(tag: string): Locale | undefined {
  return locales.get(tag);
}

async function load(tag: string): Promise<Locale> {
  const locale = await loaders
    .get(tag)?.()
    .catch((error: unknown) => {
      console.warn(`[gaung] [locales] "${tag}" did not load; English stands in.`, error);
    });
  // Whoever registered it while it was on its way came later and wins.
  if (!locales.has(tag)) locales.set(tag, locale ?? en);
  return locales.get(tag)!;
}

/** Loads a language that is not here yet, once for all who ask; English where it does not arrive. */
export function loadLocale(tag: string): Promise<Locale> {
  const here = locales.get(tag);
  if (here) return Promise.resolve(here);
  let coming = loading.get(tag);
  if (!coming) {
    coming = load(tag);
    loading.set(tag, coming);
  }
  return coming;
}
