import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { GaungError, PageKeyError } from '../../src/contract/index.ts';

describe('errors', () => {
  it('say who speaks', () => {
    const error = new GaungError('http', 'No answer.');
    assert.equal(error.message, '[gaung] [http] No answer.');
    assert.equal(error.name, 'GaungError');
    assert.equal(String(error), 'GaungError: [gaung] [http] No answer.');
    assert.ok(error instanceof Error);
  });

  it('carry what led to them, and only where there is something', () => {
    const cause = new TypeError('failed to fetch');
    assert.equal(new GaungError('http', 'x', { cause }).cause, cause);
    assert.equal(Object.hasOwn(new GaungError('http', 'x', { cause: undefined }), 'cause'), true);
    assert.equal(Object.hasOwn(new GaungError('http', 'x'), 'cause'), false);
    assert.equal(Object.hasOwn(new GaungError('http', 'x', { retryAfter: 1 }), 'cause'), false);
  });

  it('carry how long the backend asked us to wait', () => {
    assert.equal(new GaungError('http', 'x', { retryAfter: 5_000 }).retryAfter, 5_000);
    assert.equal(new GaungError('http', 'x').retryAfter, undefined);
  });

  it('of page keys have a code', () => {
    const error = new PageKeyError('page-invalid', 'No page.');
    assert.equal(error.message, '[gaung] [page-key] No page.');
    assert.equal(error.name, 'PageKeyError');
    assert.equal(error.code, 'page-invalid');
    assert.ok(error instanceof GaungError);
  });
});
