// Puts a compressed copy of each file of dist-script/ beside it, in each coding that the server offers.
import { globSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { CODINGS } from '../server/src/script/encodings.ts';

const root = fileURLToPath(new URL('../dist-script/', import.meta.url));

await Promise.all(
  globSync('**/*.{js,map}', { cwd: root }).map(async (path) => {
    const bytes = await readFile(root + path);
    for (const { suffix, compress } of Object.values(CODINGS)) {
      await writeFile(root + path + suffix, await compress(bytes));
    }
  }),
);
