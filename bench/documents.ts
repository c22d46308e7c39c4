/** npm run bench:docs: writes what the benches have kept into the documents that show it, and draws their pictures. */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { DOCUMENTS, PICTURES, withFigures } from './figures/documents.ts';

for (const name of DOCUMENTS) {
  const path = fileURLToPath(new URL(`../${name}`, import.meta.url));
  writeFileSync(path, withFigures(readFileSync(path, 'utf8')));
  console.log(`${name} has the figures of bench/results.`);
}
for (const [name, draw] of Object.entries(PICTURES)) {
  writeFileSync(fileURLToPath(new URL(`../${name}`, import.meta.url)), draw());
  console.log(`${name} is drawn of them.`);
}
