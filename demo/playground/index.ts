/** What the playground shows: every attribute of every element, once. A new attribute is one line in its element's file. */
import { reactionBar } from './reaction-bar.ts';
import { shareButtons } from './share-buttons.ts';
import type { Attribute, ElementDescription } from './types.ts';
import { viewCounter } from './view-counter.ts';

/** Of every element. */
export const shared: readonly Attribute[] = [
  {
    name: 'page',
    kind: 'text',
    hint: 'What is counted: an address or an id of your own. Applied with Enter, or when you leave the field.',
    standard: 'the canonical URL of this page',
    example: 'article-123',
    settles: true,
    suggestions: ['/', '/berita/kapal-pustaka-singgah-di-dua-puluh-pulau', 'article-123'],
  },
  {
    name: 'endpoint',
    kind: 'text',
    hint: 'The Gaung server of this one element. Applied with Enter, or when you leave the field.',
    standard: 'where the script came from',
    example: 'https://echo.example/',
    settles: true,
  },
  {
    name: 'live',
    kind: 'flag',
    hint: 'The numbers move while they are looked at: open this page in a second window, and choose there.',
    standard: 'off',
  },
  {
    name: 'lang',
    kind: 'choice',
    options: [
      'en',
      'ar',
      'bn',
      'de',
      'es',
      'fa',
      'fr',
      'hi',
      'id',
      'it',
      'ja',
      'jv',
      'ko',
      'ms',
      'nl',
      'pl',
      'pt-BR',
      'ru',
      'su',
      'sw',
      'th',
      'tr',
      'uk',
      'ur',
      'vi',
      'zh-Hans',
      'zh-Hant',
    ],
    hint: 'The language that it speaks.',
    standard: 'the nearest lang around it, here en',
  },
  {
    name: 'dir',
    kind: 'choice',
    options: ['ltr', 'rtl'],
    hint: 'The direction that it is laid out in.',
    standard: 'that of the text around it, here ltr',
  },
];

export const elements: readonly ElementDescription[] = [shareButtons, viewCounter, reactionBar];
