import { encode } from 'uqr';
import { enQrTexts } from '../../locales/en-qr.ts';
import type { QrTexts } from '../../locales/locale.ts';
import { type DialogOptions, draw, fill, make, openDialog } from './dialog.ts';

/** White around a code, in modules, that cameras need. */
const QUIET_ZONE = 4;

export interface QrOptions extends DialogOptions {
  readonly messages: Partial<QrTexts>;
  readonly url: string;
  /** What the link leads to; empty where nobody knows. */
  readonly title: string;
}

/** The dark modules of a row, as one bar for each run of them. */
function bars(row: readonly boolean[], y: number): string {
  let path = '';
  for (let x = 0; x < row.length; x++) {
    const begin = x;
    while (row[x]) x++;
    if (x > begin) path += `M${begin} ${y}h${x - begin}v1h${begin - x}z`;
  }
  return path;
}

/** A QR code, black on white; undefined where the text is too long for one. */
function drawCode(text: string, label: string): SVGElement | undefined {
  let code: ReturnType<typeof encode>;
  try {
    // The smallest code that holds it, with as much correction as fits into that.
    code = encode(text, { ecc: 'L', boostEcc: true, border: QUIET_ZONE });
  } catch {
    return undefined;
  }
  const size = String(code.size);
  return draw(
    'svg',
    {
      class: 'code',
      viewBox: `0 0 ${size} ${size}`,
      role: 'img',
      'aria-label': label,
      'shape-rendering': 'crispEdges',
    },
    draw('rect', { width: size, height: size, fill: '#fff' }),
    draw('path', { d: code.data.map(bars).join(''), fill: '#000' }),
  );
}

/** Shows a link as a QR code, drawn here: nobody is asked. Resolves when the reader closes it. */
export function showQr(options: QrOptions): Promise<void> {
  const { url, title } = options;
  const messages = { ...enQrTexts, ...options.messages };
  const heading = make('h2', { textContent: messages.qrTitle });
  const cross = make(
    'button',
    { type: 'button', className: 'cross', autofocus: true },
    { 'aria-label': messages.close },
    draw('svg', { viewBox: '0 0 24 24', 'aria-hidden': 'true' }, draw('path', { d: 'M5 5l14 14M19 5L5 19' })),
  );
  const code =
    drawCode(url, fill(messages.qrOf, { url })) ?? make('p', { className: 'error', textContent: messages.qrTooLong });
  const inside = make('div', {}, {}, make('div', { className: 'head' }, {}, heading, cross));
  if (title) inside.append(make('p', { className: 'name', dir: 'auto', textContent: title }));
  inside.append(code, make('p', { className: 'address small', textContent: url }));
  const { closed, close } = openDialog(options, heading, inside);
  cross.addEventListener('click', close);
  return closed;
}
