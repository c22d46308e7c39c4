/** Whether CSS can be parsed, and names only what our elements have. */
import { transform } from 'lightningcss';
import { readTags } from '../../../scripts/manifest/elements.ts';

const tags = readTags();

/** All that is wrong with a style sheet, as lines to be read. */
export function cssProblems(css: string): string[] {
  const problems: string[] = [];
  try {
    const { warnings } = transform({ filename: 'block.css', code: Buffer.from(css), errorRecovery: false });
    problems.push(...warnings.map(({ message }) => message));
  } catch (error) {
    return [String(error)];
  }
  const properties = new Set(tags.flatMap(({ cssProperties }) => cssProperties.map(({ name }) => name)));
  for (const [name] of css.matchAll(/--gaung-[\w-]+/g)) if (!properties.has(name)) problems.push(`there is no ${name}`);
  for (const [, tag, kind, name] of css.matchAll(/\b([a-z]+-[a-z]+)(?::defined)?:(?:(:part)|state)\((\w+)\)/g)) {
    const known = tags.find((one) => one.tag === tag);
    // An option's part says in its description which others it may be, too.
    const list = kind ? known?.parts : known?.states;
    const isThere = list?.some((one) => one.name === name || one.description.includes(`\`${name}\``));
    if (!isThere) problems.push(`<${tag}> has no ${kind ? 'part' : 'state'} ${name}`);
  }
  return problems;
}
