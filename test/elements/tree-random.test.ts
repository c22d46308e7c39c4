/** Trees of any kind, so that none is patched wrongly that nobody thought of. */
import { expect } from '@open-wc/testing';
import * as fc from 'fast-check';
import { type Attributes, build, type Part, patch, show, type Tree } from '../../src/elements/base/tree.ts';
import { isWritten } from '../../src/hydrate/written.ts';
import { markupOf } from '../../src/ssr/markup.ts';

/** One and the same seed, so that a commit is judged by what it changed. */
const RUNS = { numRuns: 2000, seed: 1 };

const text = fc.oneof(
  fc.constantFrom(
    '',
    'One',
    'Two',
    '\u00a0',
    '\n',
    '\nOne',
    '\r',
    ' \r\n\t',
    '\ufeff',
    '\ud800',
    '<b>',
    '&amp;',
    '"\'',
  ),
  // There is no markup for NUL.
  fc.string({ unit: 'binary' }).map((one) => one.replaceAll('\0', '')),
);
const value = fc.oneof(fc.constantFrom(undefined, false as const), text);
const attributes: fc.Arbitrary<Attributes> = fc.record(
  { class: value, id: value, lang: value, title: value },
  { requiredKeys: [] },
);

/** A browser makes one text of two that stand beside each other in markup: no element of ours has such. */
function apart(content: readonly Part[]): Part[] {
  let isText = false;
  return content.filter((one) => {
    if (!one) return true;
    const isSecond = isText && typeof one === 'string';
    isText = typeof one === 'string';
    return !isSecond;
  });
}

const { tree } = fc.letrec<{ tree: Tree; part: Part }>((tie) => ({
  part: fc.oneof({ maxDepth: 3 }, fc.constantFrom<Part>(undefined, false, 'One', 'Two'), text, tie('tree')),
  tree: fc
    .tuple(fc.constantFrom('div', 'span', 'img', 'svg'), attributes, fc.array(tie('part'), { maxLength: 5 }))
    .map(([tag, set, content]): Tree => {
      if (tag === 'img') return [tag, set];
      if (tag === 'svg') return [tag, { ...set, viewBox: '0 0 1 1' }, ['path', { d: 'M0 0' }]];
      return [tag, set, ...apart(content)];
    }),
}));

/** Two of one tag, as an element is patched from one to the other. */
const pair = fc.tuple(tree, tree).map(([one, [, ...other]]): readonly [Tree, Tree] => [one, [one[0], ...other]]);

/** What a server would write, as a browser reads it. */
function written(tree: Tree): Element {
  const template = document.createElement('template');
  template.innerHTML = markupOf(tree);
  return template.content.firstElementChild!;
}

/** Fails with what is seen of both. */
function expectSame(node: Element, other: Element): void {
  if (!node.isEqualNode(other)) expect(node.outerHTML).to.equal(other.outerHTML);
  expect(node.isEqualNode(other), node.outerHTML).to.equal(true);
}

describe('any tree', () => {
  it('is shown as it is built, whatever was shown before', () => {
    fc.assert(
      fc.property(tree, (one) => expectSame(show(one), build(one) as Element)),
      RUNS,
    );
  });

  it('becomes any other of its tag', () => {
    fc.assert(
      fc.property(pair, ([before, now]) => {
        const element = build(before) as Element;
        patch(element, before, now);
        expectSame(element, build(now) as Element);
      }),
      RUNS,
    );
  });

  it('is read from its markup as it was, and known for it', () => {
    fc.assert(
      fc.property(tree, (one) => {
        expectSame(written(one), build(one) as Element);
        expect(isWritten(written(one), one)).to.equal(true);
      }),
      RUNS,
    );
  });

  it('is known for no other', () => {
    fc.assert(
      fc.property(pair, ([one, other]) => {
        const isSame = build(one).isEqualNode(build(other));
        expect(isWritten(written(one), other)).to.equal(isSame);
      }),
      RUNS,
    );
  });

  it('keeps what others set on what it keeps, and put behind what it shows', () => {
    fc.assert(
      fc.property(pair, ([before, now]) => {
        const element = build(before) as Element;
        const all = [element, ...element.querySelectorAll('*')];
        for (const one of all) {
          one.setAttribute('data-narrow', '');
          if (one.matches('div, span')) one.append(document.createElement('q'));
        }
        patch(element, before, now);
        for (const one of all.filter((one) => element.contains(one))) {
          expect(one.getAttribute('data-narrow')).to.equal('');
          if (one.matches('div, span')) expect(one.lastChild instanceof HTMLQuoteElement).to.equal(true);
        }
        for (const one of [element, ...element.querySelectorAll('*')]) one.removeAttribute('data-narrow');
        for (const one of element.querySelectorAll('q')) one.remove();
        expectSame(element, build(now) as Element);
      }),
      RUNS,
    );
  });
});
