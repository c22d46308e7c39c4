import { render } from '@lit-labs/ssr';
import { collectResult } from '@lit-labs/ssr/lib/render-result.js';
import { digestForTemplateResult } from '@lit-labs/ssr-client';
import type { TemplateResult } from 'lit';

/**
 * Elements set their texts as the property `textContent`, of which Lit's renderer writes nothing. So each is rendered as
 * an attribute of this name, where it is escaped, and moved into its element.
 */
const ATTRIBUTE = 'data-gaung-text';
const PROPERTY = / \.textContent=$/;
const WRITTEN = new RegExp(` ${ATTRIBUTE}="([^"]*)">`, 'g');

/** Templates with the attribute, by their own. The same each time: Lit keeps what it knows of a template by it. */
const rewritten = new WeakMap<TemplateStringsArray, TemplateStringsArray>();

function rewrite(strings: TemplateStringsArray): TemplateStringsArray {
  let others = rewritten.get(strings);
  if (!others) {
    const texts = strings.map((text) => text.replace(PROPERTY, ` ${ATTRIBUTE}=`));
    texts.forEach((text, at) => {
      // The text has to be all that is in its element.
      if (text.endsWith(` ${ATTRIBUTE}=`) && !texts[at + 1]!.startsWith('></'))
        throw new Error(`A template of Gaung sets textContent where no server can: ${text}`);
    });
    others = Object.assign(texts, { raw: texts });
    rewritten.set(strings, others);
  }
  return others;
}

const isTemplate = (value: unknown): value is TemplateResult =>
  typeof value === 'object' && value !== null && '_$litType$' in value;

/** @param digests What browsers know each template by, by what it is known by as it was rewritten. */
function withTexts(value: unknown, digests: Map<string, string>): unknown {
  if (Array.isArray(value)) return value.map((one) => withTexts(one, digests));
  if (!isTemplate(value)) return value;
  const other = {
    ...value,
    strings: rewrite(value.strings),
    values: value.values.map((one) => withTexts(one, digests)),
  };
  if (!other.strings.every((text, at) => text === value.strings[at]))
    digests.set(digestForTemplateResult(other), digestForTemplateResult(value));
  return other;
}

/** What an element renders, as markup that can be hydrated. */
export async function markupOf(value: unknown): Promise<string> {
  const digests = new Map<string, string>();
  const markup = await collectResult(render(withTexts(value, digests)));
  return markup
    .replace(WRITTEN, '>$1')
    .replace(/(?<=<!--lit-part )[^\s>]+(?=-->)/g, (digest) => digests.get(digest) ?? digest);
}
