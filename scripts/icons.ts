// Writes src/networks/icons/<id>.ts from simple-icons, so that a page loads only the icons that it names and the
// published package needs no icon package. Run it after simple-icons is updated: npm run icons.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as simpleIcons from 'simple-icons';

/** Network id → name of the export in simple-icons. */
export const BRANDS: Readonly<Record<string, keyof typeof simpleIcons>> = {
  facebook: 'siFacebook',
  line: 'siLine',
  telegram: 'siTelegram',
  whatsapp: 'siWhatsapp',
  x: 'siX',
};

/** The text of the icon module of one network. */
export function iconModule(id: string): string {
  const icon = simpleIcons[BRANDS[id]!] as simpleIcons.SimpleIcon;
  return [
    `/** ${icon.title}, from simple-icons (CC0 1.0); the mark belongs to its owner. Written by scripts/icons.ts. */`,
    `export default '${icon.path}';`,
    '',
  ].join('\n');
}

/** Where the icon module of one network is. */
export const iconPath = (id: string): string =>
  fileURLToPath(new URL(`../src/networks/icons/${id}.ts`, import.meta.url));

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const id of Object.keys(BRANDS)) {
    mkdirSync(dirname(iconPath(id)), { recursive: true });
    writeFileSync(iconPath(id), iconModule(id));
  }
}
