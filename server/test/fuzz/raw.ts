/** Bytes that no client library sends. */
import type { Chance } from '../../../test/e2e/chance.ts';
import { ORIGIN } from '../tools.ts';
import type { Case } from './case.ts';
import { hostileString } from './hostile.ts';
import { outcomeOf, rightInteraction } from './interactions.ts';

const HEAD = `POST /v1/interactions HTTP/1.1\r\nHost: localhost\r\nOrigin: ${ORIGIN}\r\n`;

const toPieces = (...texts: string[]): Buffer[] => texts.map((text) => Buffer.from(text));

function pieces(bytes: Buffer, size: number): Buffer[] {
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) => bytes.subarray(i * size, (i + 1) * size));
}

/** Right requests in unusual packets: slowly, in chunks, several at once. */
export function unusual(chance: Chance): Case {
  const one = rightInteraction(chance);
  const body = JSON.stringify({ interactions: [one] });
  const whole = `${HEAD}Content-Length: ${body.length}\r\n\r\n${body}`;
  const half = Math.floor(body.length / 2);
  return chance.oneOf<() => Case>([
    () => ({
      what: 'slow',
      request: { pieces: pieces(Buffer.from(whole), chance.between(5, 40)), answers: 1 },
      status: 200,
      ...outcomeOf([one]),
    }),
    () => ({
      what: 'chunked',
      request: {
        pieces: toPieces(
          `${HEAD}Transfer-Encoding: chunked\r\n\r\n${half.toString(16)};x=y\r\n${body.slice(0, half)}\r\n`,
          `${(body.length - half).toString(16).toUpperCase()}\r\n${body.slice(half)}\r\n0\r\nTrailer: x\r\n\r\n`,
        ),
        answers: 1,
      },
      status: 200,
      ...outcomeOf([one]),
    }),
    () => {
      const three = [one, rightInteraction(chance), rightInteraction(chance)];
      const bodies = three.map((interaction) => JSON.stringify({ interactions: [interaction] }));
      const text = bodies.map((body) => `${HEAD}Content-Length: ${body.length}\r\n\r\n${body}`).join('');
      const counts = three.flatMap((interaction) => outcomeOf([interaction]).counts);
      return { what: 'pipelined', request: { pieces: toPieces(text), answers: 3 }, status: 200, counts };
    },
  ])();
}

/** Requests that lie about their length, or break off: whatever is in them, it does not count. */
export function lying(chance: Chance): Case {
  const body = JSON.stringify({ interactions: [rightInteraction(chance)] });
  const more = body.length + chance.between(1, 100_000);
  const less = chance.between(0, body.length - 1);
  const [head, ending] = chance.oneOf<() => [string, 'half-close' | 'cut' | undefined]>([
    () => [`Content-Length: ${more}`, chance.oneOf(['half-close', 'cut'])],
    () => [`Content-Length: ${less}`, undefined],
    () => [
      `Content-Length: ${chance.oneOf(['-1', 'abc', '1e3', '0x10', '', '99999999999999999999', `${body.length}, ${body.length}`])}`,
      'half-close',
    ],
    () => [`Content-Length: ${body.length}\r\nContent-Length: ${body.length + 1}`, 'half-close'],
    () => [`Content-Length: ${body.length}\r\nTransfer-Encoding: chunked`, 'half-close'],
    () => [`Transfer-Encoding: ${chance.oneOf(['chunked, identity', 'xchunked', 'gzip', ' chunked x'])}`, 'half-close'],
    () => ['Transfer-Encoding: chunked', 'half-close'],
  ])();
  return { what: 'lying', request: { pieces: toPieces(`${HEAD}${head}\r\n\r\n${body}`), ...(ending && { ending }) } };
}

/** What is hardly HTTP. */
export function rubbish(chance: Chance): Case {
  const word = hostileString(chance);
  const text = chance.oneOf([
    () => `GET /v1/counts?page=${word} HTTP/1.1\r\nHost: localhost\r\n\r\n`,
    () => `GET ${word} HTTP/1.1\r\nHost: localhost\r\n\r\n`,
    () => `${word} / HTTP/1.1\r\nHost: localhost\r\n\r\n`,
    () => `GET / HTTP/${chance.oneOf(['9.9', '0.9', '2.0', 'x'])}\r\n\r\n`,
    () => 'GET /healthz HTTP/1.1\r\n\r\n', // Without a host.
    () => 'GET /healthz HTTP/1.0\r\n\r\n',
    () => `GET /healthz HTTP/1.1\r\nHost: ${word}\r\n\r\n`,
    () => `GET /healthz HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n`,
    () => `GET http://evil.example/healthz HTTP/1.1\r\nHost: localhost\r\n\r\n`,
    () => `GET //evil.example/${word} HTTP/1.1\r\nHost: localhost\r\n\r\n`,
    () => 'OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n',
    () => 'CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example\r\n\r\n',
    () =>
      'GET /v1/live?page=news.example/1 HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n',
    () => `GET /healthz HTTP/1.1\r\nHost: localhost\r\nX: ${word}\r\nY${word}: z\r\n z\r\n\r\n`,
    () => `GET /healthz HTTP/1.1\nHost: localhost\n\n`,
    () => `GET /healthz HTTP/1.1\r\nHost: localhost\r\n${'X: y\r\n'.repeat(3000)}\r\n`,
    () => `GET /healthz HTTP/1.1\r\nHost: localhost\r\nX: ${'y'.repeat(100_000)}\r\n\r\n`,
    () => `${HEAD}Expect: ${chance.oneOf(['100-continue', '200-ok', word])}\r\nContent-Length: 2\r\n\r\n{}`,
    () =>
      `${HEAD}Transfer-Encoding: chunked\r\n\r\n${chance.oneOf(['zz\r\n', '-1\r\n', 'ffffffffffffffffff\r\n', '5\r\nabcdefgh\r\n', '5;\0\r\n'])}`,
    () => '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03', // The beginning of TLS.
    () => 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
    () => '\r\n\r\n\r\n',
    () => '\0'.repeat(1000),
  ])();
  const bytes = chance.happens(0.5) ? Buffer.from(text) : Buffer.from(text, 'latin1');
  return { what: 'rubbish', request: { pieces: [bytes], ending: chance.oneOf(['half-close', 'half-close', 'cut']) } };
}
