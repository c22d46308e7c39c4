import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { skippedEngines } from '../../scripts/engines.mjs';

const webkit = (programs: Record<string, string | undefined>) => [
  { name: 'WebKit', packages: ['webkit2gtk-driver', 'xvfb'], programs: () => programs },
];

describe('an engine that is left out', () => {
  it('is named, with what is missing, why, and how to get it', () => {
    const programs = { WebKitWebDriver: undefined, MiniBrowser: '/usr/lib/MiniBrowser', Xvfb: undefined };
    assert.deepEqual(skippedEngines(webkit(programs), 'apt-get is not available'), [
      'SKIPPED: WebKit – WebKitWebDriver, Xvfb are not installed and apt-get is not available; ' +
        'by hand: apt-get install webkit2gtk-driver xvfb',
    ]);
  });

  it('is said to be so where apt-get was tried in vain', () => {
    assert.deepEqual(skippedEngines(webkit({ WebKitWebDriver: undefined }), undefined), [
      'SKIPPED: WebKit – WebKitWebDriver is not installed and apt-get did not install it; ' +
        'by hand: apt-get install webkit2gtk-driver xvfb',
    ]);
  });
});
