import { expect, fixture, html } from '@open-wc/testing';
import { memory } from '../../src/adapters/memory.ts';
import '../../src/define/all.ts';
import type { ReactionBar } from '../../src/index.ts';

describe('smoke', () => {
  it('renders', async () => {
    const el = await fixture<ReactionBar>(html`<reaction-bar .backend=${memory()}></reaction-bar>`);
    await new Promise((r) => setTimeout(r, 50));
    expect(el.shadowRoot!.querySelectorAll('button').length).to.equal(5);
    await expect(el).to.be.accessible();
    const b = el.shadowRoot!.querySelector('button')!;
    b.click();
    await new Promise((r) => setTimeout(r, 50));
    expect(b.getAttribute('aria-pressed')).to.equal('true');
    expect(el.shadowRoot!.querySelector('.count')!.textContent).to.equal('1');
  });
});
