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

describe('the registry of languages', () => {
  const locale = (tag: string, copied = tag): Locale => ({ tag, messages: { ...en.messages, copied } });

  it('finds the nearest known one', () => {
    registerLocaleLoaders(lazyLocales);
    for (const [lang, tag] of Object.entries({
      id: 'id',
      'id-ID': 'id',
      'id_ID.UTF-8': 'id',
      'en-001': 'en',
      ind: 'id',
      jw: 'jv',
      'ms-Arab-BN': 'ms',
      pt: 'pt-BR',
      'pt-PT': 'pt-BR',
      'fa-AF': 'fa',
      zh: 'zh-Hans',
      'zh-CN': 'zh-Hans',
      'zh-SG': 'zh-Hans',
      'zh-Hans-HK': 'zh-Hans',
      'zh-TW': 'zh-Hant',
      'zh-tw-x-a': 'zh-Hant',
      'zh-HK': 'zh-Hant',
      'zh-Hant-MO': 'zh-Hant',
      yue: 'zh-Hant',
      ID: 'id',
      'id-Latn-ID-x-private': 'id',
      id_ID: 'id',
      in: 'id',
      'IN-id': 'id',
      en: 'en',
      'en-GB': 'en',
      'pt-br': 'pt-BR',
      'pt-BR-x-a': 'pt-BR',
      ide: 'en',
      xx: 'en',
      '': 'en',
      '-': 'en',
      constructor: 'en',
    })) {
      assert.equal(matchLocale(lang), tag, lang);
    }
  });

  it('finds those that readers and systems call by another tag than ours', () => {
    registerLocaleLoaders(lazyLocales);
    const names: Readonly<Record<string, string>> = {
      ar: 'arb ar-EG',
      bn: 'ben',
      de: 'deu',
      en: 'eng',
      es: 'spa',
      fa: 'fas pes prs',
      fr: 'fra',
      hi: 'hin',
      id: 'in ind',
      it: 'ita',
      ja: 'jpn',
      jv: 'jav jw',
      ko: 'kor',
      ms: 'msa zlm zsm',
      nl: 'nld',
      pl: 'pol',
      'pt-BR': 'por pt pt-AO',
      ru: 'rus',
      su: 'sun',
      sw: 'swa swh',
      th: 'tha',
      tr: 'tur',
      uk: 'ukr',
      ur: 'urd',
      vi: 'vie',
      'zh-Hans': 'cmn cmn-hans yue-hans zh zho zh-cmn zh-MY',
      'zh-Hant': 'cmn-hant yue zh-hk zh-mo zh-tw zh-yue zh_TW',
    };
    for (const [tag, others] of Object.entries(names))
      for (const name of others.split(' ')) assert.equal(matchLocale(name), tag, name);
  });

  it('says in English what a language does not say', () => {
    registerLocales({ tag: 'x-part', messages: { copied: 'kopiert', reactions: { love: 'lieb' } } });
    const { messages } = getLocale('x-part')!;
    assert.deepEqual({ ...messages, copied: en.messages.copied, reactions: en.messages.reactions }, en.messages);
    assert.equal(messages.copied, 'kopiert');
    assert.deepEqual(messages.reactions, { ...en.messages.reactions, love: 'lieb' });
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
