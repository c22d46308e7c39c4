/**
 * What the analyzer of custom elements is told, and what is done to its manifest: it describes the package as it is
 * published, and of the elements what is public.
 */
import type {
  ClassField,
  ClassMember,
  CustomElementDeclaration,
  JavaScriptModule,
  Package,
} from 'custom-elements-manifest';

/** Where a source is in the package. */
const published = (path: string) => path.replace(/^\/?src\//, 'dist/').replace(/\.ts$/, '.js');

const isPublic = (member: ClassMember) =>
  !member.name.startsWith('#') && (member.privacy ?? 'public') === 'public' && !('static' in member && member.static);

/** The analyzer leaves the JSDoc of an attribute and its property with the attribute: it holds for both. */
function describe(field: ClassField & { attribute?: string }, { attributes = [] }: CustomElementDeclaration): void {
  const description = attributes.find(({ name }) => name === field.attribute)?.description;
  if (description) field.description ??= description;
}

function clean(declaration: CustomElementDeclaration): void {
  declaration.members = (declaration.members ?? []).filter(isPublic);
  for (const member of declaration.members) if (member.kind === 'field') describe(member, declaration);
  // It finds calls of dispatchEvent, too, and takes their first argument for the name of the event.
  if (declaration.events) declaration.events = declaration.events.filter(({ description }) => description);
}

/** The module that registers an element; the analyzer does not see that, because the tag may be another one. */
function definition(tag: string, name: string, path: string): JavaScriptModule {
  const declaration = { name, module: published(path) };
  return {
    kind: 'javascript-module',
    path: `dist/define/${tag}.js`,
    exports: [{ kind: 'custom-element-definition', name: tag, declaration }],
  };
}

function publish(manifest: Package): void {
  const definitions: JavaScriptModule[] = [];
  manifest.modules = manifest.modules.filter(({ path, declarations = [] }) => {
    const isElement = declarations.some((one) => 'customElement' in one || one.name === 'GaungElement');
    return isElement || path.startsWith('src/elements/events/');
  });
  for (const module of manifest.modules) {
    module.declarations = (module.declarations ?? []).filter(({ kind }) => kind === 'class');
    const names = new Set(module.declarations.map(({ name }) => name));
    module.exports = (module.exports ?? []).filter(({ declaration }) => names.has(declaration.name));
    for (const declaration of module.declarations) {
      clean(declaration as CustomElementDeclaration);
      const { tagName, name } = declaration as CustomElementDeclaration;
      if (tagName) definitions.push(definition(tagName, name, module.path));
    }
  }
  manifest.modules.push(...definitions);
  // What is said of paths is said everywhere in it: of modules, superclasses, exports, and of what is inherited.
  const rename = (key: string, value: unknown) =>
    (key === 'path' || key === 'module') && typeof value === 'string' ? published(value) : value;
  Object.assign(manifest, JSON.parse(JSON.stringify(manifest, rename)));
}

export default {
  globs: ['src/elements/**/*.ts'],
  exclude: ['src/elements/**/icons/*.ts'],
  outdir: 'dist',
  litelement: true,
  packagejson: false, // A build changes no source.
  plugins: [
    {
      name: 'publish',
      packageLinkPhase: ({ customElementsManifest }: { customElementsManifest: Package }) =>
        publish(customElementsManifest),
    },
  ],
};
