import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { campaignUrl } from '../../src/networks/campaign.ts';
import { withoutTracking } from '../../src/networks/share-content.ts';

/** What a network gets: as a row puts it together. */
const sharedUrl = (url: string, network: string, campaign: string) =>
  campaignUrl(withoutTracking(url), network, campaign);

const CASES: readonly [what: string, url: string, campaign: string, shared: string][] = [
  ['nothing to do', 'https://a.example/b', '', 'https://a.example/b'],
  [
    'what brought the reader goes',
    'https://a.example/?utm_source=x&id=1&fbclid=y&gclid=z',
    '',
    'https://a.example/?id=1',
  ],
  ['a query that is only that goes whole', 'https://a.example/b?utm_source=x#c', '', 'https://a.example/b#c'],
  [
    'spelling stays',
    'https://a.example/?q=a+b%20c&e&f=#g?utm_source=h',
    '',
    'https://a.example/?q=a+b%20c&e&f=#g?utm_source=h',
  ],
  [
    'a template is filled in',
    'https://a.example/?id=1',
    'utm_source={network}&utm_medium=s',
    'https://a.example/?id=1&utm_source=x&utm_medium=s',
  ],
  ['before the fragment', 'https://a.example/b#c', 'from={network}', 'https://a.example/b?from=x#c'],
  [
    'a name alone is a campaign',
    'https://a.example/',
    'panen raya',
    'https://a.example/?utm_source=x&utm_medium=share&utm_campaign=panen%20raya',
  ],
  [
    'the same parameter is replaced',
    'https://a.example/?from=old&id=1',
    'from={network}',
    'https://a.example/?id=1&from=x',
  ],
  ['values are encoded', 'https://a.example/', 'c=a&b=%26%23', 'https://a.example/?c=a&b=%26%23'],
];

describe('the URL that is shared', () => {
  for (const [what, url, campaign, shared] of CASES) {
    it(what, () => assert.equal(sharedUrl(url, 'x', campaign), shared));
  }

  it('is one URL still, whatever a campaign says', () => {
    const shared = sharedUrl('https://a.example/b?id=1', 'x', 'a=#&b=?&c=https://evil.example/&d="<>');
    const { origin, pathname, hash, searchParams } = new URL(shared);
    assert.deepEqual([origin, pathname, hash], ['https://a.example', '/b', '']);
    assert.deepEqual(Object.fromEntries(searchParams), {
      id: '1',
      a: '#',
      b: '?',
      c: 'https://evil.example/',
      d: '"<>',
    });
  });
});
