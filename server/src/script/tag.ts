import { createHash } from 'node:crypto';
import { type Release, readRelease } from './release.ts';

/** How a page loads one version of the script and nothing else. */
export interface ScriptTag {
  readonly version: string;
  /** Of the script, below the server's address. */
  readonly path: string;
  /** Of the script (Subresource Integrity). */
  readonly integrity: string;
  readonly chunks: readonly { readonly path: string; readonly integrity: string }[];
  /** What a strict `script-src` needs beside the server: the hash of the import map, which is inline. */
  readonly csp: string;
  /** To be pasted into a page, before any other module. */
  readonly html: string;
}

/**
 * The tag for the script that lies in a folder.
 *
 * @param folder The one that holds gaung.js: `GAUNG_SCRIPT`.
 * @param url The public address of the server, with its prefix, such as `https://echo.example/`.
 * @returns undefined where the folder holds no script.
 */
export function scriptTag(folder: string, url: string | URL): ScriptTag | undefined {
  const release = readRelease(folder);
  return release && tagOf(release, url);
}

/** The same for a release that was read before. */
export function tagOf({ version, integrity }: Release, url: string | URL): ScriptTag {
  const base = new URL(url);
  if (!base.pathname.endsWith('/')) base.pathname += '/';
  const [script, ...chunks] = [...integrity]
    .map(([path, integrity]) => ({ path: `v/${version}/${path}`, integrity }))
    .toSorted((a, b) => Number(b.path.endsWith('/gaung.js')) - Number(a.path.endsWith('/gaung.js')));
  if (!script) throw new Error('A release without a script.');
  const address = (path: string) => new URL(path, base).href;
  const map = { integrity: Object.fromEntries(chunks.map(({ path, integrity }) => [address(path), integrity])) };
  // A `<` could end the element; in JSON it may be spelled otherwise.
  const text = `\n${JSON.stringify(map, null, 2).replaceAll('<', String.raw`\u003c`)}\n`;
  // A URL spells quotes and angle brackets by percent.
  const src = address(script.path).replaceAll('&', '&amp;');
  const html = `<script type="importmap">${text}</script>
<script type="module" src="${src}" integrity="${script.integrity}" crossorigin="anonymous"></script>
`;
  return {
    version,
    ...script,
    chunks,
    csp: `'sha256-${createHash('sha256').update(text).digest('base64')}'`,
    html,
  };
}
