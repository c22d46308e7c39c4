import assert from 'node:assert/strict';
import { it } from 'node:test';
import { describeError, lineLog } from '../src/log.ts';

const clock = () => Date.UTC(2026, 0, 2, 3, 4, 5, 6);

function written(format: 'text' | 'json') {
  const lines: string[] = [];
  return { lines, log: lineLog(format, (line) => lines.push(line), clock) };
}

it('writes text of one line an event, quoting what is not plain', () => {
  const { lines, log } = written('text');
  log.info('listening', { url: 'http://localhost:8787/', storage: 'memory:' });
  log.warn('said', { what: 'two words\nand "a line"', count: 3, good: true, empty: '' });
  log.error('bare');
  assert.deepEqual(lines, [
    '2026-01-02T03:04:05.006Z info listening url=http://localhost:8787/ storage=memory:',
    '2026-01-02T03:04:05.006Z warn said what="two words\\nand \\"a line\\"" count=3 good=true empty=""',
    '2026-01-02T03:04:05.006Z error bare',
  ]);
});

it('writes JSON of one line an event, with the types of the fields', () => {
  const { lines, log } = written('json');
  log.warn('said', { what: 'two\nlines', count: 3, good: true });
  assert.deepEqual(lines, [
    '{"time":"2026-01-02T03:04:05.006Z","level":"warn","event":"said","what":"two\\nlines","count":3,"good":true}',
  ]);
});

it('lets no field take the place of time, level and event', () => {
  const { lines, log } = written('json');
  log.error('said', { time: 'never', level: 'info', event: 'other', __proto__: 1 as never });
  assert.deepEqual(JSON.parse(lines[0]!), { time: new Date(clock()).toISOString(), level: 'error', event: 'said' });
});

it('tells an error with all that led to it, and ends where causes go in a ring', () => {
  const error = new Error('The commit failed.', { cause: new Error('disk I/O error', { cause: 'no room' }) });
  assert.equal(describeError(error), 'The commit failed. Because: disk I/O error Because: no room');
  assert.equal(describeError('thrown text'), 'thrown text');
  assert.equal(describeError(undefined), 'undefined');
  const ring = new Error('again');
  ring.cause = ring;
  assert.equal(describeError(ring).split(' Because: ').length, 9);
});
