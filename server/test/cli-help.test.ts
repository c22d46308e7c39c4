/** What the command line says of itself, and of being called wrongly. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { flagOf, VARIABLE_NAMES, VARIABLES } from '../src/variables.ts';
import { VERSION } from '../src/version.ts';
import { commands } from './cli.ts';

const SECRETS = VARIABLE_NAMES.filter((name) => VARIABLES[name].isSecret);
const FLAGS = VARIABLE_NAMES.filter((name) => !VARIABLES[name].isSecret).map(flagOf);

/** Each command with its flags. */
const COMMANDS: Readonly<Record<string, readonly string[]>> = {
  start: FLAGS,
  import: ['--storage', '--merge', '--replace', '--format', '--source', '--dry-run', '--quiet'],
  export: ['--storage', '--quiet'],
  verify: ['--storage', '--repair', '--quiet'],
  top: ['--storage', '--by', '--window', '--limit', '--json'],
  backup: ['--storage', '--quiet'],
  page: [],
  'page show': ['--storage', '--json'],
  'page title': ['--storage', '--remove'],
  'page set': ['--storage', '--views', '--share', '--reaction', '--source'],
  'page merge': ['--storage'],
  'page delete': ['--storage', '--yes'],
  visitor: [],
  'visitor forget': ['--storage'],
  secret: [],
  'secret rotate': ['--storage'],
  tag: ['--script', '--json'],
};

describe('--help', () => {
  for (const [command, flags] of Object.entries(COMMANDS)) {
    it(`of ${command} has its usage, its flags and no other, and an example`, async (t) => {
      const { code, out, err } = await commands(t).gaung(...command.split(' '), '--help');
      assert.deepEqual([code, err], [0, '']);
      assert.ok(out.startsWith(`Usage: gaung-server ${command} [options]`), out);
      const listed = [...out.matchAll(/^ {2}(?:-\w, )?(--[\w-]+)/gm)].map(([, flag]) => flag!);
      assert.deepEqual(listed.toSorted(), [...flags, '--help'].toSorted());
      assert.match(out, new RegExp(`\nExamples:\n(?:  .*\n)*.*gaung-server ${command}`));
    });
  }

  it('lists every command, and the exit codes', async (t) => {
    const { gaung } = commands(t);
    const { code, out } = await gaung('--help');
    assert.equal(code, 0);
    const listed = [...out.matchAll(/^ {2}(\w+) .*[A-Z]/gm)].map(([, command]) => command);
    assert.deepEqual(
      listed,
      Object.keys(COMMANDS).filter((command) => !command.includes(' ')),
    );
    assert.match(out, /Exit codes: 0 .* 1 .* 2 /);
    assert.equal((await gaung('--version')).out, `${VERSION}\n`);
  });

  it('of start names the variables, and where secrets come from', async (t) => {
    const { out } = await commands(t).gaung('start', '--help');
    for (const name of VARIABLE_NAMES) assert.ok(out.includes(name), name);
    assert.match(out, /Secrets come by the environment alone/);
    assert.doesNotMatch(out, /`|\]\(/, 'it is plain text');
  });
});

it('says in the README what the help says', () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  const rows = readme.match(/^\| `(?:PORT|GAUNG_\w+)` \|.*$/gm);
  assert.deepEqual(
    rows,
    VARIABLE_NAMES.map((name) => `| \`${name}\` | ${VARIABLES[name].default} | ${VARIABLES[name].description} |`),
  );
});

describe('a wrong call exits with 2 and says what would be right', () => {
  const wrong: Record<string, [args: string, err: RegExp]> = {
    'no command': ['', /^Usage: gaung-server \[options\] \[command\]\n[^]*start/],
    'a command that there is not': ['strat', /unknown command 'strat'\n\(Did you mean start\?\)/],
    'a flag that there is not': ['verify --repare', /unknown option '--repare'\n\(Did you mean --repair\?\)/],
    'a flag without its value': ['start --port', /'--port <value>' argument missing/],
    'a file that is missing': ['backup', /missing required argument 'FILE'/],
    'an argument too many': ['verify now', /too many arguments/],
    'two modes': ['import x --merge --replace', /'--merge' cannot be used with option '--replace'/],
    'a format that there is not': ['import x --format xml', /Allowed choices are ndjson, csv/],
    'a source that is no name': ['import x --source Old', /--source must be a name .*\(it is "Old"\)/],
    'a wrong ranking': [
      'top --by likes --limit 0',
      /--by must be views.*"likes"\)\.\n--limit must be.* 1 to 100 \(it is "0"\)/,
    ],
    'an address that is none': ['tag echo.example', /URL must be the public address .*\(it is "echo\.example"\)/],
    'nothing to set': ['page set a', /Say what to set: --views 1206/],
    'views that are no number': ['page set a --views many', /--views must be a whole number from 0 to/],
    'a reaction without a number': ['page set a --reaction love', /--reaction must be .*\(it is "love"\)/],
    'a share by no network': ['page set a --share X=1', /--share must be an object of at most .* network ids/],
    'a storage that keeps nothing': ['top --storage memory:', /--storage sqlite:/],
    'a storage of another kind': [
      'top --storage data.sqlite',
      /--storage must be sqlite:PATH.*\(it is "data\.sqlite"\)/,
    ],
    'a page that is none': ['page show news.example', /^"news\.example" is no page\. Use a URL/],
    'no title': ['page title a', /Say either a TITLE or --remove/],
    'a title and its removal': ['page title a b --remove', /Say either/],
  };
  for (const [what, [args, err]] of Object.entries(wrong)) {
    it(what, async (t) => {
      const ended = await commands(t).gaung(...args.split(' ').filter(Boolean));
      assert.deepEqual([ended.code, ended.out], [2, '']);
      assert.match(ended.err, err);
    });
  }

  it('a configuration: each flag and variable by the name that it came by', async (t) => {
    const { gaung } = commands(t, { GAUNG_LOG: 'xml', GAUNG_MULTIPLE: 'yes' });
    const { code, err } = await gaung('start', '--port', 'http', '--multiple', 'maybe', '--prefix', '');
    assert.equal(code, 2);
    assert.deepEqual(err.split('\n').slice(0, -1), [
      'The configuration is wrong:',
      '  --port must be a number from 0 to 65535 (it is "http").',
      '  --multiple must be on or off (it is "maybe").',
      '  --prefix must be a path, such as / or /gaung/ (it is "").',
      '  GAUNG_LOG must be text or json (it is "xml").',
    ]);
  });

  it('a secret on the command line, which it does not repeat', async (t) => {
    for (const name of SECRETS) {
      const { code, err } = await commands(t).gaung('start', flagOf(name), 'hush-hush-hush-hush-hush-hush-hush');
      assert.equal(code, 2);
      assert.match(err, new RegExp(`set ${name} there`));
      assert.doesNotMatch(err, /hush/);
    }
  });
});

it('makes no database where one is only to be read', async (t) => {
  const { gaung, database } = commands(t);
  for (const command of [
    'export',
    'verify',
    'top',
    'backup x',
    'page show a',
    'page delete a --yes',
    'visitor forget -',
  ]) {
    const { code, out, err } = await gaung(...command.split(' '));
    assert.deepEqual([code, out], [1, ''], command);
    assert.ok(err.startsWith(`There is no database at ${database}. Say --storage`), err);
  }
});
