// Writes THIRD-PARTY.md: all code and pictures of others that Gaung ships, and on what terms. npm run licences.
// It reads the lockfile, what is installed, and dist-script/: build first.
import { globSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (path: string) => readFileSync(root + path, 'utf8');

/** Free licences that ask for no more than to be named. */
export const FREE: ReadonlySet<string> = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'ISC',
  'MIT',
  'Unlicense',
]);

/** Packages whose pictures were copied into modules of ours: NOTICES.md says into which. */
export const PICTURES: readonly string[] = ['simple-icons', '@mdi/js', '@iconify-json/fluent-emoji-flat'];

const USES = {
  gaung: 'the package `gaung` needs it',
  server: 'the server needs it',
  script: 'is in `gaung.js` or its parts',
  pictures: 'pictures of it are in the elements',
} as const;

export interface Shipped {
  readonly name: string;
  readonly version: string;
  /** SPDX, as the package says; undefined where it says none. */
  readonly licence: string | undefined;
  readonly uses: ReadonlySet<keyof typeof USES>;
  /** Where it is installed, from the root. */
  readonly path: string;
}

interface Locked {
  readonly version?: string;
  readonly license?: string;
  readonly link?: boolean;
  readonly dependencies?: Record<string, string>;
  readonly optionalDependencies?: Record<string, string>;
}

/** All that ships, by name and version. */
export function thirdParty(): Shipped[] {
  const { packages } = JSON.parse(read('package-lock.json')) as { packages: Record<string, Locked> };
  const uses = new Map<string, Set<keyof typeof USES>>();

  function add(path: string, use: keyof typeof USES): void {
    const known = uses.get(path) ?? new Set();
    if (known.has(use)) return;
    uses.set(path, known.add(use));
    if (use === 'gaung' || use === 'server') addDependencies(path, use);
  }

  function addDependencies(of: string, use: 'gaung' | 'server'): void {
    const { dependencies, optionalDependencies } = packages[of]!;
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
      const path = installed(packages, of, name);
      if (!packages[path]!.link) add(path, use); // A link is our own.
    }
  }

  addDependencies('', 'gaung');
  addDependencies('server', 'server');
  for (const path of bundled()) add(path, 'script');
  for (const name of PICTURES) add(`node_modules/${name}`, 'pictures');
  return [...uses]
    .map(([path, uses]) => {
      const { version = '', license } = packages[path]!;
      return { name: path.replace(/^.*node_modules\//, ''), version, licence: license, uses, path };
    })
    .toSorted((a, b) => compare(a.name, b.name) || compare(a.version, b.version));
}

/** Whether a licence is free, or offers one that is. */
export function isFree(licence: string | undefined): boolean {
  const choices = licence?.replaceAll(/[()]/g, '').split(' OR ') ?? [];
  return choices.some((choice) => choice.split(' AND ').every((one) => FREE.has(one)));
}

/** Where Node finds a package, as the lockfile has it: the nearest `node_modules` upwards. */
function installed(packages: Readonly<Record<string, Locked>>, from: string, name: string): string {
  for (let folder = from; ; folder = folder.replace(/(?:^|\/)[^/]+$/, '')) {
    const path = `${folder}${folder && '/'}node_modules/${name}`;
    if (packages[path]) return path;
    if (!folder) throw new Error(`package-lock.json has no ${name}, which ${from || 'gaung'} needs. Run: npm install`);
  }
}

/** The packages that the source maps of the script name. */
function bundled(): string[] {
  const sources = globSync('dist-script/**/*.map', { cwd: root }).flatMap(
    (map) => (JSON.parse(read(map)) as { sources: string[] }).sources,
  );
  if (sources.length === 0) throw new Error('dist-script/ is not built. Run: npm run build');
  const paths = sources.map((source) => /node_modules\/(?:@[^/]+\/)?[^/]+/.exec(source)?.[0]);
  return [...new Set(paths)].filter((path) => path !== undefined);
}

/** What THIRD-PARTY.md says. */
export function thirdPartyText(): string {
  const all = thirdParty();
  const row = ({ name, version, licence = 'none', uses }: Shipped) =>
    `| ${name} | ${version} | ${licence} | ${[...uses].map((use) => USES[use]).join('; ')} |`;
  return `# What of others ships with Gaung

Written by \`npm run licences\`; a test fails where it is out of date. [NOTICES.md](NOTICES.md) says which pictures are whose.

| package | version | licence | why |
| --- | --- | --- | --- |
${all.map(row).join('\n')}

The licences of what is in \`gaung.js\`:

${all
  .filter(({ uses }) => uses.has('script'))
  .map(({ name, path }) => `## ${name}\n\n${licenceText(path)}`)
  .join('\n\n')}
`;
}

/** The text that a package brings along, each paragraph on one line. */
function licenceText(path: string): string {
  const file = readdirSync(root + path).find((name) => /^licen[cs]e(?:\.(?:md|txt))?$/i.test(name));
  if (!file) throw new Error(`${path} has no file with its licence.`);
  const paragraphs = read(`${path}/${file}`)
    .trim()
    .split(/\r?\n\s*\r?\n/);
  return paragraphs.map((paragraph) => paragraph.trim().replaceAll(/\s+/g, ' ')).join('\n\n');
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(`${root}THIRD-PARTY.md`, thirdPartyText());
