import { expect, fixture, html } from '@open-wc/testing';
import { memory } from '../../src/adapters/memory.ts';
import { type BackendAdapter, countsById } from '../../src/contract/index.ts';
import type { ReactionBar } from '../../src/index.ts';
import { becomes, find, findAll, freshPage, spy, textOf, warnings } from './setup.ts';

const numbers = (bar: Element) => findAll(bar, '.count').map((count) => count.textContent);
const marked = (bar: Element, mark: string) =>
  findAll(bar, `.option.${mark}`).map((option) => option.querySelector('.name')!.textContent);
const press = (bar: Element, reaction: string) => find(bar, `button[data-reaction="${reaction}"]`).click();

/** A backend on which each page has these counts from before. */
function counted(reactions: Record<string, number>) {
  const backend = memory();
  const read: BackendAdapter['read'] = async (pages) => {
    const own = await backend.read(pages);
    return new Map(
      pages.map((page) => {
        const votes = own.get(page)!;
        const sum = Object.entries(reactions).map(([id, count]) => [id, count + (votes.reactions?.[id] ?? 0)] as const);
        return [page, { ...votes, version: votes.version + 1, reactions: countsById(sum) }];
      }),
    );
  };
  return spy({
    ...backend,
    read,
    async record(interactions) {
      const answer = await backend.record(interactions);
      return { ...answer, counts: await read([...answer.counts.keys()]) };
    },
  });
}

const MANY = { love: 12_345, haha: 7, wow: 30, sad: 4, angry: 0 };

