import type { QrTexts } from './locale.ts';

/** English for a QR code, and what stands in where another language does not say it. */
export const enQrTexts: QrTexts = {
  qrTitle: 'Scan to open',
  qrOf: 'QR code of {url}',
  qrTooLong: 'This link is too long for a QR code.',
  close: 'Close',
};
