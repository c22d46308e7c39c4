import { expect } from '@open-wc/testing';
import { pageStatistic, showJsonLd } from '../../src/json-ld.ts';

const blocks = () => [...document.querySelectorAll<HTMLScriptElement>('script[type="application/ld+json"]')];

describe('counts for search engines, in the browser', () => {
  afterEach(() => {
    for (const block of blocks()) block.remove();
  });

  it('are one block in the head, which the next takes the place of', () => {
    const url = 'https://news.example/a';
    showJsonLd(pageStatistic({ url }, { version: 1, views: 3 }));
    showJsonLd(pageStatistic({ url }, { version: 2, views: 4 }));
    expect(blocks().map(({ parentNode }) => parentNode)).to.deep.equal([document.head]);
    expect(JSON.parse(blocks()[0]!.text)).to.deep.equal({
      '@context': 'https://schema.org',
      '@type': 'NewsArticle',
      '@id': url,
      url,
      interactionStatistic: [
        { '@type': 'InteractionCounter', interactionType: { '@type': 'ReadAction' }, userInteractionCount: 4 },
      ],
    });
  });

  it('leave the page’s own block alone', () => {
    const own = document.createElement('script');
    own.type = 'application/ld+json';
    own.text = '{"@type":"NewsArticle"}';
    document.head.append(own);
    showJsonLd({ '@type': 'Thing' });
    showJsonLd({ '@type': 'Thing' });
    expect(blocks().length).to.equal(2);
    expect(blocks()[0]).to.equal(own);
  });

  it('are data, whatever is in them', () => {
    const hostile = '</script><img src=x onerror="document.title=1"><!--<script>';
    showJsonLd({ name: hostile });
    expect(document.head.querySelector('img')).to.equal(null);
    expect(JSON.parse(blocks()[0]!.text)).to.deep.equal({ name: hostile });
    expect(blocks()[0]!.outerHTML).not.to.contain('<img');
  });
});
