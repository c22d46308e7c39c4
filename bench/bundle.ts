import { fileURLToPath } from 'node:url';
import { build, type Rolldown } from 'vite';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
/** A file that is not there: what it holds is handed in. */
const ENTRY = `${ROOT}bench/entry.js`;

/** Whether an import is of Lit, which a page may have anyway. */
export const isLit = (id: string): boolean => /^(?:lit|@lit|lit-\w+)(?:$|\/)/.test(id);

/** Whether an import is of the store, with all that it stands on. */
export const isStore = (id: string): boolean => /(?:^|\/)(?:store|environment|contract)\//.test(id);

/**
 * What a page loads that imports this: one minified file with all that it imports statically, as a bundler makes it.
 *
 * @param code The module to bundle; its bare imports are found from the root of the repository.
 * @param isExternal Which imports the page has anyway. By default none.
 */
export async function bundle(code: string, isExternal: (id: string) => boolean = () => false): Promise<string> {
  const result = await build({
    root: ROOT,
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: [
      {
        name: 'entry',
        enforce: 'pre',
        resolveId: (id) => (id === ENTRY ? ENTRY : null),
        load: (id) => (id === ENTRY ? code : null),
      },
    ],
    build: {
      write: false,
      target: 'es2022',
      minify: true,
      modulePreload: false,
      lib: { entry: ENTRY, formats: ['es'], fileName: 'entry', cssFileName: 'entry' },
      rolldownOptions: { external: (id) => id !== ENTRY && isExternal(id), output: { minify: true } },
    },
  });
  const { output } = (Array.isArray(result) ? result[0]! : result) as Rolldown.RolldownOutput;
  const chunks = new Map(output.flatMap((one) => (one.type === 'chunk' ? [[one.fileName, one] as const] : [])));
  const [entry] = chunks.values();
  const wanted = new Set<string>();
  const want = (name: string): void => {
    const chunk = chunks.get(name);
    if (!chunk || wanted.has(name)) return;
    wanted.add(name);
    for (const one of chunk.imports) want(one);
  };
  want(entry!.fileName);
  return [...wanted].map((name) => chunks.get(name)!.code).join('\n');
}
