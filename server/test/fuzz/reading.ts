/** Requests to the routes that read, and to those that are not there. */
import type { Chance } from '../../../test/e2e/chance.ts';
import type { Case, HttpRequest } from './case.ts';
import { hostileHeader, hostileString } from './hostile.ts';
import { pageOf } from './interactions.ts';

const METHODS = [
  'GET',
  'HEAD',
  'POST',
  'PUT',
  'PATCH',
  'DELETE',
  'OPTIONS',
  'TRACE',
  'PROPFIND',
  'QUERY',
  'M-SEARCH',
  'PURGE',
];

const PATHS = [
  ...[
    '/',
    '/v1/counts',
    '/v1/live',
    '/v1/live?page=news.example/1',
    '/v1/top',
    '/v1/interactions',
    '/v1/form',
    '/v1/import',
    '/v1/export',
    '/v1/',
    '/v2/counts',
  ],
  ...['/healthz', '/readyz', '/metrics', '/openapi.json', '/gaung.js', '/gaung.js.map', '/chunks/', '/chunks/x.js'],
  ...[
    '/chunks/../../package.json',
    '/chunks/..%2f..%2fpackage.json',
    '/%2e%2e/%2e%2e/etc/passwd',
    '/.env',
    '/.git/config',
    '//',
    '/a//b',
  ],
];

const encoded = (chance: Chance) => encodeURIComponent(hostileString(chance).replaceAll(/[\ud800-\udfff]/gu, ''));

function query(chance: Chance): string {
  const p = Buffer.from(pageOf(chance)).toString('base64url');
  return chance.oneOf([
    () => `page=${pageOf(chance)}`,
    () => `p=${p}`,
    () => `p=${encoded(chance)}`,
    () => `page=${encoded(chance)}&p=${p}`,
    () => Array.from({ length: chance.oneOf([99, 100, 101, 1000]) }, (_, i) => `p=${i}`).join('&'),
    () => `by=${encoded(chance)}&window=${encoded(chance)}&limit=${encoded(chance)}`,
    () =>
      `by=${chance.oneOf(['views', 'shares', 'reactions', 'reactions.love', 'shares.constructor', 'reactions.__proto__'])}&window=all&limit=3`,
    () => `limit=${chance.oneOf(['-1', '0', '1e308', 'NaN', '101', '1.5', '%00'])}`,
    () => '%', // Not well formed.
    () => '&&&=&=%ff&p[]=1&p[__proto__]=x',
    () => 'a'.repeat(chance.oneOf([7000, 15_000, 20_000])),
  ])();
}

const CONDITIONS = [
  'If-None-Match',
  'If-Modified-Since',
  'Range',
  'Accept',
  'Accept-Encoding',
  'Content-Type',
  'User-Agent',
  'Referer',
  'Cookie',
  'Forwarded',
  'X-Forwarded-For',
  'X-Forwarded-Host',
  'X-HTTP-Method-Override',
  'Sec-GPC',
  'Origin',
  'Access-Control-Request-Method',
];

/** Any method, anywhere, with anything. It counts nothing: what could is in other hands. */
export function anywhere(chance: Chance): Case {
  const method = chance.happens(0.5) ? 'GET' : chance.oneOf(METHODS);
  const place = chance.oneOf(PATHS);
  const path = chance.happens(0.6) ? `${place}${place.includes('?') ? '&' : '?'}${query(chance)}` : place;
  const names = Array.from({ length: chance.oneOf([0, 0, 1, 3]) }, () => chance.oneOf(CONDITIONS));
  const headers = Object.fromEntries(names.map((name) => [name, hostileHeader(chance)]));
  const body = method === 'GET' || method === 'HEAD' || chance.happens(0.5) ? undefined : hostileString(chance);
  const request: HttpRequest = { method, path, headers, ...(body !== undefined && { body }) };
  return { what: 'anywhere', request };
}
