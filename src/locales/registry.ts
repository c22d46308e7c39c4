import { en } from './en.ts';
import type { CompleteLocale, Locale } from './locale.ts';

/** Loads one language. */
export type LocaleLoader = () => Promise<Locale>;

const locales = new Map<string, CompleteLocale>([['en', en]]);
const loaders = new Map<string, LocaleLoader>();
/** Tags of all that are known, by the same in lower case. */
const tags = new Map([['en', 'en']]);
/** What was asked for lately, and found. */
const matched = new Map<string, string>();
const loading = new Map<string, Promise<CompleteLocale>>();

/** A language with English where it says nothing. */
function complete(locale: Locale): CompleteLocale {
  const reactions = { ...en.messages.reactions, ...locale.messages.reactions };
  return { ...locale, messages: { ...en.messages, ...locale.messages, reactions } };
}

function know(tag: string): void {
  tags.set(tag.toLowerCase(), tag);
  matched.clear();
}

/** Makes languages known; what one does not say is said in English. A later one of the same tag replaces the earlier. */
export function registerLocales(...known: readonly Locale[]): void {
  for (const locale of known) {
    locales.set(locale.tag, complete(locale));
    know(locale.tag);
  }
}

/** Makes languages known by how to load them, for when a page needs them. */
export function registerLocaleLoaders(known: Readonly<Record<string, LocaleLoader>>): void {
  for (const [tag, loader] of Object.entries(known)) {
    loaders.set(tag, loader);
    know(tag);
  }
}

/** Languages that are read as another, though CLDR has them as languages of their own: Cantonese, Malay of Malaysia. */
const READ_AS: Readonly<Record<string, string>> = { yue: 'zh', zlm: 'ms' };

/** What stands before a language that was once an extension of another: `zh-` of `zh-yue`. */
const EXTENDED = /^[a-z]{2,3}-(?=[a-z]{3}(?:-|$))/i;

/** A tag, and what is left without its last parts. */
function shortenings(tag: string): string[] {
  const subtags = tag.split('-');
  return subtags.map((_, at) => subtags.slice(0, subtags.length - at).join('-'));
}

/** Names of a language, from the nearest on: `zh-TW` → `zh-TW`, `zh`, `zh-Hant`, `zh-Hans`. */
function namesOf(tag: string): string[] {
  try {
    // Knows what readers and systems call by another tag: old codes, three-letter ones, a macrolanguage's members.
    const locale = new Intl.Locale(tag.replace(EXTENDED, ''));
    const language = READ_AS[locale.language] ?? locale.language;
    const usual = new Intl.Locale(language).maximize();
    return [
      ...shortenings(locale.baseName),
      `${language}-${locale.maximize().script}`,
      language,
      `${language}-${usual.script}`,
      `${language}-${usual.region}`,
    ];
  } catch {
    return []; // Not a BCP 47 tag, or one of private use.
  }
}

/**
 * The tag of the known language nearest to a BCP 47 tag, by the tag itself, by what is left without its last part, then
 * by what CLDR takes it for: `id-ID` → `id`, `zh-TW` → `zh-Hant`; `en` where there is none.
 */
export function matchLocale(lang: string): string {
  let tag = matched.get(lang);
  if (!tag) {
    // POSIX says `id_ID.UTF-8@variant`.
    const own = lang.split(/[.@]/)[0]!.replaceAll('_', '-');
    const known = (names: readonly string[]) => names.map((name) => tags.get(name.toLowerCase())).find(Boolean);
    // Most languages are known by the name that a page calls them by: CLDR need not be asked, which takes a moment.
    tag = known(shortenings(own)) ?? known(namesOf(own)) ?? 'en';
    matched.set(lang, tag);
  }
  return tag;
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
