import { BODY_BYTES, type PageKey, PageKeyError, REFUSALS, type RefusalCode, toPageKey } from 'gaung/contract';
import { bodyText } from '../body.ts';
import { Problem } from '../problem.ts';

/** What a form comes as. */
export const FORM_TYPES = ['application/x-www-form-urlencoded', 'multipart/form-data'] as const;

/** The fields of a form's body. What is a file is none of ours. @throws {Problem} */
export async function readForm(request: Request): Promise<FormData> {
  const type = request.headers.get('Content-Type') ?? '';
  const sent = type.split(';')[0]!.trim().toLowerCase();
  if (!FORM_TYPES.some((known) => known === sent)) {
    throw new Problem(
      'body-not-a-form',
      `A form comes as ${FORM_TYPES.join(' or ')}, not as ${type.slice(0, 100) || 'something without a Content-Type'}.`,
      { headers: { Accept: FORM_TYPES.join(', ') } },
    );
  }
  const text = await bodyText(request, BODY_BYTES);
  try {
    return await new Response(text, { headers: { 'Content-Type': type } }).formData();
  } catch {
    throw new Problem('body-unreadable', `The body is not what its Content-Type says: ${type.slice(0, 100)}.`);
  }
}

/** The one value of a field; undefined where it is missing or empty. @throws {Problem} where there are several. */
export function fieldOf(form: FormData, name: string): string | undefined {
  const values = textsOf(form, name);
  if (values.length > 1) {
    throw new Problem('request-invalid', `The field "${name}" must be there once; it is there ${values.length} times.`);
  }
  return values[0]?.trim() || undefined;
}

/** What a reader chose: ids from any number of fields, by spaces within one. None takes the choice back. */
export function reactionsOf(form: FormData): string[] {
  const ids = textsOf(form, 'reactions').flatMap((text) => text.split(/\s+/).filter(Boolean));
  return [...new Set(ids)];
}

/**
 * The page that was reacted to. A path is one of the site that the form stands on; anything else that is relative is
 * none, because the server does not know the document.
 *
 * @throws {Problem} where it names none.
 */
export function pageOf(form: FormData, origin: string): PageKey {
  const text = fieldOf(form, 'page');
  if (!text) throw new Problem('request-invalid', `The field "page" is missing. It must be ${A_PAGE}.`);
  try {
    return toPageKey(text, text.startsWith('/') ? origin : undefined);
  } catch (error) {
    if (!(error instanceof PageKeyError)) throw error;
    if (error.code === 'page-too-long') throw refusal(error.code);
    throw refusal(error.code, `The field "page" is ${JSON.stringify(text.slice(0, 200))}. It must be ${A_PAGE}.`);
  }
}

const A_PAGE = 'the URL of the page, such as https://news.example/a or /a, or an id of A-Z, a-z, 0-9, _ and -';

/** The problem that a refused reaction is. @param detail Better words than the code's own. */
export function refusal(code: RefusalCode, detail: string = REFUSALS[code]): Problem {
  return new Problem('reaction-refused', detail, { members: { code } });
}

const textsOf = (form: FormData, name: string): string[] =>
  form.getAll(name).filter((value) => typeof value === 'string');
