import type { ReactiveElement } from '@lit/reactive-element';
import { type PageCounts, type PageKey, parsePageCounts, toJson } from '../contract/index.ts';
import { optionsOf } from '../elements/reaction-bar/reaction-options.ts';

/** The attribute in which a server says what it rendered, as JSON. */
export const RENDERED_ATTRIBUTE = 'data-gaung';

/** What a server says of an element that it rendered. */
export interface Rendered {
  /** The version of Gaung that rendered it. */
  readonly version: string;
  /** When, in milliseconds since 1970. */
  readonly at: number;
  /** What the element counts for; null where it names no page. */
  readonly page: PageKey | null;
  /** BCP 47 tag of the language that it stands in. */
  readonly language: string;
  /** What its attributes and children said: see {@link settingsOf}. */
  readonly settings: string;
  /** Whether it is a bar that looks otherwise than by itself, which takes a part that is loaded later. */
  readonly looks: boolean;
  /** The numbers that are to be seen in it; absent where none were known. */
  readonly counts?: PageCounts;
  /** The `id` of the backend whose numbers these are; absent where that was not said. */
  readonly backend?: string;
}

/** What an attribute says, which is hostile until checked; undefined where that is no such thing. */
export function parseRendered(text: string | null): Rendered | undefined {
  if (!text) return undefined;
  try {
    const { version, at, page, language, settings, looks, counts, backend } = JSON.parse(text) as Record<
      string,
      unknown
    >;
    const isRight =
      [version, language, settings].every((one) => typeof one === 'string') &&
      (page === null || typeof page === 'string') &&
      (backend === undefined || typeof backend === 'string') &&
      Number.isFinite(at);
    if (!isRight) return undefined;
    const known = parsePageCounts(counts);
    return {
      ...{ version, at, page, language, settings },
      looks: looks === true,
      ...(known && { counts: known }),
      ...(backend !== undefined && { backend }),
    } as Rendered;
  } catch {
    return undefined; // Not JSON, or no object.
  }
}

/** All that decides how an element looks beside page, language and numbers, in one text to be compared. */
export function settingsOf(element: ReactiveElement): string {
  const { elementProperties } = element.constructor as typeof ReactiveElement;
  const settings: Record<string, unknown> = {};
  for (const name of elementProperties.keys()) {
    const value = element[name as keyof ReactiveElement] as unknown;
    if (name !== 'backend' && name !== 'page' && value !== undefined && value !== null && value !== false)
      settings[name as string] = value;
  }
  const options = optionsOf(element.children);
  return toJson({ ...settings, ...(options.length > 0 && { options }) });
}
