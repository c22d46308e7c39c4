import { expect } from '@open-wc/testing';
import { isPreviewUrl } from '../../src/environment/preview.ts';

const UUID = '2bc1762e-645b-4822-a887-46ed29039740';

const PREVIEWS: readonly (readonly [system: string, address: string, generator?: string])[] = [
  ['WordPress, a draft', '/?p=123&preview=true'],
  ['WordPress, a change to what is published', '/2026/01/a/?preview_id=123&preview_nonce=0a1b2c3d4e&preview=true'],
  ['WordPress, the customizer', `/a/?customize_changeset_uuid=${UUID}&customize_messenger_channel=preview-0`],
  ['WordPress, another theme', '/?wp_theme_preview=twentytwentyfive'],
  ['Public Post Preview', '/?p=123&_ppp=0a1b2c3d4e'],
  ['Elementor', '/a/?elementor-preview=123&ver=1700000000'],
  ['Beaver Builder', '/a/?fl_builder'],
  ['Divi', '/a/?et_fb=1&PageSpeed=off'],
  ['WPBakery', '/a/?vc_editable=true&vc_post_id=123'],
  ['Oxygen', '/a/?ct_builder=true'],
  ['Bricks', '/a/?bricks=run'],
  ['Drupal', `/node/preview/${UUID}/full`],
  ['Drupal, in a language', `/id/node/preview/${UUID}/teaser`],
  ['Ghost', `/p/${UUID}/`, 'Ghost 5.87'],
  ['Ghost, below a folder', `/blog/p/${UUID}`, 'Ghost 5.87'],
  ['TYPO3', `/a?ADMCMD_prev=${UUID}`],
  ['Craft', '/a?x-craft-preview=e5a9c0d1&token=AbC'],
  ['Craft, live', '/a?x-craft-live-preview=e5a9c0d1&token=AbC'],
  ['Silverstripe', '/a/?stage=Stage'],
  ['Storyblok', '/a?_storyblok=123&_storyblok_c=page&_storyblok_tk[space_id]=1'],
  ['Sanity', '/a?sanity-preview-perspective=drafts'],
  ['Contentstack', '/a?live_preview=0a1b2c&content_type_uid=page'],
  ['Builder.io', '/a?builder.preview=page&builder.noCache=true'],
  ['HubSpot', '/-temporary-slug-1?hs_preview=qWcyHxgD-181710778264'],
  ['Sitecore, editing', '/a?sc_mode=edit'],
  ['Sitecore', '/a?sc_itemid=%7B1%7D&sc_mode=preview'],
  ['Optimizely', '/en/a/?epieditmode=False'],
  ['Magnolia', '/a.html?mgnlPreview=true'],
];

const ARTICLES: readonly (readonly [what: string, address: string, generator?: string])[] = [
  ['a slug of that word', '/preview'],
  ['a preview of a match', '/sport/2026/preview-persija-persib'],
  ['a section of that name', '/preview/true/film'],
  ['a node that is called so', '/node/preview/review/full'],
  ['a node', '/node/123'],
  ['an article below /p/', '/p/how-we-count', 'Ghost 5.87'],
  ['an article by its id, of another system', `/p/${UUID}/`],
  ['an article by its id, of yet another system', `/p/${UUID}/`, 'Next.js'],
  ['a search for the word', '/search?q=preview%3Dtrue'],
  ['a parameter of that name with another value', '/a?preview=1080p'],
  ['a parameter of that name with none', '/a?preview'],
  ['a token', '/a?token=AbC'],
  ['a newsletter', '/a?utm_source=preview&utm_medium=preview_nonce'],
  ['a stage of a race', '/tour?stage=12'],
  ['a shop of bricks', '/toys?bricks=red'],
  ['another mode of Sitecore', '/a?sc_mode=normal'],
  ['the fragment', '/a#?preview=true'],
  ['a mark in capitals', '/a?PREVIEW=TRUE'],
];

describe('the address of a preview', () => {
  for (const [system, address, generator] of PREVIEWS) {
    it(`is known: ${system}`, () => {
      expect(isPreviewUrl(new URL(address, 'https://news.example'), generator)).to.be.true;
    });
  }
  for (const [what, address, generator] of ARTICLES) {
    it(`is not seen in ${what}: ${address}`, () => {
      expect(isPreviewUrl(new URL(address, 'https://news.example'), generator)).to.be.false;
    });
  }
});
