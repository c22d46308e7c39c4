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
      label: child.getAttribute('label') ?? child.textContent?.trim() ?? '',
      icon: child.getAttribute('icon') ?? '',
    }));
}

/** The options that a bar shows: what it was given, where that is right, else its preset. Wrong ones are named once. */
export function shownOptions(input: ReactionsInput, preset: Preset, messages: Messages): ShownOption[] {
  const given = typeof input === 'string' ? input.split(/[\s,]+/).filter(Boolean) : (input ?? []);
  const options = given.map((one) => (typeof one === 'string' ? { value: one } : one));
  const right = options.filter(({ value }, index) => {
    const isRight = isName(value) && options.findIndex((other) => other.value === value) === index;
    if (!isRight) warnOnce(`The reaction "${value}" is left out. Right is an id of a-z, 0-9 and -, at most 32, once.`);
    return isRight;
  });
  if (right.length > MOST) warnOnce(`A bar shows at most ${MOST} reactions; the others are left out.`);
  const shown: ReactionOption[] =
    right.length > 0 ? right.slice(0, MOST) : Object.keys(preset).map((value) => ({ value }));
  return shown.map(({ value, label, icon }) => ({
    value,
    label: label || (Object.hasOwn(messages.reactions, value) ? messages.reactions[value]! : value),
    icon: icon || (Object.hasOwn(EMOJI, value) ? EMOJI[value]! : ''),
  }));
}
