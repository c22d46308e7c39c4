/** Each language that is offered, read whole: nothing missing, nothing left over, every plural that CLDR knows. */
import assert from 'node:assert/strict';
import { globSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, it } from 'node:test';
import { localizationOf } from '../../src/elements/base/localization.ts';
import { en as first } from '../../src/locales/en.ts';
import { enQrTexts } from '../../src/locales/en-qr.ts';
import { enRefusals } from '../../src/locales/en-refusals.ts';
import { enRemarks } from '../../src/locales/en-remarks.ts';
import { enRowTexts } from '../../src/locales/en-row.ts';
import { enServerTexts } from '../../src/locales/en-server.ts';
import { lazyLocales } from '../../src/locales/lazy.ts';
import { ROOT } from '../package/source.ts';

/** English as a whole: what comes later as well. */
const parts = { ...enRowTexts, ...enQrTexts, ...enServerTexts, ...enRefusals, ...enRemarks };
const en = { ...first, messages: { ...first.messages, ...parts } };
const lazy = await Promise.all(Object.entries(lazyLocales).map(async ([tag, load]) => [tag, await load()] as const));
const all = [['en', en] as const, ...lazy];

const isPlural = (value: object): value is Record<string, string> => 'other' in value;

/** Every text of a language by its path: `views.few`, `reactions.love`, `copy`. */
function texts(value: object, path = ''): [path: string, text: string][] {
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]): [string, string][] =>
    typeof inner === 'string' ? [[path + key, inner]] : texts(inner as object, `${path}${key}.`),
  );
}

/** The same with the plurals of one number as one. */
const keysOf = (messages: object) =>
  new Set(texts(messages).map(([path]) => path.replace(/\.(?:zero|one|two|few|many)$/, '.other')));
/** Plurals whose noun says the number by itself, and says it alone: "two readers" is one word in Arabic. */
const WITHOUT_NUMBER: Readonly<Record<string, RegExp>> = { ar: /\.(?:one|two)$/ };
const placeholders = (text: string) => (text.match(/\{\w+\}/g) ?? []).toSorted().join();

describe('languages', () => {
  it('are 27 or more, one file each', () => {
    const files = globSync('src/locales/*.ts', { cwd: ROOT }).map((file) => basename(file, '.ts'));
    const others = new Set([
      ...['qr', 'refusals', 'remarks', 'row', 'server'].map((part) => `en-${part}`),
      'lazy',
      'locale',
      'registry',
    ]);
    assert.ok(all.length >= 27);
    assert.deepEqual(files.filter((name) => !others.has(name)).toSorted(), all.map(([tag]) => tag).toSorted());
  });

  it('say all that English says, and nothing else: what is missing', () => {
    const wanted = keysOf(en.messages);
    const missing = lazy.flatMap(([tag, { messages }]) => {
      const there = keysOf(messages);
      const without = [...wanted].filter((key) => !there.has(key)).map((key) => `${tag} lacks ${key}`);
      return [...without, ...[...there].filter((key) => !wanted.has(key)).map((key) => `${tag} has ${key} too`)];
    });
    assert.deepEqual(missing, []);
  });

  for (const [language, { plain }] of all) {
    if (!plain) continue;
    for (const tag of plain.tags) {
      it(`${language} writes plain numbers and lists of ${tag} as Intl does`, () => {
        assert.equal(new Intl.Locale(tag).language, language);
        const { number, list } = localizationOf(tag, { tag: language, plain, messages: en.messages });
        const numbers = new Intl.NumberFormat(tag);
        for (let value = 0; value <= Number.MAX_SAFE_INTEGER; value = value * 3 + 1) {
          assert.equal(number(value), numbers.format(value));
        }
        const lists = new Intl.ListFormat(language, { type: 'unit', style: 'short' });
        for (const parts of [[], ['a'], ['a', 'b'], ['a', 'b', 'c']]) assert.equal(list(parts), lists.format(parts));
      });
    }
  }

  for (const [tag, { tag: own, numbersLike, messages }] of all) {
    it(`${tag} has a text for each of its plurals, as CLDR has them`, () => {
      assert.equal(own, tag);
      assert.deepEqual(Intl.getCanonicalLocales(tag), [tag]);
      assert.deepEqual(Intl.PluralRules.supportedLocalesOf([tag]), [tag], 'Node knows the language');
      const { pluralCategories } = new Intl.PluralRules(tag).resolvedOptions();
      for (const [key, value] of Object.entries(messages)) {
        if (typeof value === 'string' || !isPlural(value)) continue;
        assert.deepEqual(Object.keys(value).toSorted(), pluralCategories.toSorted(), key);
      }
      if (numbersLike) assert.deepEqual(Intl.NumberFormat.supportedLocalesOf([numbersLike]), [numbersLike]);
    });

    it(`${tag} leaves the same places to be filled in, and holds no markup and no stray white space`, () => {
      const english = new Map(texts(en.messages));
      for (const [path, text] of texts(messages)) {
        const source = english.get(path) ?? english.get(path.replace(/\.\w+$/, '.other'))!;
        const wanted = WITHOUT_NUMBER[tag]?.test(path) ? '' : placeholders(source);
        assert.equal(placeholders(text), wanted, `${tag} ${path}: ${text}`);
        assert.doesNotMatch(text, /^\s|\s$|^$|[<>]|&\w+;|\.\.\.| {2}/, `${tag} ${path}`);
      }
    });

    it(`${tag} ends each notice below the bar as its other sentences end, and a remark without a stop`, () => {
      const stop = (text = '') => /\p{P}$/u.exec(text)?.[0] ?? 'none';
      const wanted = stop(messages.takenBack);
      const notices = Object.entries(messages).filter(([key]) =>
        /^(waiting|needsConsent|refused.*|expired|unconfirmed|lastKnown|closed|countsHidden)$/.test(key),
      );
      assert.deepEqual(
        notices.map(([key, text]) => [key, stop(text as string)]),
        notices.map(([key]) => [key, wanted]),
      );
      assert.equal(stop(messages.lastKnownViews), 'none');
    });

    it(`${tag} has short names for what stands in a row`, () => {
      for (const [id, name] of Object.entries(messages.reactions ?? {})) {
        assert.ok([...name].length <= 14, `${tag} ${id}: ${name}`);
      }
      const names = Object.values(messages.reactions ?? {});
      assert.equal(new Set(names).size, names.length, `${tag}: two reactions of one name`);
    });
  }
});
