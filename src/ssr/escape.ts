const ESCAPED: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '\r': '&#13;', // Browsers read one that stands there as a line break.
};

/** Text as it may stand in markup: between tags, and in an attribute's quotes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"'\r]/g, (sign) => ESCAPED[sign]!);
}

/** A tag with its attributes; what is undefined or false is left out. */
export function openTag(name: string, attributes: Readonly<Record<string, string | false | undefined>>): string {
  const written = Object.entries(attributes).flatMap(([attribute, value]) =>
    typeof value === 'string' ? [` ${attribute}="${escapeHtml(value)}"`] : [],
  );
  return `<${name}${written.join('')}>`;
}
