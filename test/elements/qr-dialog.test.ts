import { expect } from '@open-wc/testing';
import { resetMouse, sendKeys, sendMouse } from '@web/test-runner-commands';
import { type QrOptions, showQr } from '../../src/elements/share-buttons/qr-dialog.ts';
import { en } from '../../src/locales/en.ts';
import { id as indonesian } from '../../src/locales/id.ts';
import { becomes, find, findAll, itUnlessWebKit, textOf } from './setup.ts';

const LINK = 'https://news.example/a?b=1&c=2#d';
const QUIET_ZONE = 4;

type Modules = readonly (readonly boolean[])[];

/** The modules that a drawing shows, quiet zone and all, read from its path and nothing else. */
function modulesOf(svg: Element): boolean[][] {
  const size = Number(svg.getAttribute('viewBox')!.split(' ')[2]);
  const modules = Array.from({ length: size }, () => Array<boolean>(size).fill(false));
  const path = svg.querySelector('path')!.getAttribute('d')!;
  const bars = [...path.matchAll(/M(\d+) (\d+)h(\d+)v1h-(\d+)z/g)];
  expect(bars.map(([bar]) => bar).join(''), 'the path is bars and nothing else').to.equal(path);
  for (const [, x, y, width, back] of bars.map((bar) => bar.map(Number))) {
    expect(width).to.equal(back);
    for (let at = x!; at < x! + width!; at++) {
      expect(modules[y!]![at], 'no module is drawn twice').to.equal(false);
      modules[y!]![at] = true;
    }
  }
  return modules;
}

/** The code without its quiet zone, which must be white. */
function withoutQuietZone(modules: Modules): boolean[][] {
  const size = modules.length;
  const isQuiet = (at: number) => at < QUIET_ZONE || at >= size - QUIET_ZONE;
  for (const [y, row] of modules.entries())
    for (const [x, isDark] of row.entries())
      if (isQuiet(x) || isQuiet(y)) expect(isDark, `quiet at ${x},${y}`).to.equal(false);
  return modules.slice(QUIET_ZONE, -QUIET_ZONE).map((row) => row.slice(QUIET_ZONE, -QUIET_ZONE));
}

/** By ISO/IEC 18004, table 9: data codewords of one block, for versions 1 to 3 and levels M, L, H, Q as coded. */
const DATA_CODEWORDS = [
  [16, 19, 9, 13],
  [28, 34, 16, 22],
  [44, 55, 13, 17],
];
/** Blocks of the same: several for 3-H and 3-Q. */
const BLOCKS = [
  [1, 1, 1, 1],
  [1, 1, 1, 1],
  [1, 1, 2, 2],
];
const MASKS: readonly ((x: number, y: number) => boolean)[] = [
  (x, y) => (x + y) % 2 === 0,
  (_x, y) => y % 2 === 0,
  (x) => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
];

/** Reads a small code in byte mode as a camera's decoder does, by the standard, without repairing anything. */
function decode(code: Modules): string {
  const size = code.length;
  const version = (size - 17) / 4;
  expect(version, 'this decoder reads versions 1 to 3').to.be.oneOf([1, 2, 3]);
  // Format information, the copy beside the first finder: level and mask, under a mask of their own.
  const format = [0, 1, 2, 3, 4].reduce((bits, x) => bits * 2 + Number(code[8]![x]), 0) ^ 0b10101;
  const level = format >> 3;
  const mask = MASKS[format & 7]!;
  const isFunction = (x: number, y: number) =>
    (x < 9 && y < 9) ||
    (x >= size - 8 && y < 9) ||
    (x < 9 && y >= size - 8) ||
    x === 6 ||
    y === 6 ||
    (version > 1 && x >= size - 9 && x < size - 4 && y >= size - 9 && y < size - 4);
  let bits = '';
  let isUp = true;
  for (let right = size - 1; right > 0; right -= 2, isUp = !isUp) {
    if (right === 6) right = 5; // The column of the timing pattern is none.
    for (let step = 0; step < size; step++) {
      const y = isUp ? size - 1 - step : step;
      for (const x of [right, right - 1]) if (!isFunction(x, y)) bits += Number(code[y]![x] !== mask(x, y));
    }
  }
  const words = (bits.match(/.{8}/g) ?? []).map((word) => Number.parseInt(word, 2));
  const blocks = BLOCKS[version - 1]![level]!;
  const length = DATA_CODEWORDS[version - 1]![level]!;
  const data = Array.from({ length: blocks }, (_, block) =>
    Array.from({ length }, (__, at) => words[at * blocks + block]!),
  ).flat();
  const stream = data.map((word) => word.toString(2).padStart(8, '0')).join('');
  expect(stream.slice(0, 4), 'byte mode').to.equal('0100');
  const count = Number.parseInt(stream.slice(4, 12), 2);
  const bytes = Array.from({ length: count }, (_, at) => Number.parseInt(stream.slice(12 + at * 8, 20 + at * 8), 2));
  return new TextDecoder('utf-8', { fatal: true }).decode(new Uint8Array(bytes));
}

