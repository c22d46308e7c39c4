/** Version 1 of the wire as it was recorded: it is out there in caches, so today's code must read all of it. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  COUNTS_PATH,
  checkInteraction,
  INTERACTIONS_PATH,
  LIVE_COUNTS_EVENT,
  LIVE_PATH,
  LIVE_PING_EVENT,
  NO_STORAGE_VISITOR,
  type PageKey,
  pageKeyProblem,
  parseCounts,
  parseRefused,
} from '../../src/contract/index.ts';
import countsAnswer from './v1/counts-answer.json' with { type: 'json' };
import interactionsAnswer from './v1/interactions-answer.json' with { type: 'json' };
import request from './v1/interactions-request.json' with { type: 'json' };
import minimal from './v1/interactions-request-minimal.json' with { type: 'json' };
import noStorage from './v1/interactions-request-no-storage.json' with { type: 'json' };
import liveEvents from './v1/live-events.json' with { type: 'json' };

/** A day after the records were made. */
const NOW = 1_795_489_200_000;
const copy = (counts: object) => JSON.parse(JSON.stringify(counts)) as unknown;

describe('version 1 of the wire', () => {
  it('has these paths', () => {
    assert.equal(COUNTS_PATH, 'v1/counts');
    assert.equal(INTERACTIONS_PATH, 'v1/interactions');
    assert.equal(LIVE_PATH, 'v1/live');
  });

  it('requests: every interaction is taken as it was sent', () => {
    for (const interaction of [...request.interactions, ...noStorage.interactions]) {
      assert.deepEqual(checkInteraction(interaction, NOW), interaction);
    }
    assert.equal(noStorage.visitor, NO_STORAGE_VISITOR);
  });

  it('requests: a minimal one gets the time at which it came', () => {
    assert.deepEqual(checkInteraction(minimal.interactions[0], NOW), { ...minimal.interactions[0], at: NOW });
  });

  it('answers: counts, with the own choice', () => {
    const pages = Object.keys(interactionsAnswer.counts) as PageKey[];
    for (const page of pages) assert.equal(pageKeyProblem(page), undefined);
    const counts = parseCounts(interactionsAnswer, pages);
    assert.deepEqual(copy(Object.fromEntries(counts!)), interactionsAnswer.counts);
  });

  it('answers: refusals by their codes', () => {
    assert.deepEqual(
      [...parseRefused(interactionsAnswer)!],
      [['5c9e1d07-88b2-4f3a-b1c4-2a6f0e9d7c15', 'too-many-ids']],
    );
  });

  it('answers: counts of many pages', () => {
    const pages = Object.keys(countsAnswer.counts) as PageKey[];
    assert.deepEqual(copy(Object.fromEntries(parseCounts(countsAnswer, pages)!)), countsAnswer.counts);
  });

  it('live events: counts of all pages, signs of life, counts of those that changed', () => {
    assert.deepEqual(
      liveEvents.map(({ event }) => event),
      [LIVE_COUNTS_EVENT, LIVE_PING_EVENT, LIVE_COUNTS_EVENT],
    );
    const pages = Object.keys(liveEvents[0]!.data.counts!) as PageKey[];
    for (const { data } of liveEvents) {
      const counts = parseCounts(data, pages);
      assert.deepEqual(counts && copy(Object.fromEntries(counts)), data.counts);
    }
  });
});
