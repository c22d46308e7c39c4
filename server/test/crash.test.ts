/** What is acknowledged survives: a server is killed under load, again and again, on the same file. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { it } from 'node:test';
import { inFlight } from '../../test/contracts/storage/in-flight.ts';
import { sqliteStorage } from '../src/storage/sqlite/sqlite.ts';
import type { Storage } from '../src/storage/storage.ts';
import { expectationOf, type Known, meet, type Planned, planLoad } from './load-plan.ts';
import { seededChance } from './seed.ts';
import { createSender, type Sender } from './sender.ts';
import { runServer, UNLIMITED } from './server-process.ts';
import { assertNumbers, assertVerified } from './stored.ts';
import { temporaryFolder } from './temporary-folder.ts';

const KILLS = 20;
/** Interactions sent to each process; it is killed long before the last. */
const ROUND = 500;
const IN_FLIGHT = 50;

/** Sends them. Returns those without an answer. Any answer but an acknowledgement is an error. */
async function sendAll({ post }: Sender, planned: readonly Planned[], onAnswer = () => {}): Promise<Planned[]> {
  const left: Planned[] = [];
  const send = (one: Planned) => async () => {
    const answer = await post(one.body).catch(() => undefined);
    if (!answer) left.push(one);
    else if (answer.status === 200 && answer.body.refused.length === 0) onAnswer();
    else assert.fail(`It answered ${JSON.stringify(answer)}`);
  };
  await inFlight(IN_FLIGHT, planned.map(send));
  return left;
}

/** The views that are stored beyond those of `acknowledged`; none may be missing. */
async function viewsBeyond(storage: Storage, acknowledged: ReturnType<typeof expectationOf>): Promise<number> {
  const counts = await storage.read(acknowledged.pages);
  let beyond = 0;
  for (const page of acknowledged.pages) {
    const more = counts.get(page)!.views! - acknowledged.numbers(page).views!;
    assert.ok(more >= 0, `${-more} acknowledged views of ${page} are lost`);
    beyond += more;
  }
  return beyond;
}

it(`has all that it acknowledged, and nothing twice, after ${KILLS} times kill -9 in the middle of a load`, async (t) => {
  const chance = seededChance(t);
  const path = join(temporaryFolder(t), 'gaung.sqlite');
  const from = Date.now() - 24 * 60 * 60 * 1000; // The future would be clamped to now.
  const sent: Planned[] = [];
  let known: readonly Known[] | undefined;
  let left: readonly Planned[] = []; // Sent again to the next process, with their ids.
  let unheard = 0;

  /** A process that goes on with the file: it has what was acknowledged, and takes what was not, once. */
  async function goOn() {
    const server = await runServer(t, { ...UNLIMITED, GAUNG_STORAGE: `sqlite:${path}` });
    const sender = createSender(server.url, IN_FLIGHT);
    t.after(() => sender.close());
    // Opened only now: the server has mended by itself what the kill left.
    const storage = sqliteStorage({ path });
    const without = new Set(left);
    unheard += await viewsBeyond(storage, expectationOf(sent.filter((one) => !without.has(one))));
    assert.deepEqual(await sendAll(sender, left), []);
    await assertNumbers(storage, expectationOf(sent));
    await assertVerified(storage);
    await storage.close();
    return { ...server, sender };
  }

  for (let kill = 0; kill < KILLS; kill++) {
    const { child, ended, sender } = await goOn();
    known ??= await meet(sender);
    const planned = planLoad({ chance, count: ROUND, pages: 20, known, from: from + sent.length });
    sent.push(...planned);
    const after = chance.between(1, ROUND / 2);
    const delay = chance.number() * 5; // Not at an answer, which is always the same moment between two commits.
    let answers = 0;
    left = await sendAll(sender, planned, () => {
      if (++answers === after) setTimeout(() => child.kill('SIGKILL'), delay);
    });
    assert.equal((await ended).signal, 'SIGKILL');
    assert.ok(left.length > 0, 'it was in the middle');
    sender.close();
  }
  await goOn();
  t.diagnostic(`${unheard} views were on the disk though nobody had heard so: sent again, they count once.`);
});
