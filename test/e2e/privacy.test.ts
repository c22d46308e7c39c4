/** docs/privacy.md, compared with what a browser really keeps and sends, both ways. */
import assert from 'node:assert/strict';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { codesOf, type Row, rowsIn, tableOf } from './privacy-document.ts';
import { type Kept, type Sent, Witness } from './privacy-witness.ts';
import { eventually, Gaung, launch, Reader, Site } from './setup.ts';

const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
const TOKEN = /^v1\.[\w-]{22}\.[\w-]{22}$/;
const USER_AGENT = 'Witness/1.0 (a browser that nobody else has)';

/** Headers that Chromium adds to every request of its own accord, as the document says without their names. */
const BROWSERS_OWN = new Set([
  'accept',
  'accept-encoding',
  'accept-language',
  'connection',
  'host',
  'origin',
  'referer',
  'upgrade-insecure-requests',
  'user-agent',
]);
const isBrowsersOwn = (name: string) =>
  BROWSERS_OWN.has(name) || /^sec-(?:ch|fetch)-/.test(name) || name.startsWith(':');

const unique = (list: Iterable<string>) => [...new Set(list)].toSorted();
const lineOf = ({ where, name, holds }: Kept) => `${where}: ${name} = ${holds}`;

/** What the document says is kept in a mode, in each place of its own. */
function documented(mode: string, isWanted: (how: string) => boolean): string[] {
  const rows = rowsIn('kept', mode).filter((row) => isWanted(row[mode]!));
  return unique(
    rows.flatMap((row) => {
      const places = row.Where === 'both' ? ['localStorage', 'IndexedDB'] : [row.Where!];
      const [name = ''] = codesOf(row.Name);
      const [holds = ''] = codesOf(row.Holds);
      return places.map((where) => lineOf({ where, name, holds }));
    }),
  );
}

interface Mode {
  readonly name: string;
  /** Attributes of the script tag. */
  readonly tag?: string;
  readonly host?: string;
  readonly isGpc?: boolean;
  /** Whether the test decides what time it is. */
  readonly isClocked?: boolean;
}

/** What came of a visit: what was written until then, is kept in the end, and was sent. */
interface Visit {
  readonly written: readonly Kept[];
  readonly kept: readonly Kept[];
  readonly sent: readonly Sent[];
}

/** Whether two lists say the same, and what is in one alone. */
function assertSame(found: readonly string[], expected: readonly string[], what: string): void {
  const onlyFound = found.filter((one) => !expected.includes(one));
  const onlyExpected = expected.filter((one) => !found.includes(one));
  assert.deepEqual(onlyFound, [], `${what}: it happens, and docs/privacy.md does not say so`);
  assert.deepEqual(onlyExpected, [], `${what}: docs/privacy.md says so, and it does not happen`);
}

const requestOf = ({ request }: Sent) => request.replace(/\/chunks\/.*/, '/chunks/<name>');
const isScript = (request: string) => !request.includes('/v1/');

/** The interactions of all that was sent. */
const interactionsOf = (sent: readonly Sent[]) =>
  sent
    .filter(({ request }) => request === 'POST /v1/interactions')
    .flatMap(({ body }) => JSON.parse(body!).interactions as { type: string }[]);

/** The fields that a request carries, in its address or body. */
function fieldsOf({ request, query, body }: Sent): string[] {
  const text = body ?? '';
  const own = request.endsWith('/form')
    ? [...new URLSearchParams(text).keys()]
    : text
      ? Object.keys(JSON.parse(text))
      : [];
  return [...query.keys(), ...own].map((field) => `${request} ${field}`);
}

function assertVisitor(sent: readonly Sent[], how: string | undefined): void {
  const posts = sent.filter(({ request }) => request === 'POST /v1/interactions');
  const visitors = posts.map(({ body }) => (JSON.parse(body!) as { visitor?: string }).visitor);
  if (how === 'no token') assert.deepEqual(unique(visitors.map(String)), ['none']);
  else if (how) {
    assert.equal(visitors[0], undefined, 'nobody is known from before');
    const known = visitors.filter((visitor) => visitor !== undefined);
    assert.ok(known.length > 0);
    for (const visitor of known) assert.match(visitor, TOKEN);
  }
}

