/** Requests to the other routes that write: forms, and what only an operator may send. */
import { BODY_BYTES } from 'gaung/contract';
import type { Chance } from '../../../test/e2e/chance.ts';
import { ADMIN, ORIGIN } from '../tools.ts';
import type { Case, HttpRequest } from './case.ts';
import { hostileHeader, hostileString } from './hostile.ts';
import { pageOf, rightInteraction } from './interactions.ts';

/** Forms: each right one from a browser of its own, which is somebody new. */
export function form(chance: Chance): Case {
  const send = (body: string | Buffer, headers = {}): HttpRequest => ({
    method: 'POST',
    path: '/v1/form',
    headers: { Origin: ORIGIN, 'Content-Type': 'application/x-www-form-urlencoded', ...headers },
    body,
  });
  const page = pageOf(chance);
  const back = `${ORIGIN}/a`;
  if (chance.happens(0.4)) {
    const { id } = rightInteraction(chance);
    const fields = new URLSearchParams({ page: `https://${page}`, reactions: 'love', return: back });
    const interaction = { id, type: 'reaction', page, at: 0, reactions: ['love'] };
    const request = send(fields.toString(), { 'User-Agent': `browser ${id}` });
    return { what: 'form', request, status: 303, counts: [{ interaction, by: id }] };
  }
  const body = chance.oneOf<() => string | Buffer>([
    () =>
      new URLSearchParams({
        page: `https://evil.example/${hostileString(chance)}`,
        reactions: 'love',
        return: back,
      }).toString(),
    () =>
      new URLSearchParams({
        page: `https://${page}`,
        reactions: `${hostileString(chance)} two three`,
        return: back,
      }).toString(),
    () =>
      new URLSearchParams({
        page: `https://${page}`,
        reactions: 'love',
        return: `https://evil.example/${hostileString(chance)}`,
      }).toString(),
    () => `page=https://${page}&page=https://${page}&reactions=love&return=${back}`,
    () => Array.from({ length: 3000 }, (_, i) => `f${i}=${i}`).join('&'),
    () => Buffer.from([0x70, 0x3d, 0xff, 0xfe]),
    () => '--x\r\nContent-Disposition: form-data; name="page"\r\n\r\n',
    () => 'x'.repeat(BODY_BYTES + 1),
  ])();
  const type = chance.oneOf([
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'multipart/form-data',
    hostileHeader(chance),
  ]);
  return { what: 'wrong form', request: send(body, { 'Content-Type': type }) };
}

/** What only an operator may send: without their token, and with it but wrong. */
export function administration(chance: Chance): Case {
  const line = JSON.stringify({ type: 'page', page: pageOf(chance), source: 'legacy', views: 1e6 });
  const method = chance.oneOf(['POST', 'GET', 'PUT', 'DELETE']);
  const path = chance.oneOf([
    '/v1/import?mode=replace',
    '/v1/import?mode=merge',
    '/v1/import',
    '/v1/export',
    '/metrics',
  ]);
  if (chance.happens(0.5)) {
    const Authorization = chance.oneOf([
      '',
      'Bearer ',
      `Bearer ${ADMIN}x`,
      `Basic ${ADMIN}`,
      ADMIN,
      `Bearer ${hostileHeader(chance)}`,
    ]);
    return { what: 'without the token', request: { method, path, headers: { Authorization }, body: line } };
  }
  // A good line before the wrong one: all or nothing.
  const wrong = chance.oneOf([
    '{',
    'null',
    '[]',
    '{"type":"page"}',
    JSON.stringify({ ...JSON.parse(line), views: -1 }),
    line.replace('1000000', '1e308'),
    hostileString(chance).replaceAll('\n', '').trim() || '7',
  ]);
  const request = {
    method: 'POST',
    path: '/v1/import?mode=merge',
    headers: { Authorization: `Bearer ${ADMIN}` },
    body: `${line}\n${wrong}\n`,
  };
  return { what: 'wrong import', request, status: 400 };
}
