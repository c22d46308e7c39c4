import { expect } from '@open-wc/testing';
import { patch, show, type Tree } from '../../src/elements/base/tree.ts';
import { isWritten } from '../../src/hydrate/written.ts';
import { markupOf } from '../../src/ssr/markup.ts';

const LIST: Tree = [
  'ul',
  { class: 'a', lang: undefined },
  ['li', { id: 'one' }, 'One'],
  false,
  ['li', {}, 'Two', ['b', {}, '!']],
];

/** What a server would write, as a browser reads it. */
function written(tree: Tree): Element {
  const template = document.createElement('template');
  template.innerHTML = markupOf(tree);
  return template.content.firstElementChild!;
}

/** Makes of one tree the other. */
function change(before: Tree, now: Tree): Element {
  const element = show(before);
  patch(element, before, now);
  return element;
}

describe('a tree', () => {
  it('is what it says', () => {
    expect(show(LIST).outerHTML).to.equal('<ul class="a"><li id="one">One</li><li>Two<b>!</b></li></ul>');
  });

  it('is as it says after another of its tag was shown', () => {
    show(LIST);
    expect(show(['ul', { lang: 'id' }, 'Tiga']).outerHTML).to.equal('<ul lang="id">Tiga</ul>');
    expect(show(['ul', {}]).outerHTML).to.equal('<ul></ul>');
  });

  const CHANGES: readonly (readonly [what: string, now: Tree])[] = [
    ['nothing', LIST],
    ['a text', ['ul', { class: 'a' }, ['li', { id: 'one' }, 'Satu'], false, ['li', {}, 'Two', ['b', {}, '?']]]],
    [
      'an attribute',
      ['ul', { class: 'b', lang: 'id' }, ['li', {}, 'One'], undefined, ['li', { id: 'two' }, 'Two', ['b', {}, '!']]],
    ],
    [
      'what was not there',
      ['ul', { class: 'a' }, ['li', { id: 'one' }, 'One'], ['li', {}, 'Between'], ['li', {}, 'Two', ['b', {}, '!']]],
    ],
    ['what is gone', ['ul', { class: 'a' }, false, false, ['li', {}, 'Two']]],
    ['a tag', ['ul', { class: 'a' }, ['p', { id: 'one' }, 'One'], false, ['li', {}, ['b', {}, '!'], 'Two']]],
    ['a text for an element, and the other way', ['ul', {}, 'One', ['i', {}], 'Two']],
    ['texts that are empty', ['ul', {}, '', ['li', {}, ''], '']],
    ['more', ['ul', { class: 'a' }, ...LIST.slice(2), ['li', {}, 'Three'], ['li', {}, 'Four']] as unknown as Tree],
    ['less', ['ul', { class: 'a' }]],
  ];

  for (const [what, now] of CHANGES) {
    it(`becomes another: ${what}`, () => {
      const fresh = written(now);
      expect(change(LIST, now).isEqualNode(fresh), 'there').to.equal(true);
      expect(change(now, LIST).isEqualNode(written(LIST)), 'and back').to.equal(true);
    });

    it(`is known for what a server wrote: ${what}`, () => {
      expect(isWritten(written(now), now)).to.equal(true);
      expect(isWritten(show(now), now)).to.equal(true);
      expect(isWritten(written(LIST), now)).to.equal(what === 'nothing');
    });
  }

  it('keeps nodes that stay, and what others have set on them', () => {
    const element = show(LIST);
    const [first, second] = element.children;
    const text = first!.firstChild;
    first!.setAttribute('data-narrow', '');
    patch(element, LIST, ['ul', { class: 'a' }, ['li', { id: 'two' }, 'Satu'], false, ['li', {}, 'Dua']]);
    expect([...element.children]).to.deep.equal([first, second]);
    expect(first!.firstChild === text).to.equal(true);
    expect(first!.outerHTML).to.equal('<li id="two" data-narrow="">Satu</li>');
  });

  const NOW: Tree = ['ul', { class: 'a' }, ['li', { id: 'one' }, 'Satu'], false, ['li', {}, 'Dua', ['b', {}, '?']]];
  const TAKEN: Readonly<Record<string, (element: Element) => unknown>> = {
    'took the first part away': (element) => element.firstChild!.remove(),
    'took the last part away': (element) => element.lastChild!.remove(),
    'took all parts away': (element) => element.replaceChildren(),
    'put a text for an element': (element) => element.firstElementChild!.replaceWith('One'),
    'put elements for texts, as translators do': (element) => {
      for (const item of element.children) item.firstChild!.replaceWith(document.createElement('font'));
    },
  };
  for (const [what, take] of Object.entries(TAKEN)) {
    it(`is as it says again where others ${what}`, () => {
      const element = show(LIST);
      take(element);
      patch(element, LIST, NOW);
      expect(element.isEqualNode(show(NOW)), element.outerHTML).to.equal(true);
    });
  }

  it('draws', () => {
    const drawing = show(['svg', { viewBox: '0 0 24 24' }, ['path', { d: 'M0 0' }]]);
    expect([drawing, drawing.firstChild].map((node) => node instanceof SVGElement)).to.deep.equal([true, true]);
    expect(isWritten(written(['svg', { viewBox: '0 0 24 24' }]), ['svg', { viewBox: '0 0 24 24' }])).to.equal(true);
  });

  for (const text of ['<img src=x onerror=alert(1)>', '"><script>alert(1)</script>', "'&amp;", '</ul>']) {
    it(`takes no data for markup: ${text}`, () => {
      const tree: Tree = ['ul', { title: text }, text, ['li', { id: text }, text]];
      const element = show(tree);
      expect([element.children.length, element.getAttribute('title'), element.firstChild!.textContent]).to.deep.equal([
        1,
        text,
        text,
      ]);
      expect(written(tree).isEqualNode(element)).to.equal(true);
    });
  }
});
