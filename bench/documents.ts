/** npm run bench:docs: writes what the benches have kept into the documents that show it. */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { DOCUMENTS, withFigures } from './figures/documents.ts';

for (const name of DOCUMENTS) {
  const path = fileURLToPath(new URL(`../${name}`, import.meta.url));
  writeFileSync(path, withFigures(readFileSync(path, 'utf8')));
  console.log(`${name} has the figures of bench/results.`);
}
