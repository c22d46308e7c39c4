// Writes src/types/elements.ts and docs/elements.md from the JSDoc of the elements, or (without --write) says what is old.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ROOT, readTags } from './manifest/elements.ts';
import { referenceText } from './manifest/reference.ts';
import { typesText } from './manifest/types.ts';

/** The files of the repository that are made from the manifest, with what they should say. Needs a build. */
export function madeFromManifest(): Readonly<Record<string, string>> {
  const tags = readTags();
  return { 'src/types/elements.ts': typesText(tags), 'docs/elements.md': referenceText(tags) };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [path, text] of Object.entries(madeFromManifest())) {
    if (process.argv.includes('--write')) writeFileSync(ROOT + path, text);
    else if (readFileSync(ROOT + path, 'utf8') !== text) {
      console.error(`${path} is old. Run: npm run elements -- --write`);
      process.exitCode = 1;
    }
  }
}
