/** Markup that is safe as it stands. */
export interface Html {
  readonly markup: string;
}

type Value = string | number | undefined | Html | readonly Html[];

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escape = (text: string): string => text.replaceAll(/[&<>"']/g, (char) => ENTITIES[char] ?? char);

function render(value: Value): string {
  if (value === undefined) return '';
  if (typeof value === 'string' || typeof value === 'number') return escape(String(value));
  if ('markup' in value) return value.markup;
  return value.map((item) => item.markup).join('\n');
}

/** Everything that is put in is escaped, unless it came from here. */
export function html(strings: TemplateStringsArray, ...values: readonly Value[]): Html {
  return { markup: strings.reduce((out, text, i) => out + render(values[i - 1]) + text) };
}

const DATE = new Intl.DateTimeFormat('id-ID', {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
});
const SHORT_DATE = new Intl.DateTimeFormat('id-ID', { day: 'numeric', month: 'short', timeZone: 'UTC' });

/** `Kamis, 19 November 2026`. */
export const longDate = (iso: string): Html => html`<time datetime="${iso}">${DATE.format(new Date(iso))}</time>`;
/** `19 Nov`. */
export const shortDate = (iso: string): Html =>
  html`<time datetime="${iso}">${SHORT_DATE.format(new Date(iso))}</time>`;