/** Compares a visit with the document's column. */
function assertDocumented(mode: string, { written, kept, sent }: Visit): void {
  const anything = () => true;
  assertSame(unique(written.map(lineOf)), documented(mode, anything), `${mode}, written`);
  const isLeft = (how: string) => how === 'kept' || how === 'while open';
  // What tells whose turn it is comes and goes.
  const isTurn = (line: string) => line.includes('gaung:turn:');
  assertSame(
    unique(kept.map(lineOf)).filter((line) => !isTurn(line)),
    documented(mode, isLeft).filter((line) => !isTurn(line)),
    `${mode}, kept in the end`,
  );
  const named = (rows: readonly Row[]) => unique(rows.flatMap((row) => codesOf(row.Request)));
  assertSame(unique(sent.map(requestOf)), named(rowsIn('requests', mode)), `${mode}, requests`);
  const calls = sent.filter(({ request }) => !isScript(request));
  const fields = rowsIn('fields', mode);
  assertSame(
    unique(calls.flatMap(fieldsOf)),
    unique(fields.map((row) => `${codesOf(row.Request)[0]} ${codesOf(row.Field)[0]}`)),
    `${mode}, fields`,
  );
  assertVisitor(calls, fields.find((row) => row.Field === '`visitor`')?.[mode]);
  assertSame(
    unique(interactionsOf(calls).map((one) => `${one.type}: ${Object.keys(one).toSorted().join(' ')}`)),
    unique(
      rowsIn('interactions', mode).map(
        (row) => `${codesOf(row.Interaction)[0]}: ${codesOf(row.Fields)[0]!.split(' ').toSorted().join(' ')}`,
      ),
    ),
    `${mode}, interactions`,
  );
}

