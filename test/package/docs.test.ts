/** Every block of code in what users read is right: compiled, parsed, or known to be run by another test. Needs a build. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, posix } from 'node:path';
import { describe, it } from 'node:test';
import { promisify } from 'node:util';
import { parseYaml } from '@redocly/openapi-core';
import { type Block, blocksOf, PAGES, readBlocks } from './docs/blocks.ts';
import { codeProblems } from './docs/check-code.ts';
import { cssProblems } from './docs/check-css.ts';
import { htmlProblems, scriptsOf } from './docs/check-html.ts';
import { shellProblems } from './docs/check-shell.ts';
import { ROOT } from './source.ts';

const run = promisify(execFile);
const blocks = readBlocks();
const inLanguage = (...languages: readonly string[]) => blocks.filter(({ language }) => languages.includes(language));

/** Languages that another test reads, and which. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  ...Object.fromEntries(['ini', 'nginx', 'caddy'].map((language) => [language, 'server/test/operations.test.ts'])),
  sql: 'test/adapters',
};
const CODE = ['ts', 'tsx', 'js', 'jsx'];
const DATA = ['json', 'yaml', 'ndjson', 'csv', 'promql', 'text'];
const HERE = new Set([...CODE, ...DATA, 'html', 'css', 'sh', 'bash', 'vue', 'svelte']);

/** Files of the examples: they are built and clicked through by test/e2e/examples.test.ts. */
const inExamples = new Set(
  globSync('examples/*/{*.ts,src/*}', { cwd: ROOT }).map((path) => readFileSync(ROOT + path, 'utf8')),
);

const parsed = (code: string, parse: (text: string) => unknown): string[] => {
  try {
    parse(code);
    return [];
  } catch (error) {
    return [String(error)];
  }
};

/** Prints where each problem is. */
async function check(
  list: readonly Block[],
  problemsOf: (code: string) => string[] | Promise<string[]>,
): Promise<void> {
  assert.ok(list.length > 0);
  const found = await Promise.all(
    list.map(async ({ at, code }) => (await problemsOf(code)).map((problem) => `${at}: ${problem}`)),
  );
  assert.deepEqual(found.flat(), []);
}

describe('blocks of code in the docs', () => {
  it('say what they are in, and are read by a test', () => {
    const unread = blocks.filter(({ language }) => !HERE.has(language) && !existsSync(ROOT + ELSEWHERE[language]));
    assert.deepEqual(
      unread.map(({ at, language }) => `${at}: ${language || 'no language'}`),
      [],
    );
  });

  it('in TypeScript and JavaScript compile against the package', async () => {
    const scripts = inLanguage('html').flatMap(({ code, at }) =>
      scriptsOf(code).map((script) => ({ language: 'js', code: script, at })),
    );
    // What configures a tool needs that tool, which an example installs.
    const isConfig = ({ code }: Block) => inExamples.has(code) && code.includes("from 'vite'");
    const code = [...inLanguage(...CODE).filter((block) => !isConfig(block)), ...scripts];
    assert.ok(code.length >= 8);
    assert.deepEqual(await codeProblems(code), []);
  });

  it('in HTML are well-formed, and say to our elements what they understand', () =>
    check(inLanguage('html'), htmlProblems));

  it('in CSS are well-formed, and name what our elements have', () => check(inLanguage('css'), cssProblems));

  it('for a terminal name commands, flags and variables that there are', () =>
    check(inLanguage('sh', 'bash'), shellProblems));

  it('in JSON and YAML can be parsed', async () => {
    await check(inLanguage('json'), (code) => parsed(code, JSON.parse));
    await check(inLanguage('yaml'), (code) => parsed(code, parseYaml));
  });

  it('that an import takes are taken', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'gaung-docs-'));
    try {
      await check(inLanguage('ndjson', 'csv'), async (code) => {
        const file = join(folder, `${randomUUID()}.${code.startsWith('{') ? 'ndjson' : 'csv'}`);
        writeFileSync(file, code);
        const options = ['--merge', '--dry-run', '--storage', `sqlite:${file}.sqlite`];
        return run(process.execPath, ['server/src/cli/main.ts', 'import', file, ...options], { cwd: ROOT }).then(
          () => [],
          ({ stderr }: { stderr: string }) => [stderr],
        );
      });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('of what the server says name events and metrics that there are', async () => {
    const source = globSync('server/src/**/*.ts', { cwd: ROOT })
      .map((path) => readFileSync(ROOT + path, 'utf8'))
      .join('');
    await check(inLanguage('text'), (code) => {
      const data = [...code.matchAll(/^data: (.*)$/gm)].flatMap(([, json]) => parsed(json!, JSON.parse));
      const events = [...code.matchAll(/^\d{4}-\S+Z (?:info|warn|error) ([\w-]+)/gm)].map(([, event]) => event!);
      return [...data, ...events.filter((one) => !source.includes(`'${one}'`)).map((one) => `no event ${one}`)];
    });
    await check(inLanguage('promql'), (code) =>
      [...code.matchAll(/\b(gaung_\w+?)(?:_bucket)?\b/g)].flatMap(([, name]) =>
        source.includes(`'${name}'`) ? [] : [`no metric ${name}`],
      ),
    );
  });

  it('of Vue and Svelte are files of the examples, which are built and clicked through', () => {
    const list = inLanguage('vue', 'svelte');
    assert.ok(list.length >= 2);
    assert.deepEqual(
      list.filter(({ code }) => !inExamples.has(code)).map(({ at }) => at),
      [],
    );
  });
});

