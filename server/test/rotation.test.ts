/** A secret is replaced while readers have tokens by the old one, and answers get lost. */
import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { createInteractionId } from 'gaung/contract';
import { createVisitors } from '../src/visitors.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { PAGE, react, serve, share, view } from './tools.ts';

const OLD = 'o'.repeat(32);
const NEW = 'n'.repeat(32);
const OTHER = 'news.example/b';

/** Servers, one after the other, on one database. */
function house(t: TestContext) {
  const storage = `sqlite:${temporaryFolder(t)}/gaung.sqlite`;
  return (GAUNG_SECRET: string) => serve(t, { GAUNG_STORAGE: storage, GAUNG_SECRET });
}

type Server = Awaited<ReturnType<typeof serve>>;

/** Who a token means. */
const idOf = (token: string) => token.split('.')[1];
const tokenOf = async ({ post }: Server, visitor?: string, at?: number): Promise<string> =>
  (await post({ visitor, interactions: [react(['love'], at)] })).body.visitor;

describe('a token by the old secret', () => {
  it('is answered with a new one of the same visitor, which outlives the old secret', async (t) => {
    const open = house(t);
    const before = await tokenOf(await open(OLD));
    const rotating = await open(`${NEW} ${OLD}`);
    const after = await tokenOf(rotating, before, 2);
    assert.notEqual(after, before);
    assert.equal(idOf(after), idOf(before));
    assert.equal(await tokenOf(rotating, after, 3), after);
    assert.deepEqual((await rotating.counts()).reactions, { love: 1 });

    const done = await open(NEW);
    assert.equal(await tokenOf(done, after, 4), after);
    assert.notEqual(idOf(await tokenOf(done, before, 5)), idOf(before), 'the old one is over');
  });

  it('may be by the secret that the database keeps', async (t) => {
    const open = house(t);
    const before = await tokenOf(await open(''));
    assert.equal(idOf(await tokenOf(await open(`${NEW} stored`), before, 2)), idOf(before));
    assert.notEqual(idOf(await tokenOf(await open(NEW), before, 3)), idOf(before));
  });

  it('is no better than any other where there is no old secret', () => {
    const by = (secret: string, otherSecret?: string) =>
      createVisitors({
        secret: Buffer.from(secret),
        otherSecret: otherSecret === undefined ? undefined : Buffer.from(otherSecret),
        clock: Date.now,
      });
    const before = by(OLD);
    const signed = before.token(before.mint(createInteractionId()));
    assert.equal(by(NEW).verify(signed), undefined);
    assert.ok(by(NEW, OLD).verify(signed));
    assert.equal(by(NEW, NEW).verify(signed), undefined);
  });
});

describe('a first tap whose answer was lost', () => {
  it('before the rotation is the same visitor when it comes again, with what came since', async (t) => {
    const open = house(t);
    const tap = react(['love'], 1);
    const lost = (await (await open(OLD)).post({ interactions: [tap] })).body.visitor;
    const rotating = await open(`${NEW} ${OLD}`);
    const { body } = await rotating.post({ interactions: [tap, share(), react(['wow'], 2, OTHER), view()] });
    assert.equal(idOf(body.visitor), idOf(lost));
    assert.deepEqual([body.counts[PAGE].mine, body.counts[OTHER].mine], [['love'], ['wow']]);
    assert.deepEqual([body.counts[PAGE].shares, body.counts[PAGE].views], [{ x: 1 }, 1]);
    const changed = await rotating.post({ visitor: body.visitor, interactions: [react(['sad'], 3)] });
    assert.deepEqual(changed.body.counts[PAGE].reactions, { sad: 1 }, 'one vote, not two');
  });

  it('during the rotation is the same visitor during and after it', async (t) => {
    const open = house(t);
    const rotating = await open(`${NEW} ${OLD}`);
    const tap = react(['love'], 1);
    const [lost, again] = [
      (await rotating.post({ interactions: [tap] })).body,
      (await rotating.post({ interactions: [tap] })).body,
    ];
    assert.equal(again.visitor, lost.visitor);
    assert.deepEqual(again.counts[PAGE].mine, ['love']);
    assert.equal((await (await open(NEW)).post({ interactions: [tap] })).body.visitor, lost.visitor);
  });

  it('is refused as ever where it is refused', async (t) => {
    const { post } = await house(t)(`${NEW} ${OLD}`);
    const many = Array.from({ length: 24 }, (_, i) => ({ ...react([`r${i}`], 1) }));
    for (const one of many) await post({ interactions: [one] });
    const { status, body } = await post({ interactions: [react(['one-more'], 1)] });
    assert.deepEqual([status, body.refused[0].code], [422, 'too-many-ids']);
  });
});