describe('what <reaction-bar> shows', () => {
  beforeEach(freshPage);

  async function bar(attributes: Partial<ReactionBar>, backend = counted(MANY)): Promise<ReactionBar> {
    const element = await fixture<ReactionBar>(
      html`<reaction-bar lang="en" page="p" .backend=${backend}></reaction-bar>`,
    );
    Object.assign(element, attributes);
    await becomes(() => element.matches(':defined') && findAll(element, '.count').length > 0, true);
    await element.updateComplete;
    await becomes(() => findAll(element, '.coming').length, 0);
    return element;
  }

  it('writes large counts short, and marks the reaction that leads', async () => {
    const element = await bar({});
    await becomes(() => numbers(element), ['12.3K', '7', '30', '4', '0']);
    expect(marked(element, 'leading')).to.deep.equal(['Love']);
    expect(find(element, '#about-love').textContent).to.equal('12,345 readers, Most chosen');
  });

  it('shows percentages that add up, and their total', async () => {
    const element = await bar({ percent: true }, counted({ love: 1, haha: 1, wow: 1 }));
    await becomes(() => numbers(element), ['34%', '33%', '33%', '0%', '0%']);
    expect(textOf(element, '.notice')).to.equal('3 reactions');
    expect(find(element, '#about-love').textContent).to.equal('34%, 1 reader');
  });

  it('has a set for grave stories, in which nobody laughs', async () => {
    const element = await bar({ preset: 'sensitive' });
    const names = findAll(element, '.name').map((name) => name.textContent);
    expect(names).to.deep.equal(['Support', 'Respect', 'Sad', 'Mourn', 'Hope']);
    expect(numbers(element)[2]).to.equal('4');
  });

  it('reveals the counts after voting, and hides them when the vote is taken back', async () => {
    const element = await bar({ hideCountsUntil: 'voted' });
    await becomes(() => textOf(element, '.notice'), 'Choose one to see the counts.');
    expect(numbers(element).join('')).to.equal('');
    expect(find(element, '#about-love').textContent).to.equal('');
    expect(marked(element, 'leading')).to.deep.equal([]);
    press(element, 'wow');
    await becomes(() => numbers(element), ['12.3K', '7', '31', '4', '0']);
    press(element, 'wow');
    await becomes(() => numbers(element).join(''), '');
    element.closed = true;
    await becomes(() => numbers(element)[0], '12.3K');
  });

  it('keeps counts under a threshold to itself', async () => {
    const element = await bar({ minCount: 5 });
    await becomes(() => numbers(element), ['12.3K', '7', '30', '', '']);
    expect(find(element, '#about-sad').textContent).to.equal('');
    const said = await warnings(async () => {
      element.setAttribute('min-count', 'some');
      await becomes(() => numbers(element), ['12.3K', '7', '30', '4', '0']);
    });
    expect(said.join()).to.contain('a whole number from 0 on');
  });

  it('freezes when it is closed: nothing to press, nothing that moves, and it says so', async () => {
    const backend = counted(MANY);
    const [element, other] = [await bar({}, backend), await bar({}, backend)];
    press(element, 'haha');
    await becomes(() => numbers(element)[1], '8');
    element.closed = true;
    await element.updateComplete;
    expect(findAll(element, 'button')).to.deep.equal([]);
    expect(textOf(element, '.notice')).to.equal('Reactions are closed.');
    expect(marked(element, 'chosen')).to.deep.equal(['Haha']);
    expect(find(element, '#about-haha').textContent).to.equal('8 readers, You chose Haha.');
    press(other, 'wow');
    await becomes(() => [numbers(other)[1], numbers(other)[2]], ['7', '31']);
    expect([numbers(element)[1], numbers(element)[2]]).to.deep.equal(['8', '30']);
    element.closed = false;
    await becomes(() => [numbers(element)[1], numbers(element)[2]], ['7', '31']);
  });

  it('tells the page its states', async () => {
    if (!CSS.supports('selector(:state(voted))')) return; // Before Safari 17.4 and Chrome 125 there are none, or others.
    const element = await bar({});
    expect(element.matches(':state(voted)')).to.equal(false);
    press(element, 'love');
    await becomes(() => element.matches(':state(voted)'), true);
    press(element, 'love');
    await becomes(() => element.matches(':state(voted)'), false);
    element.closed = true;
    await becomes(() => element.matches(':state(closed)'), true);
  });

  it('shows pictures instead of emoji, once they are there', async () => {
    const element = await bar({ icons: 'svg' });
    await becomes(() => findAll(element, '.icon svg path').length > 5, true);
    expect(findAll(element, '.icon').every((icon) => icon.querySelector('svg'))).to.equal(true);
    element.icons = 'emoji';
    await becomes(() => findAll(element, '.icon svg').length, 0);
  });

  it('takes the address of a picture for an icon, and nothing else for one', async () => {
    const dot = 'data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==';
    const reactions = [
      { value: 'a', label: 'A', icon: dot },
      { value: 'b', label: 'B', icon: 'javascript:alert(1)' },
    ];
    const element = await bar({ reactions }, spy());
    expect(findAll<HTMLImageElement>(element, 'img').map(({ src, alt }) => [src, alt])).to.deep.equal([[dot, '']]);
    expect(findAll(element, '.icon')[1]!.textContent).to.equal('javascript:alert(1)');
  });

  it('shows a compact bar on one line, without a question unless it is given one', async () => {
    const element = await bar({ size: 'compact' });
    expect(findAll(element, '.label')).to.deep.equal([]);
    expect(find(element, '[role=group]').getAttribute('aria-label')).to.equal('What do you think of this article?');
    const tops = findAll(element, '.option').map((option) => Math.round(option.getBoundingClientRect().top));
    expect(new Set(tops).size).to.equal(1);
    element.label = 'Your turn';
    await becomes(() => textOf(element, '.label'), 'Your turn');
  });

  it('hides names from sight and not from screen readers', async () => {
    const element = await bar({ labels: 'never' });
    const [name] = findAll(element, '.name');
    expect(name!.getBoundingClientRect().width).to.be.at.most(1);
    expect(find(element, 'button').textContent).to.contain('Love');
    await expect(element).to.be.accessible();
  });

  it('rolls a number that changes before the reader’s eyes, and none that only comes', async () => {
    const element = await bar({});
    await becomes(() => numbers(element)[2], '30');
    const rolling = () => find(element, '.count[data-of="wow"]').dataset.before;
    expect(rolling()).to.equal(undefined);
    press(element, 'wow');
    await becomes(() => [numbers(element)[2], rolling()], ['31', '30']);
    element.page = 'q';
    await becomes(() => numbers(element)[2], '30');
    expect(find(element, '.count[data-of="wow"]').dataset.before, 'another page is no change').to.equal('30');
  });

  for (const count of [1, 2, 6, 7, 12]) {
    it(`lays ${count} options out whole, at 288 px and at 700`, async () => {
      const reactions = Array.from({ length: count }, (_, index) => ({
        value: `r${index}`,
        label: 'Reaction',
        icon: '👍',
      }));
      const element = await bar({ reactions }, spy());
      for (const width of ['288px', '700px']) {
        element.style.width = width;
        const edge = element.getBoundingClientRect();
        for (const option of findAll(element, '.option')) {
          const box = option.getBoundingClientRect();
          expect(Math.min(box.width, box.height)).to.be.at.least(44);
          expect(box.left).to.be.at.least(edge.left - 0.5);
          expect(box.right).to.be.at.most(edge.right + 0.5);
        }
      }
    });
  }

  it('moves the focus by arrow keys, also between rows, and leaves the page those that lead nowhere', async () => {
    const reactions = Array.from({ length: 8 }, (_, index) => `r${index}`);
    const element = await bar({ reactions }, spy());
    element.style.width = '400px';
    const buttons = findAll(element, 'button');
    const focused = () => buttons.indexOf(element.shadowRoot!.activeElement as HTMLElement);
    /** Whether the page keeps the key. */
    const key = (name: string) =>
      element.shadowRoot!.activeElement!.dispatchEvent(
        new KeyboardEvent('keydown', { key: name, bubbles: true, composed: true, cancelable: true }),
      );
    buttons[0]!.focus();
    key('ArrowRight');
    expect(focused()).to.equal(1);
    key('ArrowDown');
    expect(focused()).to.equal(5);
    expect(key('ArrowDown'), 'the last row').to.equal(true);
    key('ArrowUp');
    expect(focused()).to.equal(1);
    key('End');
    expect(focused()).to.equal(7);
    key('ArrowRight');
    expect(focused()).to.equal(0);
    element.dir = 'rtl';
    key('ArrowLeft');
    expect(focused()).to.equal(1);
    key('Home');
    expect(focused()).to.equal(0);
    expect(key('a')).to.equal(true);
  });
});
