import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { interactionStatistic, jsonLdScript, pageStatistic } from '../../src/json-ld.ts';

const counter = (type: string, count: number) => ({
  '@type': 'InteractionCounter',
  interactionType: { '@type': type },
  userInteractionCount: count,
});

describe('interactionStatistic', () => {
  it('says of each kind of action how often it was done, each once', () => {
    const counts = {
      version: 9,
      views: 1206,
      shares: { whatsapp: 4, copy: 3 },
      reactions: { love: 41, sad: 2, angry: 5 },
    };
    assert.deepEqual(interactionStatistic(counts), [
      counter('ReadAction', 1206),
      counter('ShareAction', 7),
      counter('LikeAction', 41),
      counter('ReactAction', 7),
    ]);
  });

  it('says nothing of what is not known, and 0 of what is known to be none', () => {
    assert.deepEqual(interactionStatistic(undefined), []);
    assert.deepEqual(interactionStatistic({ version: 0 }), []);
    assert.deepEqual(interactionStatistic({ version: 0, views: 0, shares: {}, reactions: {} }), [
      counter('ReadAction', 0),
      counter('ShareAction', 0),
    ]);
  });

  it('says what the page means by a view and by its reactions', () => {
    const options = {
      view: 'ViewAction',
      reactions: { yes: 'AgreeAction', no: 'DisagreeAction', love: 'ReactAction' },
    } as const;
    const reactions = { yes: 1, no: 2, love: 3, wow: 4, constructor: 5 };
    assert.deepEqual(interactionStatistic({ version: 1, views: 8, reactions }, options), [
      counter('ViewAction', 8),
      counter('AgreeAction', 1),
      counter('DisagreeAction', 2),
      counter('ReactAction', 12),
    ]);
  });

  it('believes no number that is none', () => {
    const hostile = { version: 1, views: '</script>', shares: { 'a"b': 1, x: -3, y: 2 }, reactions: [] };
    assert.deepEqual(interactionStatistic(hostile as never), [counter('ShareAction', 2)]);
  });
});

describe('pageStatistic and jsonLdScript', () => {
  it('make a block that is read together with the page’s own', () => {
    const url = 'https://news.example/a';
    const markup = jsonLdScript(pageStatistic({ url }, { version: 1, views: 3 }));
    const [, json] = /^<script type="application\/ld\+json">(.*)<\/script>$/.exec(markup)!;
    assert.deepEqual(JSON.parse(json!), {
      ...{ '@context': 'https://schema.org', '@type': 'NewsArticle', '@id': url, url },
      interactionStatistic: [counter('ReadAction', 3)],
    });
    assert.equal(pageStatistic({ url, id: `${url}#article`, type: 'VideoObject' }, undefined)['@id'], `${url}#article`);
  });

  it('let no text end the block', () => {
    for (const text of ['</script><script>alert(1)</script>', '<!--<script>', ']]>', '\u2028</SCRIPT >']) {
      const markup = jsonLdScript({ headline: text });
      const inner = markup.slice(markup.indexOf('>') + 1, -'</script>'.length);
      assert.equal(inner.includes('<'), false);
      assert.equal((JSON.parse(inner) as { headline: string }).headline, text);
    }
  });

  it('have dates and addresses as texts, at any depth', () => {
    const at = new Date(Date.UTC(2026, 4, 1));
    const url = new URL('https://news.example/a');
    const markup = jsonLdScript({ datePublished: at, author: [{ url }], dateModified: new Date(NaN) });
    assert.deepEqual(JSON.parse(/>(.*)</.exec(markup)![1]!), {
      datePublished: '2026-05-01T00:00:00.000Z',
      author: [{ url: 'https://news.example/a' }],
      dateModified: null,
    });
  });

  it('say what JSON-LD is where there is none', () => {
    for (const [data, name] of [
      [undefined, 'undefined'],
      [null, 'null'],
      ['a', 'string'],
      [() => 1, 'function'],
    ] as [unknown, string][])
      assert.throws(() => jsonLdScript(data), {
        name: 'GaungError',
        message: `[gaung] [json-ld] JSON-LD is an object or an array of them, such as pageStatistic() gives, not ${name}.`,
      });
  });
});
