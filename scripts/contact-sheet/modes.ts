import type { BrowserContextOptions } from 'playwright-core';

/** A way in which readers and pages show the elements. */
export interface Mode {
  readonly name: string;
  readonly context: BrowserContextOptions;
  readonly lang?: string;
  readonly dir?: string;
  /** Of the page around them. */
  readonly style?: string;
  /** Whether the reader has come back to numbers that cannot be read again. */
  readonly isStale?: boolean;
}

const desktop = { width: 560, height: 900 };
const phone = { width: 320, height: 900 };

export const modes: readonly Mode[] = [
  { name: 'light', context: { viewport: desktop } },
  { name: 'dark', context: { viewport: desktop, colorScheme: 'dark' } },
  { name: 'forced-colors', context: { viewport: desktop, forcedColors: 'active' } },
  { name: 'more-contrast', context: { viewport: desktop, contrast: 'more' } },
  { name: 'rtl', context: { viewport: desktop }, lang: 'ar', dir: 'rtl' },
  { name: '320px', context: { viewport: phone, hasTouch: true, isMobile: true }, lang: 'id' },
  {
    name: '320px-dark-rtl',
    context: { viewport: phone, colorScheme: 'dark', hasTouch: true, isMobile: true },
    lang: 'ur',
    dir: 'rtl',
  },
  { name: '200-percent-text', context: { viewport: desktop }, style: 'html { font-size: 200% }' },
  {
    name: 'arial-13px',
    context: { viewport: desktop },
    style: 'body { font: 13px/1.4 Arial, Liberation Sans, sans-serif }',
  },
  {
    name: 'serif-20px',
    context: { viewport: desktop },
    style: 'body { font: 20px/1.6 Georgia, "Noto Serif", serif; background: #fff8ec; color: #2b1d0e }',
  },
  { name: 'stale', context: { viewport: desktop }, isStale: true },
  { name: 'stale-dark', context: { viewport: desktop, colorScheme: 'dark' }, isStale: true },
  { name: 'stale-320px', context: { viewport: phone, hasTouch: true, isMobile: true }, lang: 'id', isStale: true },
  {
    name: 'stale-320px-dark',
    context: { viewport: phone, colorScheme: 'dark', hasTouch: true, isMobile: true },
    lang: 'id',
    isStale: true,
  },
];
