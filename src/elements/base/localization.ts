import type { CompleteLocale, Messages, PluralMessages } from '../../locales/locale.ts';

/** What elements say and how they write numbers, in one language. Made once for all elements that speak it. */
export interface Localization {
  readonly messages: Messages;
  /** BCP 47 tag of the texts: the page's own where they are in its language, else that of what stands in for it. */
  readonly lang: string;
  /** A number as the page's language writes it: `1.206`, or `1,2 rb` when compact. */
  number(value: number, isCompact?: boolean): string;
  /** A part of 1 as the page's language writes it: `42%`, `42 %`, `%42`. */
  percent(part: number): string;
  /** Several short texts in one, as the language lists them: `12 readers, 40%`. */
  list(parts: readonly string[]): string;
  /** The text of a number's plural category, with the number in it. */
  plural(messages: PluralMessages, value: number): string;
}

/** A tag that `Intl` accepts: the language itself, else English. */
function usable(lang: string): string {
  try {
    return Intl.getCanonicalLocales(lang)[0] ?? 'en';
  } catch {
    return 'en'; // Not a BCP 47 tag.
  }
}

const primary = (tag: string) => tag.split('-')[0];

function create(language: string, { tag, numbersLike, plain, messages }: CompleteLocale): Localization {
  const own = usable(language);
  const tags = numbersLike ? [own, numbersLike] : [own];
  const group = plain?.tags.includes(own) && plain.group;
  const isOwn = primary(own) === primary(tag);
  // Each is made when it is first asked for: no number is there yet when the first element is rendered.
  let whole: Intl.NumberFormat | undefined;
  let compact: Intl.NumberFormat | undefined;
  let percent: Intl.NumberFormat | undefined;
  let list: Intl.ListFormat | undefined;
  let rules: Intl.PluralRules | undefined;
  const number = (value: number) =>
    group ? String(value).replace(/\B(?=(\d{3})+$)/g, group) : (whole ??= new Intl.NumberFormat(tags)).format(value);
  return {
    messages,
    lang: isOwn ? own : tag,
    number(value, isCompact = false) {
      if (!isCompact) return number(value);
      compact ??= new Intl.NumberFormat(tags, { notation: 'compact', maximumFractionDigits: 1 });
      return compact.format(value);
    },
    percent(part) {
      percent ??= new Intl.NumberFormat(tags, { style: 'percent' });
      return percent.format(part);
    },
    list(parts) {
      if (group || parts.length < 2) return parts.join(', ');
      list ??= new Intl.ListFormat(tag, { type: 'unit', style: 'short' });
      return list.format(parts);
    },
    plural(texts, value) {
      // Of the texts' own language: English has no plural for what Russian calls `few`.
      rules ??= new Intl.PluralRules(tag);
      return fill(texts[rules.select(value)] ?? texts.other, { count: number(value) });
    },
  };
}

const made = new WeakMap<CompleteLocale, Map<string, Localization>>();

/**
 * @param language BCP 47 tag of the page's language, whose numbers are written.
 * @param locale The texts: that language's, or those that stand in for it.
 */
export function localizationOf(language: string, locale: CompleteLocale): Localization {
  let ofLocale = made.get(locale);
  if (!ofLocale) {
    ofLocale = new Map();
    made.set(locale, ofLocale);
  }
  let localization = ofLocale.get(language);
  if (!localization) {
    localization = create(language, locale);
    ofLocale.set(language, localization);
  }
  return localization;
}

/** A message with its `{…}` filled in, as text. */
export function fill(message: string, values: Readonly<Record<string, string>>): string {
  return message.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}
