import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { RecordResult } from '../../src/contract/index.ts';
import type { GaungErrorEvent, ReactionBar, ReactionEvent } from '../../src/index.ts';
import { becomes, find, findAll, freshPage, spy, textOf, warnings } from './setup.ts';

const pressed = (bar: Element) => findAll(bar, '[aria-pressed="true"]').map((button) => button.dataset.reaction);
const counts = (bar: Element) => findAll(bar, '.count').map((count) => count.textContent);
const names = (bar: Element) => findAll(bar, '.name').map((name) => name.textContent);
const press = (bar: Element, reaction: string) => find(bar, `button[data-reaction="${reaction}"]`).click();

describe('<reaction-bar>', () => {
  beforeEach(freshPage);

  async function bar(backend = spy(), page = 'one'): Promise<ReactionBar> {
    const element = await fixture<ReactionBar>(
      html`<reaction-bar lang="en" page=${page} .backend=${backend}></reaction-bar>`,
    );
    await becomes(() => counts(element), ['0', '0', '0', '0', '0']);
    return element;
  }

  it('offers five reactions under a question, and passes axe', async () => {
    const element = await bar();
    expect(textOf(element, '.label')).to.equal('What do you think of this article?');
    expect(names(element)).to.deep.equal(['Love', 'Haha', 'Wow', 'Sad', 'Angry']);
    await expect(element).to.be.accessible();
  });

  it('lets a reader choose, switch and take back', async () => {
    const backend = spy();
    const element = await bar(backend);
    press(element, 'love');
    await becomes(() => [pressed(element), counts(element)], [['love'], ['1', '0', '0', '0', '0']]);
    press(element, 'wow');
    await becomes(() => [pressed(element), counts(element)], [['wow'], ['0', '0', '1', '0', '0']]);
    press(element, 'wow');
    await becomes(() => [pressed(element), counts(element)], [[], ['0', '0', '0', '0', '0']]);
    await becomes(() => {
      const last = backend.recorded.at(-1);
      return last?.type === 'reaction' && last.reactions;
    }, []);
    await expect(element).to.be.accessible();
  });

  it('moves the number in the same task as the press, before the backend answers', async () => {
    const element = await bar(spy({ record: () => new Promise(() => {}) }));
    press(element, 'sad');
    await element.updateComplete;
    expect(pressed(element)).to.deep.equal(['sad']);
    expect(counts(element)).to.deep.equal(['0', '0', '0', '1', '0']);
  });

  it('shows the choice again after a reload', async () => {
    const backend = spy();
    const first = await bar(backend);
    press(first, 'haha');
    await becomes(() => backend.recorded.length, 1);
    first.remove();
    const second = await fixture<ReactionBar>(
      html`<reaction-bar lang="en" page="one" .backend=${backend}></reaction-bar>`,
    );
    await becomes(() => pressed(second), ['haha']);
  });

  it('keeps two bars of one page in step, and two pages apart', async () => {
    const backend = spy();
    const [one, same, other] = [await bar(backend), await bar(backend), await bar(backend, 'two')];
    press(one, 'love');
    await becomes(() => [pressed(one), pressed(same), pressed(other)], [['love'], ['love'], []]);
    expect(counts(same)[0]).to.equal('1');
    expect(counts(other)[0]).to.equal('0');
  });

  it('asks the page first: a prevented event changes nothing', async () => {
    const backend = spy();
    const element = await bar(backend);
    element.addEventListener('reaction', (event) => event.preventDefault(), { once: true });
    const asked = oneEvent(element, 'reaction') as Promise<ReactionEvent>;
    press(element, 'love');
    const { reactions, previous } = await asked;
    expect([reactions, previous]).to.deep.equal([['love'], []]);
    await element.updateComplete;
    expect(pressed(element)).to.deep.equal([]);
    expect(backend.recorded).to.deep.equal([]);
  });

  it('is worked by keyboard: Tab reaches each option, Enter and Space press it', async () => {
    const element = await bar();
    find(element, 'button').focus();
    await sendKeys({ press: 'Enter' });
    await becomes(() => pressed(element), ['love']);
    await sendKeys({ press: 'Tab' });
    await sendKeys({ press: ' ' });
    await becomes(() => pressed(element), ['haha']);
  });

  it('keeps each name fixed and puts the count into the description', async () => {
    const element = await bar();
    const button = find(element, 'button[data-reaction="love"]');
    expect(button.textContent.replace(/\s/g, '')).to.equal('❤️Love');
    const description = find(element, `#${button.getAttribute('aria-describedby')}`);
    expect(description.textContent).to.equal('0 readers');
    press(element, 'love');
    await becomes(() => description.textContent, '1 reader, Most chosen');
    expect(button.textContent.replace(/\s/g, '')).to.equal('❤️Love');
  });

  it('has targets of 44 px and more', async () => {
    const element = await bar();
    for (const option of findAll(element, '.option')) {
      const { width, height } = option.getBoundingClientRect();
      expect(Math.min(width, height)).to.be.at.least(44);
    }
  });

  it('rolls back what is refused, says so and tells the page why', async () => {
    const element = await bar(
      spy({
        record: async (interactions): Promise<RecordResult> => ({
          counts: new Map(),
          refused: new Map(interactions.map(({ id }) => [id, { code: 'page-not-allowed' }])),
        }),
      }),
    );
    const told = oneEvent(element, 'gaungerror') as Promise<GaungErrorEvent>;
    await warnings(async () => {
      press(element, 'love');
      expect((await told).error.message).to.contain('host that this backend does not count for');
    });
    await becomes(() => [pressed(element), counts(element)[0]], [[], '0']);
    expect(textOf(element, '.notice')).to.equal('Reactions are not counted on this page. Your choice was undone.');
  });

  for (const [code, notice] of [
    ['rejected', 'Your choice could not be counted and was undone.'],
    ['reaction-not-allowed', 'This reaction cannot be chosen here. Your choice was undone.'],
    ['too-many-choices', 'Only one reaction can be chosen here. Your choice was undone.'],
    ['too-many-pages', 'Reactions are not counted on this page. Your choice was undone.'],
    ['too-many-ids', 'This page takes no more kinds of reactions. Your choice was undone.'],
    ['unsupported', 'Reactions are not available any more. Your choice was undone.'],
    ['expired', 'Your choice could not be sent for 7 days and was undone.'],
  ] as const) {
    it(`tells the reader why: ${code}`, async () => {
      const element = await bar(
        spy({
          record: async (interactions): Promise<RecordResult> => ({
            counts: new Map(),
            refused: new Map(interactions.map(({ id }) => [id, { code }])),
          }),
        }),
      );
      await warnings(async () => {
        press(element, 'love');
        await becomes(() => textOf(element, '.notice'), notice);
      });
      expect(pressed(element)).to.deep.equal([]);
    });
  }

  it('keeps a tap that could not be sent, and says that it will be', async () => {
    const element = await bar(
      spy({
        record: async () => {
          throw new Error('no network');
        },
      }),
    );
    press(element, 'love');
    await becomes(() => textOf(element, '.notice'), 'Not sent yet. It will be sent once you are connected.');
    expect(pressed(element)).to.deep.equal(['love']);
  });

  it('shows counts only, when readonly', async () => {
    const element = await bar();
    element.readonly = true;
    await element.updateComplete;
    expect(findAll(element, 'button')).to.deep.equal([]);
    expect(findAll(element, '[role="listitem"]').length).to.equal(5);
    await expect(element).to.be.accessible();
  });

  it('shows the leading reaction alone', async () => {
    const backend = spy();
    press(await bar(backend), 'wow');
    const element = await fixture<ReactionBar>(
      html`<reaction-bar lang="en" page="one" show="leading" readonly .backend=${backend}></reaction-bar>`,
    );
    await becomes(() => textOf(element, '.leading-only'), '😮\ufe0f 1 Wow: 1 reader');
    await expect(element).to.be.accessible();
  });

  it('locks a choice on a backend that knows no undo', async () => {
    const backend = spy();
    const element = await bar({ ...backend, capabilities: { ...backend.capabilities, undo: false } });
    press(element, 'love');
    await becomes(() => pressed(element), ['love']);
    press(element, 'wow');
    await element.updateComplete;
    expect(pressed(element)).to.deep.equal(['love']);
    expect(find(element, 'button[data-reaction="wow"]').getAttribute('aria-disabled')).to.equal('true');
  });

  it('is not there where the backend counts no reactions', async () => {
    const backend = spy();
    const element = await fixture<ReactionBar>(
      html`<reaction-bar .backend=${{ ...backend, capabilities: { ...backend.capabilities, reactions: false } }}></reaction-bar>`,
    );
    await element.updateComplete;
    expect(element.shadowRoot!.textContent.trim()).to.equal('');
  });

  it('lets a reader choose several where page and backend allow it', async () => {
    const element = await bar();
    element.multiple = true;
    press(element, 'love');
    press(element, 'wow');
    await becomes(() => pressed(element), ['love', 'wow']);
    press(element, 'love');
    await becomes(() => pressed(element), ['wow']);
  });

  it('gives a choice up that is no longer offered, with the next press', async () => {
    const backend = spy();
    const element = await bar(backend);
    element.multiple = true;
    press(element, 'love');
    await becomes(() => [pressed(element), backend.recorded.length], [['love'], 1]);
    element.reactions = 'sad angry';
    await becomes(() => names(element), ['Sad', 'Angry']);
    press(element, 'sad');
    await becomes(() => pressed(element), ['sad']);
    await becomes(() => backend.recorded.length, 2);
    expect(backend.recorded.at(-1)).to.deep.include({ reactions: ['sad'], previous: ['love'] });
  });
});
