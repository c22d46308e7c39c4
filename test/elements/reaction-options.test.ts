import { expect, fixture, html } from '@open-wc/testing';
import type { ReactionBar } from '../../src/index.ts';
import { becomes, findAll, freshPage, spy, warnings } from './setup.ts';

const options = (bar: Element) =>
  findAll(bar, '.option').map((option) => [
    option.querySelector('button')!.dataset.reaction,
    option.querySelector('.name')!.textContent,
    option.querySelector('.icon')?.textContent.replace('\ufe0f', '') ?? '',
  ]);

describe('the options of <reaction-bar>', () => {
  beforeEach(freshPage);

  it('come from the attribute', async () => {
    const element = await fixture<ReactionBar>(
      html`<reaction-bar lang="id" reactions="sad  love" .backend=${spy()}></reaction-bar>`,
    );
    const shown = [
      ['sad', 'Sedih', '😢'],
      ['love', 'Suka', '❤'],
    ];
    await becomes(() => options(element), shown);
  });

  it('come from the property, as ids or whole options', async () => {
    const reactions = ['wow', { value: 'helpful', label: 'Helpful', icon: '💡' }];
    const element = await fixture<ReactionBar>(
      html`<reaction-bar lang="en" .reactions=${reactions} .backend=${spy()}></reaction-bar>`,
    );
    const shown = [
      ['wow', 'Wow', '😮'],
      ['helpful', 'Helpful', '💡'],
    ];
    await becomes(() => options(element), shown);
  });

  it('come from children, and follow them', async () => {
    const element = await fixture<ReactionBar>(html`
      <reaction-bar lang="en" .backend=${spy()}>
        <reaction-option value="yes" label="Yes" icon="👍"></reaction-option>
        <reaction-option value="no" icon="👎">No</reaction-option>
      </reaction-bar>
    `);
    const shown = [
      ['yes', 'Yes', '👍'],
      ['no', 'No', '👎'],
    ];
    await becomes(() => options(element), shown);
    element.querySelector('[value="no"]')!.remove();
    element.querySelector('[value="yes"]')!.setAttribute('label', 'Indeed');
    await becomes(() => options(element), [['yes', 'Indeed', '👍']]);
  });

  it('leave out what is no id, with one warning that says what would be right', async () => {
    let element!: ReactionBar;
    const said = await warnings(async () => {
      const reactions = ['love', 'LOVE!', '__proto__', 'love'];
      element = await fixture(html`<reaction-bar lang="en" .reactions=${reactions} .backend=${spy()}></reaction-bar>`);
    });
    expect(options(element).map(([value]) => value)).to.deep.equal(['love']);
    expect(said.filter((text) => text.includes('LOVE!')).length).to.equal(1);
    expect(said.join()).to.contain('Right is an id of a-z, 0-9 and -');
  });

  it('are safe where an id is the name of something that every object has', async () => {
    const element = await fixture<ReactionBar>(
      html`<reaction-bar lang="en" reactions="constructor" .backend=${spy()}></reaction-bar>`,
    );
    await becomes(() => options(element), [['constructor', 'constructor', '']]);
    await becomes(() => findAll(element, '.count').map((count) => count.textContent), ['0']);
  });

  it('put no markup from data on the page', async () => {
    const label = '<i>?';
    const reactions = [{ value: 'x', label: '<img src=x onerror=alert(1)>', icon: '<b>' }];
    const element = await fixture<ReactionBar>(
      html`<reaction-bar lang="en" .reactions=${reactions} label=${label} .backend=${spy()}></reaction-bar>`,
    );
    expect(findAll(element, 'img, b, i')).to.deep.equal([]);
  });

  it('are twelve at most', async () => {
    const reactions = Array.from({ length: 14 }, (_, index) => `r${index}`);
    const element = await fixture<ReactionBar>(
      html`<reaction-bar lang="en" .reactions=${reactions} .backend=${spy()}></reaction-bar>`,
    );
    await becomes(() => options(element).length, 12);
  });
});
