import type { PluralMessages } from '../../locales/locale.ts';

const formats = new Map<string, Intl.NumberFormat>();
const rules = new Map<string, Intl.PluralRules>();

function cached<T>(cache: Map<string, T>, key: string, make: () => T): T {
  let made = cache.get(key);
  if (made === undefined) {
    made = make();
    cache.set(key, made);
  }
  return made;
}

/** A tag that `Intl` accepts: the language itself, else English. */
function usable(lang: string): string {
  try {
    return Intl.getCanonicalLocales(lang)[0] ?? 'en';
  } catch {
    return 'en'; // Not a BCP 47 tag.
  }
}

/** A number as the language writes it: `1.206`, or `1,2 rb` when compact. */
export function formatNumber(value: number, lang: string, isCompact = false): string {
  const format = cached(formats, `${lang} ${isCompact}`, () => {
    return new Intl.NumberFormat(usable(lang), isCompact ? { notation: 'compact', maximumFractionDigits: 1 } : {});
  });
  return format.format(value);
}

/** The text of a number's plural category, with `number` (the formatted one) in it. */
export function plural(messages: PluralMessages, value: number, lang: string, number: string): string {
  const category = cached(rules, lang, () => new Intl.PluralRules(usable(lang))).select(value);
  return fill(messages[category] ?? messages.other, { count: number });
}

/** A message with its `{…}` filled in, as text. */
export function fill(message: string, values: Readonly<Record<string, string>>): string {
  return message.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}
