/** Nothing that is sent comes back as markup: not in any field of any route, and not to a browser that wants a page. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { createInteractionId } from 'gaung/contract';
import { openApiDocument } from '../src/openapi/document.ts';
import { memoryStorage } from '../src/storage/memory/memory.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { ADMIN, app, type Json, ORIGIN, PAGE, react, share, view } from './tools.ts';

const DOCUMENT: Json = JSON.parse(JSON.stringify(openApiDocument({ prefix: '/', metrics: 'token' })));
const NASTY = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '"><svg onload=alert(1)>',
  '\'"`&<b>',
  '</script><script>alert(1)</script>',
  '</style><h1>',
  '\u2028alert(1)\u2029',
  '${alert(1)}{{alert(1)}}',
  'javascript:alert(1)//<a>',
];
const OURS = { Origin: ORIGIN, Accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };

const SCRIPT = 'export {};';

type Send = (path: string, init?: RequestInit) => Promise<Response>;

/** What came back: whether any of it had what was sent in it. */
interface Seen {
  pages: number;
  problems: number;
  echoes: number;
}

/** Of a stream that would not end. */
async function firstPiece({ body }: Response): Promise<string> {
  const reader = body!.getReader();
  const { value } = await reader.read();
  await reader.cancel();
  return new TextDecoder().decode(value);
}

async function look(seen: Seen, what: string, nasty: string, answer: Response): Promise<void> {
  const type = answer.headers.get('content-type');
  const text = type === 'text/event-stream' ? await firstPiece(answer) : await answer.text();
  assert.equal(answer.headers.get('x-content-type-options'), 'nosniff', what);
  for (const [name, value] of answer.headers) assert.doesNotMatch(value, /[<>\u2028]/, `${what}, ${name}`);
  if (type === null) return assert.equal(text, '', what);
  if (type.startsWith('text/html')) {
    seen.pages++;
    assert.match(
      answer.headers.get('content-security-policy')!,
      /^default-src 'none'; style-src 'sha256-[^ ]+'; /,
      what,
    );
    // Our own page has these elements and one style; whatever else has an angle bracket came from outside.
    const rest = text.replaceAll(
      /<!doctype html>|<\/?(?:html|head|meta|title|style|body|main|h1|p)(?: [\w-]+="[\w ,=-]*")*>/g,
      '',
    );
    const links = rest.replaceAll(/<a href="[^"<>]*">Back to the page<\/a>/g, '');
    assert.doesNotMatch(links, /[<>]/, `${what}: ${text}`);
    return;
  }
  if (type.startsWith('text/javascript')) return assert.equal(text, SCRIPT, what);
  assert.match(
    type,
    /^(?:text\/event-stream|application\/(?:problem\+)?json|text\/plain; version=0\.0\.4.*)$/,
    `${what} is ${type}`,
  );
  if (type.includes('problem')) seen.problems++;
  if (type.includes('json')) {
    JSON.parse(text);
    if (text.includes(JSON.stringify(nasty).slice(1, -1))) seen.echoes++;
  }
}

const FIELDS = {
  view: () => view(),
  share: () => share(),
  reaction: () => react(['love'], 5),
  page: () => ({ type: 'page', page: PAGE, source: 'legacy', views: 1, shares: { x: 1 }, reactions: { love: 1 } }),
  meta: () => ({ type: 'meta', version: 1 }),
};

/** An object with each of its fields in turn replaced by a text, and with the text as the name of one more. */
function spoiled(whole: Record<string, unknown>, nasty: string): Record<string, unknown>[] {
  return [
    ...Object.keys(whole).flatMap((name) => [
      { ...whole, [name]: nasty },
      { ...whole, [name]: [nasty] },
      { ...whole, [name]: { [nasty]: 1 } },
    ]),
    { ...whole, [nasty]: nasty },
    { ...whole, page: `news.example/${nasty}` },
    { ...whole, page: `https://news.example/?q=${encodeURIComponent(nasty)}` },
  ];
}

