import { expect } from '@open-wc/testing';
import { Turn } from '../../src/store/turn.ts';
import { Browser, settled } from './support/world.ts';

/** A tab that always has something to do, and begins when a test says so. */
function takeTurns(browser: Browser) {
  const world = browser.open();
  const ours: boolean[] = [];
  let begin = () => {};
  const turn = new Turn(world, 'work', {
    begin: () =>
      new Promise((resolve) => {
        begin = resolve;
      }),
    isOver: () => false,
    changed: () => ours.push(turn.isOurs),
  });
  /** Whether the turn was ours, each time that something changed. */
  return { world, turn, ours, begins: () => (begin(), settled()) };
}

const waiting = ({ locks }: Browser) => locks.get('work')?.length ?? 0;

describe('a turn', () => {
  it('that ends while it begins was never ours', async () => {
    const browser = new Browser();
    const { world, turn, ours, begins } = takeTurns(browser);
    turn.want();
    await settled();
    world.isShown = false;
    turn.end();
    await begins();
    expect([ours, turn.isOurs, waiting(browser)]).to.deep.equal([[false], false, 0]);
  });

  it('is waited for no more by who has left, and again by who comes back at once', async () => {
    const browser = new Browser();
    const [one, two, three] = [takeTurns(browser), takeTurns(browser), takeTurns(browser)];
    for (const tab of [one, two, three]) tab.turn.want();
    await settled();
    await one.begins();
    expect([one.turn.isOurs, two.turn.isElsewhere, waiting(browser)]).to.deep.equal([true, true, 3]);
    two.turn.leave();
    three.turn.leave();
    three.turn.want();
    await settled();
    expect([two.turn.isElsewhere, waiting(browser)], 'two have left, one is back').to.deep.equal([false, 2]);
    one.turn.leave();
    await settled();
    await three.begins();
    expect([one, two, three].map(({ turn }) => turn.isOurs)).to.deep.equal([false, false, true]);
    expect(waiting(browser)).to.equal(1);
  });

  it('is asked for by nobody who is closed', async () => {
    const browser = new Browser();
    const { turn } = takeTurns(browser);
    turn.close();
    turn.want();
    await settled();
    expect(waiting(browser)).to.equal(0);
  });
});
