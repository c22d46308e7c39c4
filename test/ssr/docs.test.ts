/** The code of docs/server-rendering.md, run as it stands there. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

const root = fileURLToPath(new URL('../..', import.meta.url));
const text = readFileSync(`${root}docs/server-rendering.md`, 'utf8');
const blocks = new Map(
  [...text.matchAll(/^```js\n\/\/ (\S+)\n([^]*?)^```$/gm)].map(([, name, code]) => [name!, code!] as const),
);
const folder = mkdtempSync(join(tmpdir(), 'gaung-docs-'));
const ELEMENTS = '<html lang="id"><view-counter></view-counter><reaction-bar></reaction-bar>';
const URL_OF_PAGE = 'https://news.example/a';

/** Loads what a block exports. */
async function load(name: string): Promise<Record<string, (...args: never[]) => unknown>> {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, blocks.get(name)!);
  return import(pathToFileURL(path).href) as never;
}

describe('docs/server-rendering.md', () => {
  const { fetch } = globalThis;
  const asked: string[] = [];

  before(() => {
    symlinkSync(`${root}node_modules`, join(folder, 'node_modules'));
    writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
    // The backend of all blocks.
    globalThis.fetch = async (input) => {
      asked.push(new Request(input).url);
      const counts = { 'news.example/a': { version: 1, views: 1206, shares: {}, reactions: { love: 41 } } };
      return Response.json({ counts });
    };
  });
  after(() => {
    globalThis.fetch = fetch;
    rmSync(folder, { recursive: true });
  });

  const isWhole = (markup: string) => {
    assert.match(markup, /Dibaca 1\.206 kali/);
    assert.match(markup, /data-of="love">41</);
  };

  it('has a test for each block', () => {
    const tested = [
      'render.js',
      'client.js',
      'policy.js',
      'eleventy.config.js',
      'src/middleware.js',
      'app/reactions.js',
      'article.js',
    ];
    assert.deepEqual([...blocks.keys()], tested);
    assert.equal(text.match(/^```js$/gm)!.length, tested.length);
  });

  it('renders a page', async () => {
    const { render } = await load('render.js');
    isWhole((await render!(ELEMENTS as never, URL_OF_PAGE as never)) as string);
    assert.match(asked.at(-1)!, /^https:\/\/echo\.example\/v1\/counts\?p=/);
  });

  it('imports in the browser what is there', () => {
    const names = [...blocks.get('client.js')!.matchAll(/'(gaung[^']*)'/g)].map(([, name]) => name!);
    assert.equal(names.length, 4);
    for (const name of names) assert.ok(import.meta.resolve(name));
  });

  it('answers with a policy', async () => {
    const { answer } = await load('policy.js');
    const { policy, body } = (await answer!(ELEMENTS as never, { url: URL_OF_PAGE } as never)) as Record<
      string,
      string
    >;
    const [, nonce] = /style-src 'nonce-([^']+)'/.exec(policy!)!;
    assert.ok(body!.includes(`<style nonce="${nonce}">`));
  });

  it('prints hashes', async () => {
    const [, code] = /^node -e "(.*)"$/m.exec(text)!;
    const { stdout } = await promisify(execFile)(process.execPath, ['-e', code!], { cwd: folder });
    assert.match(stdout, /^(?:'sha256-[\w+/]+=' ?){8}\n$/);
  });

  it('transforms in Eleventy what is a page', async () => {
    const { default: configure } = await load('eleventy.config.js');
    let transform: ((this: object, content: string) => unknown) | undefined;
    configure!({ addTransform: (_name: string, given: typeof transform) => (transform = given) } as never);
    const page = (outputPath: string) => transform!.call({ page: { outputPath, url: '/a' } }, ELEMENTS);
    isWhole((await page('a/index.html')) as string);
    assert.equal(await page('feed.xml'), ELEMENTS);
  });

  it('answers in Astro', async () => {
    const { onRequest } = await load('src/middleware.js');
    const ask = async (type: string) => {
      const headers = { 'content-type': type, 'content-length': String(ELEMENTS.length) };
      const next = async () => new Response(ELEMENTS, { status: 201, headers });
      return (await onRequest!({ url: new URL(URL_OF_PAGE) } as never, next as never)) as Response;
    };
    const page = await ask('text/html');
    isWhole(await page.text());
    assert.deepEqual([page.status, page.headers.get('content-length')], [201, null]);
    assert.equal(await (await ask('text/plain')).text(), ELEMENTS);
  });

  it('renders an element in React', async () => {
    // React itself is not a dependency: what it is given is all that matters here.
    const code = blocks.get('app/reactions.js')!.replace("from 'react'", "from './react.js'");
    blocks.set('app/reactions.js', code);
    mkdirSync(join(folder, 'app'), { recursive: true });
    writeFileSync(join(folder, 'app/react.js'), 'export const createElement = (type, props) => ({ type, props });');
    const { Reactions } = await load('app/reactions.js');
    const { props } = (await Reactions!({ url: URL_OF_PAGE, language: 'id' } as never)) as never as {
      props: { lang: string; dangerouslySetInnerHTML: { __html: string } };
    };
    assert.equal(props.lang, 'id');
    assert.match(props.dangerouslySetInnerHTML.__html, /data-of="love">41</);
  });

  it('tells search engines', async () => {
    const { article } = await load('article.js');
    const markup = (await article!({
      key: 'news.example/a',
      url: URL_OF_PAGE,
      headline: '</script>',
    } as never)) as string;
    const [, json] = /^<script type="application\/ld\+json">(.*?)<\/script><reaction-bar/.exec(markup)!;
    const { headline, interactionStatistic } = JSON.parse(json!) as {
      headline: string;
      interactionStatistic: object[];
    };
    assert.equal(headline, '</script>');
    assert.equal(interactionStatistic.length, 3);
    assert.match(markup, /data-of="love">41</);
  });
});