describe('the QR dialog', () => {
  let host: HTMLElement;
  let opener: HTMLButtonElement;

  beforeEach(() => {
    host = document.createElement('div');
    const root = host.attachShadow({ mode: 'open' });
    opener = document.createElement('button');
    opener.textContent = 'QR code';
    root.append(opener);
    document.body.append(host);
    opener.focus();
  });
  afterEach(async () => {
    host.remove();
    await resetMouse();
  });

  const open = (changes: Partial<QrOptions> = {}) =>
    showQr({ root: host.shadowRoot!, messages: en.messages, lang: 'en', url: LINK, title: 'R&D <b>1</b>', ...changes });
  const dialog = () => find<HTMLDialogElement>(host, 'dialog');
  const code = () => find<SVGSVGElement>(host, '.code');
  const focused = () => host.shadowRoot!.activeElement;

  it('is a labelled modal dialog with a picture that names the link, and passes axe', async () => {
    open();
    expect(dialog().matches(':modal')).to.equal(true);
    expect(find(host, `#${dialog().getAttribute('aria-labelledby')}`).textContent).to.equal('Scan to open');
    expect([code().getAttribute('role'), code().getAttribute('aria-label')]).to.deep.equal([
      'img',
      `QR code of ${LINK}`,
    ]);
    expect([textOf(host, '.address'), textOf(host, '.name')]).to.deep.equal([LINK, 'R&D <b>1</b>']);
    expect((focused() as HTMLElement).getAttribute('aria-label')).to.equal('Close');
    await expect(host).to.be.accessible();
  });

  for (const link of [
    LINK,
    'https://news.example/',
    'http://a.example',
    'https://news.example/日本語?q=🙂',
    `https://news.example/${'a'.repeat(30)}`,
  ]) {
    it(`draws ${link} so that it reads back`, () => {
      open({ url: link });
      expect(decode(withoutQuietZone(modulesOf(code())))).to.equal(link);
    });
  }

  it('draws one path, black on white in any colour scheme', () => {
    host.style.colorScheme = 'dark';
    open();
    expect([...code().children].map(({ localName }) => localName)).to.deep.equal(['rect', 'path']);
    const [paper, ink] = code().children;
    expect([getComputedStyle(paper!).fill, getComputedStyle(ink!).fill]).to.deep.equal([
      'rgb(255, 255, 255)',
      'rgb(0, 0, 0)',
    ]);
    const size = String(modulesOf(code()).length);
    expect([paper!.getAttribute('width'), paper!.getAttribute('height')]).to.deep.equal([size, size]);
  });

  itUnlessWebKit('it has no forced colours')('keeps its black and white in forced colours', () => {
    open();
    expect(getComputedStyle(code()).forcedColorAdjust).to.equal('none');
  });

  it('holds as much as a code can, and says so where a link is longer', async () => {
    const long = `https://news.example/${'a'.repeat(2953 - 21)}`;
    void open({ url: long });
    expect(modulesOf(code()).length).to.equal(177 + 2 * QUIET_ZONE);
    void open({ url: `${long}a` });
    await becomes(() => findAll(host, '.code').length, 0);
    expect(textOf(host, '.error')).to.equal('This link is too long for a QR code.');
    expect(textOf(host, '.address')).to.equal(`${long}a`);
    await expect(host).to.be.accessible();
  });

  it('asks nobody', async () => {
    performance.clearResourceTimings();
    open();
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(performance.getEntriesByType('resource').map(({ name }) => name)).to.deep.equal([]);
  });

  it('leaves the title out where there is none', () => {
    open({ title: '' });
    expect(findAll(host, '.name')).to.deep.equal([]);
  });

  it('shows a link that can be selected', () => {
    host.style.webkitUserSelect = 'none'; // the one name that all engines know
    open();
    getSelection()!.selectAllChildren(find(host, '.address'));
    expect(getComputedStyle(find(host, '.address')).webkitUserSelect).to.equal('text');
  });

  it('closes on Escape, and the focus goes back', async () => {
    const closed = open();
    await sendKeys({ press: 'Escape' });
    await closed;
    expect([findAll(host, 'dialog').length, focused()]).to.deep.equal([0, opener]);
  });

  it('closes by its button, by keyboard', async () => {
    const closed = open();
    await sendKeys({ press: 'Enter' });
    await closed;
    expect(focused()).to.equal(opener);
  });

  it('closes on a click beside it', async () => {
    const closed = open();
    const { left } = dialog().getBoundingClientRect();
    await sendMouse({ type: 'click', position: [Math.round(left / 2), 100] });
    await closed;
  });

  it('speaks Indonesian', () => {
    open({ messages: { ...en.messages, ...indonesian.messages }, lang: 'id' });
    expect([textOf(host, 'h2'), code().getAttribute('aria-label')]).to.deep.equal([
      'Pindai untuk membuka',
      `Kode QR untuk ${LINK}`,
    ]);
  });

  it('has targets of 44 px, and no style of its own in attributes', () => {
    open();
    for (const one of findAll(host, 'dialog button')) {
      const { width, height } = one.getBoundingClientRect();
      expect(Math.min(width, height)).to.be.at.least(44);
    }
    expect(findAll(host, '[style], style')).to.deep.equal([]);
  });
});
