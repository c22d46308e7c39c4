/** A server with limits, and those who come to it. */
import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { parseMetrics } from './prometheus.ts';
import { ADMIN, app, share } from './tools.ts';

/** As from a network of its own. */
export const from = (address: string, headers: Record<string, string> = {}) => ({
  'X-Test-Address': address,
  ...headers,
});
export const many = <Item>(length: number, make: () => Item): Item[] => Array.from({ length }, make);

/** A server whose networks may have three new visitors in ten minutes, unless the test says else. */
export function limited(env: Record<string, string> = {}, options: Parameters<typeof app>[0] = {}) {
  const server = app({
    env: { GAUNG_RATE_LIMIT: 'on', GAUNG_RATE_LIMIT_VISITORS: '3', ...env },
    remoteAddress: (c) => c.req.header('X-Test-Address'),
    ...options,
  });
  const { post, send } = server;
  return {
    ...server,
    /** Sends interactions; gives the status, or the limit that was met. */
    sends: async (address: string, interactions: unknown[], more: object = {}) => {
      const { status, body } = await post({ ...more, interactions }, from(address));
      return status === 429 ? body.limit : status;
    },
    measured: async (series: string) => {
      const text = await (await send('metrics', { headers: { Authorization: `Bearer ${ADMIN}` } })).text();
      return parseMetrics(text).samples.get(series);
    },
  };
}

/** A token of a reader from a network that nobody else uses. */
export async function tokenOf({ post }: ReturnType<typeof limited>): Promise<string> {
  const { status, body } = await post({ interactions: [share('copy')] }, from('192.0.2.200'));
  assert.equal(status, 200, JSON.stringify(body));
  return body.visitor;
}

/** Time that stands still until the test moves it. */
export function stopTime(t: TestContext) {
  t.mock.timers.enable({ apis: ['Date', 'setTimeout'], now: Date.UTC(2026, 0, 1) });
  return (seconds: number) => t.mock.timers.tick(seconds * 1000);
}
