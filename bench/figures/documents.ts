import { bytesFigures } from './bytes.ts';
import { cpuFigures, floorFigures, loadFigures, rowsFigures, scalePlot } from './load.ts';
import { pageFigures } from './page.ts';
import { readResult } from './results.ts';
import { assumptionFigures, needsFigures, trafficFigures } from './scale.ts';
import { liveFigures, manyFigures, serverFigures, walineFigures } from './server.ts';

/** A part of a document that is made of what benches have kept, between two comments. */
const PART = /(<!-- figures: (\S+) -->\n)[^]*?(<!-- \/figures -->)/g;

const MAKERS: Readonly<Record<string, () => string>> = {
  page: () => pageFigures(readResult('page')),
  bytes: () => bytesFigures(readResult('bytes')),
  server: () => serverFigures(readResult('server')),
  live: () => liveFigures(readResult('server')),
  many: () => manyFigures('server', readResult('server')),
  'many-in-little-memory': () => manyFigures('server-little-memory', readResult('server-little-memory')),
  waline: () => walineFigures(readResult('server')),
  load: loadFigures,
  cpu: cpuFigures,
  floors: floorFigures,
  rows: rowsFigures,
  assumptions: assumptionFigures,
  traffic: trafficFigures,
  needs: needsFigures,
};

/** Documents that show figures of benches. */
export const DOCUMENTS = ['docs/performance.md', 'docs/scale.md'];

/** Pictures that are drawn from what benches have kept. */
export const PICTURES: Readonly<Record<string, () => string>> = { 'docs/scale.svg': scalePlot };

/** A document with the figures that the benches have kept last. @throws {Error} for a part that no bench makes. */
export function withFigures(text: string): string {
  return text.replace(PART, (_all, begin: string, name: string, end: string) => {
    if (!Object.hasOwn(MAKERS, name))
      throw new Error(`There are no figures "${name}"; known are ${Object.keys(MAKERS).join(', ')}.`);
    return `${begin}\n${MAKERS[name]!()}\n${end}`;
  });
}
