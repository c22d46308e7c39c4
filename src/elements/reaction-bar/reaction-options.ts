import { isName, type ReactionId } from '../../contract/index.ts';
import type { Messages } from '../../locales/locale.ts';
import { warnOnce } from '../base/warn.ts';
import { EMOJI, type Preset } from './presets.ts';

/** One option of the bar. */
export interface ReactionOption {
  /** The stable id that is counted: `[a-z0-9][a-z0-9-]{0,31}`. */
  readonly value: ReactionId;
  /** Its name for readers; default: the language's own for those of the presets, else the id. */
  readonly label?: string;
  /** An emoji or another short text, or the address of a picture. */
  readonly icon?: string;
}

/** Most options that a bar shows. */
const MOST = 12;

/** An option with nothing left open. */
export type ShownOption = Required<ReactionOption>;

/** What a bar may be given: ids in one text, or a list of ids and options. */
export type ReactionsInput = string | readonly (ReactionId | ReactionOption)[] | null | undefined;

/** The options in `<reaction-option value label icon>` children. */
export function optionsOf(children: Iterable<Element>): ReactionOption[] {
  return [...children]
    .filter((child) => child.localName === 'reaction-option')
    .map((child) => ({
      value: child.getAttribute('value') ?? '',
      label: child.getAttribute('label') ?? child.textContent.trim(),
      icon: child.getAttribute('icon') ?? '',
    }));
}

const own = (texts: Readonly<Record<string, string>>, id: ReactionId) => (Object.hasOwn(texts, id) ? texts[id] : '');

/** The options that a bar shows: what it was given, where that is right, else its preset. Wrong ones are named once. */
export function shownOptions(input: ReactionsInput, preset: Preset, messages: Messages): ShownOption[] {
  const shown = new Map<ReactionId, ShownOption>();
  for (const one of typeof input === 'string' ? input.split(/[\s,]+/).filter(Boolean) : (input ?? [])) {
    const { value, label, icon }: ReactionOption = typeof one === 'string' ? { value: one } : one;
    if (!isName(value) || shown.has(value) || shown.size === MOST) {
      warnOnce(`The reaction "${value}" is left out. Right is an id of a-z, 0-9 and -, at most 32, once, of ${MOST}.`);
    } else {
      const name = label || own(messages.reactions, value) || value;
      shown.set(value, { value, label: name, icon: icon || own(EMOJI, value)! });
    }
  }
  return shown.size > 0 ? [...shown.values()] : shownOptions(Object.keys(preset), preset, messages);
}
