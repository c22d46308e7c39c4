/** What deploy/ says fits the repository and itself. Docker does not run here: `npm run try:image` does by hand what it would. */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { parseYaml } from '@redocly/openapi-core';
import { instructionsOf } from '../../scripts/dockerfile.ts';
import { readConfig } from '../src/config.ts';
import { VARIABLE_NAMES } from '../src/variables.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const read = (path: string) => readFileSync(`${ROOT}${path}`, 'utf8');

interface Service {
  readonly image: string;
  readonly build?: { readonly context: string; readonly dockerfile: string };
  readonly environment?: Readonly<Record<string, string>>;
  readonly volumes?: readonly string[];
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly healthcheck?: object;
  readonly networks?: readonly string[] | Readonly<Record<string, unknown>>;
}

interface Compose {
  readonly services: Readonly<Record<string, Service>>;
  readonly networks?: Readonly<Record<string, unknown>>;
  readonly volumes: Readonly<Record<string, unknown>>;
}

const FILES = globSync('deploy/compose.*.yaml', { cwd: ROOT });
const EXAMPLE = read('deploy/env.example');
const composed = (file: string) => parseYaml(read(file)) as Compose;
const known = new Set<string>([...VARIABLE_NAMES, 'PORT']);

/** What an operator fills in. */
const FILLED: Readonly<Record<string, string>> = {
  ...Object.fromEntries([...EXAMPLE.matchAll(/^([A-Z_]+)=(.*)$/gm)].map(([, name, value]) => [name!, value!])),
  ...Object.fromEntries(
    ['GAUNG_SECRET', 'GAUNG_ADMIN_TOKEN', 'GAUNG_METRICS_TOKEN', 'STORAGE_PASSWORD'].map((name) => [
      name,
      'ab12'.repeat(16),
    ]),
  ),
};

/** As Docker Compose puts values in. */
const interpolated = (text: string) =>
  text.replaceAll(/\$\{([A-Z_]+)(?::([-?])([^}]*))?\}/g, (_all, name: string) => FILLED[name] ?? assert.fail(name));

it('there is a file for PostgreSQL, and one for Valkey', () => {
  assert.deepEqual(FILES.toSorted(), ['deploy/compose.postgres.yaml', 'deploy/compose.valkey.yaml']);
});

for (const file of FILES) {
  describe(file, () => {
    const { services, networks = {}, volumes } = composed(file);

    it('asks for what env.example has, and for all that has no value there', () => {
      const text = read(file);
      const asked = new Map([...text.matchAll(/\$\{([A-Z_]+)(:-|:\?)/g)].map(([, name, how]) => [name!, how!]));
      for (const [name] of asked) assert.match(EXAMPLE, new RegExp(`^${name}=`, 'm'));
      for (const [, name] of EXAMPLE.matchAll(/^([A-Z_]+)=$/gm)) assert.equal(asked.get(name!), ':?', name);
    });

    it('starts servers whose configuration is right', () => {
      const environment = services.gaung!.environment!;
      for (const name of Object.keys(environment)) assert.ok(known.has(name), name);
      const values = Object.entries(environment).map(([name, value]) => [name, interpolated(value)]);
      const config = readConfig(Object.fromEntries(values));
      assert.equal(config.trustedProxies.has('172.18.0.2'), true);
      assert.equal(config.origins.length, 2);
    });

    it('names files, services, volumes and networks that there are', () => {
      for (const [name, service] of Object.entries(services)) {
        for (const volume of service.volumes ?? []) {
          const [from = ''] = volume.split(':');
          if (from.startsWith('./')) assert.ok(read(`deploy/${from}`), `${name}: ${from}`);
          else assert.ok(from in volumes, `${name}: ${from}`);
        }
        for (const [other, { condition }] of Object.entries(service.depends_on ?? {})) {
          assert.ok(other in services, `${name}: ${other}`);
          // The image of the server has a check of its own.
          const isChecked = services[other]!.healthcheck !== undefined || services[other]!.image === 'gaung';
          if (condition === 'service_healthy') assert.ok(isChecked, `${name}: ${other} has no check`);
        }
        const of = service.networks ?? [];
        for (const network of Array.isArray(of) ? of : Object.keys(of))
          assert.ok(network === 'default' || network in networks, `${name}: ${network}`);
      }
      const { context, dockerfile } = services.gaung!.build!;
      assert.ok(read(`deploy/${context}/${dockerfile}`));
    });
  });
}

describe('deploy/Dockerfile', () => {
  const instructions = instructionsOf(read('deploy/Dockerfile'));
  const last = instructions.slice(instructions.findLastIndex(({ name }) => name === 'FROM'));

  it('copies what there is, of what Docker is given', () => {
    const wanted = read('deploy/Dockerfile.dockerignore')
      .split('\n')
      .filter((line) => line.startsWith('!'))
      .map((line) => line.slice(1));
    for (const pattern of wanted) assert.ok(globSync(pattern, { cwd: ROOT }).length > 0, pattern);
    const given = wanted.flatMap((pattern) => globSync(pattern, { cwd: ROOT }));
    const isGiven = (path: string) => given.some((one) => path === one || path.startsWith(`${one}/`));
    for (const { words } of instructions.filter(({ name, text }) => name === 'COPY' && !text.includes('--from'))) {
      for (const path of words.slice(0, -1)) assert.ok(path === '.' || (isGiven(path) && read(path)), path);
    }
  });

  it('sets variables that there are, runs as nobody special, and stops by a signal that the server knows', () => {
    const texts = (of: string) => last.filter(({ name }) => name === of).map(({ text }) => text);
    for (const text of texts('ENV')) assert.ok(known.has(text.split('=')[0]!) || text.startsWith('NODE_ENV='), text);
    assert.deepEqual(texts('USER'), ['node']);
    assert.deepEqual(texts('STOPSIGNAL'), ['SIGTERM']);
    const [command] = texts('CMD').map((text) => JSON.parse(text) as string[]);
    assert.ok(read(command![1]!));
    assert.ok(read(/"(deploy\/[^"]+)"/.exec(texts('HEALTHCHECK')[0]!)![1]!));
  });
});