describe('docs/privacy.md', () => {
  const site = new Site();
  let gaung: Gaung;
  let browser: Browser;
  /** The names of all headers that came to the server, as Node reads them. */
  const headers = new Set<string>();
  const hear = (message: unknown) => {
    const { request } = message as { request: IncomingMessage };
    const isOurs = request.socket.localPort === gaung?.port && request.headers['user-agent'] === USER_AGENT;
    if (isOurs && request.url?.startsWith('/v1/')) {
      for (const name of Object.keys(request.headers)) headers.add(name);
    }
  };

  before(async () => {
    browser = await launch();
    await site.start();
    subscribe('http.server.request.start', hear);
    gaung = new Gaung({ GAUNG_ORIGINS: `localhost http://news.test:${site.port}` });
    await gaung.start();
  });
  after(async () => {
    unsubscribe('http.server.request.start', hear);
    await browser?.close();
    await gaung?.dispose();
    await site.dispose();
  });

  /** A page of its own for each mode, and the reader who opens it. */
  async function open({ name, tag = '', host = 'localhost', isGpc = false, isClocked = false }: Mode) {
    const path = name.toLowerCase().replaceAll(' ', '-');
    const url = site.url(path, host);
    const server = gaung.url('', host === 'localhost' ? host : 'echo.test');
    site.page(
      `/${path}`,
      `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A story</title>
       <script type="module" src="${server}gaung.js" ${tag}></script></head>
       <body><share-buttons networks="whatsapp bluesky mastodon copy"></share-buttons>
       <p><view-counter live></view-counter></p><reaction-bar live></reaction-bar>
       <noscript><form method="post" action="${server}v1/form">
         <input type="hidden" name="page" value="${url}"><input type="hidden" name="return" value="${url}">
         <button name="reactions" value="love">Love</button>
       </form></noscript></body></html>`,
    );
    const reader = await Reader.come(browser, {
      userAgent: USER_AGENT,
      javaScriptEnabled: name !== 'No script',
      ...(isGpc && { extraHTTPHeaders: { 'Sec-GPC': '1' } }),
    });
    const { context } = reader;
    if (isClocked) await context.clock.install();
    if (isGpc) {
      await context.addInitScript(() => {
        Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', { get: () => true });
      });
    }
    const adapter = `http:${server}`;
    const page = url.replace('http://', '');
    const witness = await Witness.of(context, server, (text) =>
      text
        .replace(/^gaung:turn:.*/, 'gaung:turn:<lock>')
        .replace(adapter, '<adapter>')
        .replace(page, '<page>')
        .replace(UUID, '<id>'),
    );
    await reader.opens(url);
    return { reader, witness, url };
  }
  type Opened = Awaited<ReturnType<typeof open>>;

  const button = (reader: Reader, selector: string) =>
    reader.page.locator(`share-buttons [data-network="${selector}"]`);
  const pressed = (reader: Reader) =>
    reader.page
      .locator('reaction-bar [aria-pressed="true"]')
      .evaluateAll((buttons) => buttons.map((one) => (one as HTMLElement).dataset.reaction));

  /** Reacts, takes back, reacts; shares by a link, by copying, and on a server of the fediverse. */
  async function act({ reader }: Opened): Promise<void> {
    for (const [reaction, choice] of [
      ['love', ['love']],
      ['love', []],
      ['wow', ['wow']],
    ] as const) {
      await reader.taps(reaction);
      await eventually(() => pressed(reader), [...choice]);
    }
    for (const network of ['whatsapp', 'copy']) {
      const opened = network === 'copy' ? undefined : reader.context.waitForEvent('page');
      await button(reader, network).click();
      await (await opened)?.close();
    }
    await button(reader, 'mastodon').click();
    await reader.page.locator('share-buttons dialog input').fill('toot.example');
    const opened = reader.context.waitForEvent('page');
    await reader.page.keyboard.press('Enter');
    await (await opened).close();
    await reader.page.bringToFront();
  }

  /** Waits until the server has all that {@link act} did, and nothing is left to be sent. */
  async function arrives(
    { witness, reader, url }: Opened,
    reactions: Record<string, number>,
    views: number,
  ): Promise<void> {
    await eventually(
      async () => {
        const { reactions, shares, views } = await gaung.counts(url);
        return { reactions, shares, views };
      },
      { reactions, shares: { copy: 1, mastodon: 1, whatsapp: 1 }, views },
    );
    // Both copies hold the same once the disk has caught up; the turn among tabs comes and goes.
    const isInBoth = /^gaung:(?:visitor|choice|clock|outbox)\b/;
    const namesIn = (kept: readonly Kept[], place: string) =>
      unique(kept.filter(({ where, name }) => where === place && isInBoth.test(name)).map(({ name }) => name));
    await eventually(
      async () => {
        const kept = await witness.kept(reader.page);
        const local = namesIn(kept, 'localStorage');
        return {
          areAlike: local.join() === namesIn(kept, 'IndexedDB').join(),
          isSent: !local.some((name) => name.startsWith('gaung:outbox:')),
        };
      },
      { areAlike: true, isSent: true },
    );
  }

  /** Comes back by a reload and changes their mind. */
  async function comeBack(
    opened: Opened,
    reactions: Record<string, number>,
    views: number,
    before?: () => Promise<void>,
  ): Promise<void> {
    const { reader, witness } = opened;
    await reader.reloads();
    await before?.();
    await eventually(async () => witness.count('GET /v1/counts') > 0, true);
    await eventually(
      () => reader.page.locator('view-counter [part="text"]').innerText(),
      `Read ${views} time${views === 1 ? '' : 's'}`,
    );
    await reader.taps('sad');
    await arrives(opened, reactions, views);
  }

  async function end({ reader, witness }: Opened): Promise<Visit> {
    const visit = { written: [...witness.written], kept: await witness.kept(reader.page), sent: witness.sent() };
    assert.deepEqual(reader.problems, []);
    await reader.leaves();
    return visit;
  }

  const modes: readonly (Mode & { readonly after: Record<string, number>; readonly views: number })[] = [
    { name: 'Default', after: { sad: 1 }, views: 1 },
    { name: 'Plain http', host: 'news.test', after: { sad: 1 }, views: 1 },
    { name: 'No storage', tag: 'data-storage="none"', after: { sad: 1 }, views: 1 },
    // Nobody knows them again after a reload: that is what they asked for.
    { name: 'GPC', isGpc: true, after: { wow: 1, sad: 1 }, views: 0 },
  ];
  for (const { after: reactions, views, ...mode } of modes) {
    it(mode.name, async () => {
      const opened = await open(mode);
      await eventually(() => pressed(opened.reader), []);
      await eventually(async () => opened.witness.count('GET /v1/live') > 0, true);
      await act(opened);
      await arrives(opened, { wow: 1 }, views);
      await comeBack(opened, reactions, views);
      assertDocumented(mode.name, await end(opened));
    });
  }

  const needsConsent = ({ reader }: Opened) =>
    eventually(
      () => reader.page.locator('reaction-bar .notice').innerText(),
      'Not sent yet. It will be sent once you have agreed to it.',
    );

  it('Not agreed', async () => {
    const opened = await open({ name: 'Not agreed', tag: 'data-consent="required"', isClocked: true });
    const { reader, witness, url } = opened;
    await act(opened);
    await needsConsent(opened);
    await reader.page.clock.runFor(120_000); // Nothing comes by itself, however long the reader takes.
    await reader.reloads();
    await act(opened);
    assertDocumented('Not agreed', await end(opened));
    assert.deepEqual((await gaung.counts(url)).reactions, {});
    assert.equal(witness.count('POST /v1/interactions'), 0, 'not even when the page is left');
  });

  it('Agreed', async () => {
    const opened = await open({ name: 'Agreed', tag: 'data-consent="required"' });
    const { reader, witness } = opened;
    const sayYes = () => reader.page.evaluate(() => void document.dispatchEvent(new Event('gaungconsent')));
    await act(opened);
    await needsConsent(opened);
    assert.deepEqual(
      witness.sent().filter(({ request }) => !isScript(request)),
      [],
    );
    assert.deepEqual(witness.written, []);
    await sayYes();
    await arrives(opened, { wow: 1 }, 1); // what was done before the yes
    await eventually(() => pressed(reader), ['wow']);
    await sayYes(); // says nothing new
    await comeBack(opened, { sad: 1 }, 1, sayYes);
    assertDocumented('Agreed', await end(opened));
  });

  it('No script', async () => {
    const { reader, witness, url } = await open({ name: 'No script' });
    await reader.page.locator('form button').click();
    await eventually(async () => (await gaung.counts(url)).reactions, { love: 1 });
    assertDocumented('No script', await end({ reader, witness, url }));
  });

  it('the headers, of all modes together', () => {
    const named = tableOf('headers').flatMap((row) => codesOf(row.Header));
    assertSame(
      unique([...headers].filter((name) => !isBrowsersOwn(name))),
      unique(named.map((name) => name.toLowerCase())),
      'headers',
    );
  });

  it('what the server stores', () => {
    const expected = tableOf('server').map((row) => `${codesOf(row.Table)[0]}.${codesOf(row.Column)[0]}`);
    assertSame(unique(gaung.columns()), unique(expected), 'the tables of the server');
    // Not in a free page or the log of the database either.
    for (const text of [USER_AGENT, 'Witness/1.0', '127.0.0.1', '::1']) assert.ok(!gaung.stores(text), text);
    assert.ok(gaung.stores('default'), 'the page of the first visit is found by the same look');
  });

  it('a wrong or an empty value of the tag is taken for the safer one', async () => {
    const wrong = await open({ name: 'Wrong', tag: 'data-storage="off" data-consent="yes"' });
    await eventually(async () => wrong.reader.problems.length, 2);
    assert.deepEqual(wrong.reader.problems, [
      '[gaung] storage="off" is unknown; "none" is used. Right are: none, browser.',
      '[gaung] consent="yes" is unknown; "required" is used. Right are: required, given.',
    ]);
    await wrong.reader.taps('love');
    await eventually(() => pressed(wrong.reader), ['love']);
    assert.deepEqual(await wrong.witness.kept(wrong.reader.page), []);
    assert.equal(wrong.witness.sent().filter(({ request }) => !isScript(request)).length, 0);
    await wrong.reader.leaves();

    const bare = await open({ name: 'Bare', tag: 'data-consent data-storage' });
    await bare.reader.taps('love');
    await eventually(
      () => bare.reader.page.locator('reaction-bar .notice').innerText(),
      'Not sent yet. It will be sent once you have agreed to it.',
    );
    assert.deepEqual(bare.reader.problems, []);
    await bare.reader.leaves();
  });

  it('a server of the fediverse is remembered as long as the page lives, and nothing else is claimed', async () => {
    const opened = await open({ name: 'Server', tag: 'data-storage="none"' });
    const { reader, witness } = opened;
    await act(opened);
    const dialog = reader.page.locator('share-buttons dialog');
    await button(reader, 'mastodon').click();
    await eventually(() => dialog.locator('.used li bdi').allInnerTexts(), ['toot.example']);
    assert.equal(await dialog.locator('#gaung-server-hint').innerText(), 'The one where you have your account.');
    await reader.reloads();
    await button(reader, 'mastodon').click();
    await eventually(() => dialog.locator('input').count(), 1);
    assert.equal(await dialog.locator('.used').count(), 0);
    assert.deepEqual(await witness.kept(reader.page), []);
    await reader.leaves();
  });

  it('data-debug explains each step in the console', async () => {
    const { reader } = await open({ name: 'Explained', tag: 'data-debug' });
    await reader.taps('love');
    const hasSaid = (text: string) => reader.problems.some((one) => one.startsWith(text));
    await eventually(async () => hasSaid('[gaung] [store] answered: 1 applied, 0 refused'), true);
    assert.ok(hasSaid(`[gaung] [page] opens http:${gaung.url()}; keeps choices in this browser`));
    assert.ok(hasSaid('[gaung] [store] did reaction [love] on '));
    await reader.leaves();
  });

  it('consent that was given before the script ran is heard by the attribute', async () => {
    const { reader, url } = await open({ name: 'Given', tag: 'data-consent="given"' });
    await reader.taps('love');
    await eventually(async () => (await gaung.counts(url)).reactions, { love: 1 });
    await reader.leaves();
  });
});