async function everything(send: Send, nasty: string): Promise<Seen> {
  const seen: Seen = { pages: 0, problems: 0, echoes: 0 };
  const ask = async (what: string, path: string, init: RequestInit = {}) =>
    look(seen, `${what} with ${nasty}`, nasty, await send(path, { redirect: 'manual', ...init }));
  const sent = encodeURIComponent(nasty);

  for (const [path, item] of Object.entries<Json>(DOCUMENT.paths)) {
    for (const [method, { parameters = [] }] of Object.entries<Json>(item)) {
      const where = path.slice(1).replaceAll(/\{\w+\}/g, sent);
      if (path === '/openapi.json' || method !== 'get') continue;
      const named = parameters.filter((one: Json) => one.in === 'query').map((one: Json) => one.name);
      for (const name of [...named, 'other', sent]) {
        await ask(`GET ${where}?${name}`, `${where}?${name}=${sent}`, { headers: OURS });
        await ask(`GET ${where}?${name}`, `${where}?${name}=news.example/${sent}`, { headers: OURS });
      }
      await ask(`${path} and more`, `${where}/${sent}`, { headers: OURS });
    }
    await ask(`DELETE ${path}`, path.slice(1).replaceAll(/\{\w+\}/g, sent), { method: 'DELETE', headers: OURS });
  }
  await ask('no route', sent, { headers: OURS });

  for (const one of [FIELDS.view(), FIELDS.share(), FIELDS.reaction()].flatMap((whole) => spoiled(whole, nasty))) {
    for (const envelope of [{ interactions: [one] }, { visitor: nasty, proof: nasty, interactions: [one] }]) {
      const fresh = { ...one, ...(typeof one.id === 'string' && one.id !== nasty && { id: createInteractionId() }) };
      const body = JSON.stringify({ ...envelope, interactions: [fresh] });
      await ask('interactions', 'v1/interactions', { method: 'POST', headers: OURS, body });
    }
  }
  await ask('interactions', 'v1/interactions', { method: 'POST', headers: OURS, body: nasty });

  const form = { page: `https://${PAGE}`, reactions: 'love', return: `https://${PAGE}` };
  for (const one of spoiled(form, nasty)) {
    const body = new URLSearchParams(one as Record<string, string>);
    await ask('form', 'v1/form', { method: 'POST', headers: OURS, body });
    await ask('form of a stranger', 'v1/form', {
      method: 'POST',
      headers: { ...OURS, Origin: `https://${sent}` },
      body,
    });
  }
  const more = `https://${PAGE}?${nasty}#${nasty}`;
  const body = new URLSearchParams({ ...form, return: more, reactions: nasty });
  await ask('form with a way back', 'v1/form', { method: 'POST', headers: OURS, body });

  const bearer = { ...OURS, Authorization: `Bearer ${ADMIN}` };
  for (const one of [FIELDS.page(), FIELDS.meta()].flatMap((whole) => spoiled(whole, nasty))) {
    await ask('import', 'v1/import?mode=merge', { method: 'POST', headers: bearer, body: JSON.stringify(one) });
  }
  await ask('import', 'v1/import?mode=merge', { method: 'POST', headers: bearer, body: nasty });
  return seen;
}

describe('markup in any field', () => {
  for (const nasty of NASTY) {
    it(`comes back as text at most: ${JSON.stringify(nasty)}`, async (t) => {
      const folder = temporaryFolder(t);
      writeFileSync(`${folder}/gaung.js`, SCRIPT);
      const { send } = app({ env: { GAUNG_SCRIPT: folder } });
      const { pages, problems, echoes } = await everything(send, nasty);
      assert.ok(pages > 5, `${pages} answers were pages`);
      assert.ok(problems > 20, `${problems} answers were problems`);
      assert.ok(echoes > 0, 'some answer told what was wrong with it');
    });

    it(`is JSON where it is a title: ${JSON.stringify(nasty)}`, async () => {
      const top = async () => [{ page: PAGE as never, title: nasty, count: 3 }];
      const { send } = app({ storage: { ...memoryStorage(), top } });
      const answer = await send('v1/top', { headers: OURS });
      assert.equal(answer.headers.get('content-type'), 'application/json');
      assert.equal(answer.headers.get('x-content-type-options'), 'nosniff');
      assert.equal((await answer.json()).pages[0].title, nasty);
    });
  }
});
