import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { en } from '../../src/locales/en.ts';
import { lazyLocales } from '../../src/locales/lazy.ts';
import type { Locale } from '../../src/locales/locale.ts';
import {
  getLocale,
  loadLocale,
  matchLocale,
  registerLocaleLoaders,
  registerLocales,
} from '../../src/locales/registry.ts';

const lazy = await Promise.all(Object.entries(lazyLocales).map(async ([tag, load]) => [tag, await load()] as const));

/** Every text of a language by its path, plurals as one, each with what it leaves to be filled in. */
function placeholders(value: object, path = ''): Record<string, string> {
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]: [string, unknown]) => {
      if (typeof inner === 'string') return [[path + key, (inner.match(/\{\w+\}/g) ?? []).toSorted().join()]];
      const text = inner as Record<string, string>;
      if (typeof text.other === 'string') return Object.entries(placeholders({ other: text.other }, `${path}${key}.`));
      return Object.entries(placeholders(text, `${path}${key}.`));
    }),
  );
}

describe('languages', () => {
  for (const [tag, locale] of lazy) {
    it(`${tag} says all that English says, with the same places to fill in`, () => {
      assert.equal(locale.tag, tag);
      assert.deepEqual(placeholders(locale.messages), placeholders(en.messages));
    });
  }

  for (const locale of [en, ...lazy.map(([, one]) => one)]) {
    it(`${locale.tag} has a text for every plural, and none is empty or markup`, () => {
      assert.deepEqual(Intl.getCanonicalLocales(locale.tag), [locale.tag]);
      const { pluralCategories } = new Intl.PluralRules(locale.tag).resolvedOptions();
      for (const key of ['views', 'reactionCount'] as const) {
        assert.deepEqual(Object.keys(locale.messages[key]).toSorted(), pluralCategories.toSorted(), key);
        for (const text of Object.values(locale.messages[key])) assert.match(text, /\{count\}/);
      }
      assert.doesNotMatch(JSON.stringify(locale.messages), /""|[<>]|" | "/);
    });
  }
});

describe('the registry of languages', () => {
  const locale = (tag: string, copied = tag): Locale => ({ tag, messages: { ...en.messages, copied } });

  it('finds the nearest known one', () => {
    registerLocaleLoaders(lazyLocales);
    registerLocaleLoaders({ 'pt-BR': async () => locale('pt-BR') });
    for (const [lang, tag] of Object.entries({
      id: 'id',
      'id-ID': 'id',
      ID: 'id',
      'id-Latn-ID-x-private': 'id',
      id_ID: 'id',
      in: 'id',
      'IN-id': 'id',
      en: 'en',
      'en-GB': 'en',
      'pt-br': 'pt-BR',
      'pt-BR-x-a': 'pt-BR',
      pt: 'en',
      ide: 'en',
      xx: 'en',
      '': 'en',
      '-': 'en',
      constructor: 'en',
    })) {
      assert.equal(matchLocale(lang), tag, lang);
    }
  });

  it('has English from the start and loads others once', async () => {
    let loads = 0;
    registerLocaleLoaders({
      'x-once': async () => {
        loads++;
        return locale('x-once');
      },
    });
    assert.equal(getLocale('en'), en);
    assert.equal(getLocale('x-once'), undefined);
    assert.equal((await loadLocale('x-once')).tag, 'x-once');
    assert.equal((await loadLocale('x-once')).tag, 'x-once');
    assert.equal(loads, 1);
  });

  it('stays with English where a language does not arrive, and warns', async (t) => {
    const warn = t.mock.method(console, 'warn', () => {});
    registerLocaleLoaders({ 'x-gone': () => Promise.reject(new TypeError('Failed to fetch')) });
    assert.equal(await loadLocale('x-gone'), en);
    assert.equal(await loadLocale('x-gone'), en);
    assert.equal(warn.mock.callCount(), 1);
    assert.match(String(warn.mock.calls[0]!.arguments[0]), /^\[gaung\] \[locales\] "x-gone" did not load/);
    assert.equal(await loadLocale('x-nobody'), en);
  });

  it('a later registration wins, even while a language is on its way', async (t) => {
    t.mock.method(console, 'warn', () => {});
    registerLocales(locale('x-own', 'first'), locale('x-own', 'second'));
    assert.equal((await loadLocale('x-own')).messages.copied, 'second');

    for (const arrives of [true, false]) {
      const tag = `x-late-${arrives}`;
      let arrive: (locale: Locale) => void = () => {};
      let fail: (error: Error) => void = () => {};
      registerLocaleLoaders({ [tag]: () => new Promise((resolve, reject) => ([arrive, fail] = [resolve, reject])) });
      const loading = loadLocale(tag);
      registerLocales(locale(tag, 'own'));
      if (arrives) arrive(locale(tag, 'loaded'));
      else fail(new TypeError('Failed to fetch'));
      assert.equal((await loading).messages.copied, 'own');
      assert.equal(getLocale(tag)?.messages.copied, 'own');
    }
  });
});