describe('links in the docs', () => {
  const slug = (heading: string) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replaceAll(/\s/g, '-');
  const withoutCode = (text: string) => text.replaceAll(/^( *)```[^]*?^\1```$/gm, '').replaceAll(/`[^`\n]*`/g, '``');
  const headingsOf = (page: string) => {
    const text = readFileSync(ROOT + page, 'utf8').replaceAll(/^( *)```[^]*?^\1```$/gm, '');
    return [...text.matchAll(/^#+ (.*)$/gm)].map(([, title]) => slug(title!));
  };

  for (const page of PAGES) {
    it(`${page} leads to files and headings that are there`, () => {
      const problems = [...withoutCode(readFileSync(ROOT + page, 'utf8')).matchAll(/\]\(([^)\s]+)\)/g)].flatMap(
        ([, link]) => {
          if (/^[a-z]+:/.test(link!)) return [];
          const [path = '', heading] = link!.split('#');
          const target = path ? posix.join(posix.dirname(page), path) : page;
          if (!existsSync(ROOT + target)) return [`${link}: there is no ${target}`];
          return heading && !headingsOf(target).includes(heading) ? [`${link}: there is no such heading`] : [];
        },
      );
      assert.deepEqual(problems, []);
    });
  }
});

describe('the checks of blocks', () => {
  it('find blocks where they are, in lists too, with those that they continue', () => {
    const text =
      'a\n\n```ts\nlet b = 1;\n```\n\n- c\n\n  ```sh\n  npm start\n  ```\n\n<!-- continues -->\n```ts\nb = 2;\n```\n';
    assert.deepEqual(
      blocksOf('x.md', text).map(({ line, language, code }) => [line, language, code]),
      [
        [4, 'ts', 'let b = 1;\n'],
        [10, 'sh', 'npm start\n'],
        [15, 'ts', 'let b = 1;\nb = 2;\n'],
      ],
    );
  });

  it('find wrong code', async () => {
    const problems = await codeProblems([
      { language: 'ts', code: "import { http } from 'gaung/adapters/http';\nhttp({});", at: 'a.md:1' },
      { language: 'js', code: "import { nothing } from 'gaung';\nnothing();", at: 'b.md:1' },
      {
        language: 'tsx',
        code: 'import \'gaung/types/react\';\nexport const a = <reaction-bar size="huge" />;',
        at: 'c.md:1',
      },
      { language: 'ts', code: "import 'gaung/adapters/nothing';", at: 'd.md:1' },
    ]);
    assert.deepEqual(problems.map((line) => line.slice(0, 6)).toSorted(), ['a.md:1', 'b.md:1', 'c.md:1', 'd.md:1']);
  });

  it('find wrong HTML', () => {
    const wrong = [
      ['<reaction-bar size="huge"></reaction-bar>', /size is one of/],
      ['<reaction-bar closed="false"></reaction-bar>', /closed is on/],
      ['<reaction-bar min-count="few"></reaction-bar>', /min-count is a number/],
      ['<reaction-bar colour="red"></reaction-bar>', /no attribute colour/],
      ['<share-button></share-button>', /none of our elements/],
      ['<share-buttons networks="whatsapp nothing"></share-buttons>', /no network nothing/],
      ['<noscript><view-counter format="roman"></view-counter></noscript>', /format is one of/],
      ['<script src="https://echo.example/gaung.js"></script>', /is a module/],
      [
        '<script type="module" src="https://echo.example/gaung.js" data-storrage="none"></script>',
        /knows no data-storrage/,
      ],
      ['<p class="a" class="b"></p>', /duplicate-attribute/],
      ['<script type="importmap">{</script>', /SyntaxError/],
    ] as const;
    for (const [html, says] of wrong) assert.match(htmlProblems(html).join('\n'), says, html);
  });

  it('find wrong CSS', () => {
    const wrong = [
      [':root { --gaung-colour: red }', /no --gaung-colour/],
      ['reaction-bar::part(nothing) { color: red }', /no part nothing/],
      ['reaction-bar:state(nothing) { color: red }', /no state nothing/],
      ['reaction-bar::part(leading) { color: red } }', /Unexpected/],
    ] as const;
    for (const [css, says] of wrong) assert.match(cssProblems(css).join('\n'), says, css);
  });

  it('find wrong commands', async () => {
    const wrong = [
      ['npm run nothing', /no npm run nothing/],
      ['gaung-server nothing', /no gaung-server nothing/],
      ['gaung-server top --nothing # a comment', /top has no --nothing/],
      ['GAUNG_NOTHING=1 npm start', /no variable GAUNG_NOTHING/],
      ['npm start && nothing', /nothing is no command/],
    ] as const;
    for (const [script, says] of wrong) assert.match((await shellProblems(script)).join('\n'), says, script);
  });
});
