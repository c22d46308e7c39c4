import { expect } from '@open-wc/testing';
import { http } from '../../src/adapters/http.ts';
import { memoryStorage } from '../../src/contract/index.ts';
import { Database } from '../../src/environment/database.ts';
import { DATABASE } from '../../src/environment/database-name.ts';
import { durableStorage } from '../../src/environment/durable-storage.ts';
import { browserStorage } from '../../src/environment/local-storage.ts';
import { isHeld, isNameless, isOptedOut, mayKeep, onConsent, setPrivacy } from '../../src/environment/privacy.ts';
import type { DurableStorage } from '../../src/store/index.ts';

/** As the reader's browser says it; undefined where it knows of no such signal. */
function setGpc(value: unknown): void {
  Object.defineProperty(navigator, 'globalPrivacyControl', { value, configurable: true });
}
const unsetGpc = () => Reflect.deleteProperty(navigator, 'globalPrivacyControl');
const sayYes = () => document.dispatchEvent(new Event('gaungconsent'));
const kept = () => Object.keys(localStorage).filter((key) => key.startsWith('gaung:'));
/** Whether the page's database is there; every browser of the tests can tell. */
const hasDatabase = async () => (await indexedDB.databases()).some(({ name }) => name === DATABASE);

async function until(isSo: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 3000;
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error('It never came to be.');
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
}

/** Every durable storage of the tests. */
const made: DurableStorage[] = [];
function makeDurable(): DurableStorage {
  const storage = durableStorage();
  made.push(storage);
  return storage;
}

/** Deletes the page's database, whoever has it open. */
async function dropDatabase(): Promise<void> {
  await new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(DATABASE);
    request.addEventListener('success', resolve);
    request.addEventListener('error', reject);
  });
}

describe('privacy', () => {
  beforeEach(async () => {
    localStorage.clear();
    await dropDatabase();
  });
  afterEach(async () => {
    unsetGpc();
    setPrivacy({ storage: 'browser', consent: 'given' });
    // What was held is written now, and must not be found by the next test.
    await Promise.all(made.map((storage) => storage.flush()));
    localStorage.clear();
  });

  describe('the modes', () => {
    it('keep and send, where nobody says otherwise', () => {
      expect([mayKeep(), isNameless(), isHeld(), isOptedOut()]).to.deep.equal([true, false, false, false]);
    });

    it('keep nothing by the wish of the page, until it says otherwise', () => {
      setPrivacy({ storage: 'none' });
      expect([mayKeep(), isNameless()]).to.deep.equal([false, true]);
      setPrivacy({});
      expect(isNameless()).to.equal(true);
      setPrivacy({ storage: 'browser' });
      expect([mayKeep(), isNameless()]).to.deep.equal([true, false]);
    });

    it('keep nothing by the wish of the reader, whatever the page says', () => {
      setGpc(true);
      setPrivacy({ storage: 'browser', consent: 'given' });
      expect([mayKeep(), isOptedOut(), isNameless()]).to.deep.equal([false, true, false]);
    });

    for (const value of [false, undefined, null, 1, 'true'])
      it(`take ${JSON.stringify(value)} of the browser for no signal`, () => {
        setGpc(value);
        expect([mayKeep(), isOptedOut()]).to.deep.equal([true, false]);
      });

    it('hold everything until the event, once', () => {
      let calls = 0;
      const stop = onConsent(() => calls++);
      sayYes();
      expect(calls, 'nobody had asked').to.equal(0);
      setPrivacy({ consent: 'required' });
      setPrivacy({ consent: 'required' });
      expect([isHeld(), mayKeep(), calls]).to.deep.equal([true, false, 0]);
      sayYes();
      sayYes();
      setPrivacy({ consent: 'given' });
      expect([isHeld(), mayKeep(), calls]).to.deep.equal([false, true, 1]);
      stop();
    });

    it('hold again where the page asks again, and tell again', () => {
      let calls = 0;
      const stop = onConsent(() => calls++);
      for (const time of [1, 2]) {
        setPrivacy({ consent: 'required' });
        expect(isHeld()).to.equal(true);
        setPrivacy({ consent: 'given' });
        expect(calls).to.equal(time);
      }
      stop();
      setPrivacy({ consent: 'required' });
      sayYes();
      expect(calls, 'stopped').to.equal(2);
    });
  });

  describe('what earlier visits kept', () => {
    const leave = async () => {
      localStorage.setItem('gaung:visitor:x', 'token');
      localStorage.setItem('gaungguan', 'of somebody else');
      await new Database(DATABASE).write(new Map([['gaung:clock', '1']]));
    };

    it('is removed where the page keeps nothing', async () => {
      await leave();
      setPrivacy({ storage: 'none' });
      expect(Object.keys(localStorage)).to.deep.equal(['gaungguan']);
      await until(async () => !(await hasDatabase()));
    });

    it('is removed where the reader opted out, however the page asks', async () => {
      await leave();
      setGpc(true);
      setPrivacy({});
      expect(kept()).to.deep.equal([]);
      await until(async () => !(await hasDatabase()));
    });

    it('is not touched before the reader has agreed', async () => {
      await leave();
      setPrivacy({ storage: 'none', consent: 'required' });
      expect(kept()).to.deep.equal(['gaung:visitor:x']);
      expect(await hasDatabase()).to.equal(true);
      sayYes();
      expect(kept()).to.deep.equal([]);
      await until(async () => !(await hasDatabase()));
    });
  });

  for (const [name, make] of Object.entries({
    'localStorage alone': () => browserStorage(),
    'the durable storage': makeDurable,
  }))
    describe(name, () => {
      const modes: Record<string, () => void> = {
        'the page keeps nothing': () => setPrivacy({ storage: 'none' }),
        'the reader opted out': () => setGpc(true),
        'the reader has not agreed': () => setPrivacy({ consent: 'required' }),
      };
      for (const [when, set] of Object.entries(modes))
        for (const isLate of [false, true])
          it(`keeps nothing where ${when}${isLate ? ', said after it was made' : ''}, and knows it as long as it lives`, async () => {
            if (!isLate) set();
            const storage = make();
            if (isLate) set();
            storage.set('gaung:a', '1');
            storage.set('gaung:b', '2');
            storage.remove('gaung:b');
            if ('flush' in storage) {
              await (storage as DurableStorage).flush();
              await (storage as DurableStorage).refresh('gaung:', (one) => one);
            }
            expect([storage.get('gaung:a'), storage.get('gaung:b')]).to.deep.equal(['1', undefined]);
            expect(storage.keys('gaung:')).to.deep.equal(['gaung:a']);
            expect(Object.keys(localStorage)).to.deep.equal([]);
            expect(Object.keys(sessionStorage)).to.deep.equal([]);
            expect(await hasDatabase(), 'not even an empty database').to.equal(false);
          });

      it('reads nothing that is kept before the reader has agreed, and all of it then', () => {
        localStorage.setItem('gaung:a', 'kept');
        setPrivacy({ consent: 'required' });
        const storage = make();
        expect(storage.get('gaung:a')).to.equal(undefined);
        expect(storage.keys('gaung:')).to.deep.equal([]);
        sayYes();
        expect(storage.get('gaung:a')).to.equal('kept');
      });

      for (const isLate of [false, true])
        it(`keeps from the yes on what was done before${isLate ? ', also where it was made before the page asked' : ''}`, () => {
          if (!isLate) setPrivacy({ consent: 'required' });
          const storage = make();
          if (isLate) setPrivacy({ consent: 'required' });
          storage.set('gaung:a', '1');
          expect(kept()).to.deep.equal([]);
          sayYes();
          expect(localStorage.getItem('gaung:a')).to.equal('1');
          expect(storage.get('gaung:a')).to.equal('1');
        });

      it('keeps nothing after a yes where the reader opted out', () => {
        setGpc(true);
        setPrivacy({ consent: 'required' });
        const storage = make();
        storage.set('gaung:a', '1');
        sayYes();
        expect(kept()).to.deep.equal([]);
        expect(storage.get('gaung:a')).to.equal('1');
      });
    });

  it('the durable storage is on disk, from the yes on, with what was done before', async () => {
    const storage = makeDurable(); // Before the page asks, as http() in configure({ backend, consent }) makes it.
    setPrivacy({ consent: 'required' });
    storage.set('gaung:a', '1');
    await storage.flush();
    expect(await hasDatabase()).to.equal(false);
    sayYes();
    await storage.flush();
    expect([...(await new Database(DATABASE).read('gaung:'))]).to.deep.equal([['gaung:a', '1']]);
  });

  it('the database is made for a write, also where a read has just looked for it in vain', async () => {
    const database = new Database(DATABASE);
    const [found] = await Promise.all([
      database.read('gaung:'),
      database.write(new Map([['gaung:a', '1']])),
      database.write(new Map([['gaung:b', '2']])),
    ]);
    expect(found.size).to.equal(0);
    const names = (await database.read('gaung:')).keys();
    expect([...names]).to.deep.equal(['gaung:a', 'gaung:b']);
  });

  describe('the visitor of the http adapter', () => {
    const share = { id: '', type: 'share', page: 'p', network: 'x' } as never;

    /** What three requests of a page say who the visitor is, where the server answers a token. */
    async function visitors(set: () => void, options: object = {}): Promise<unknown[]> {
      const sent: unknown[] = [];
      const adapter = http({
        endpoint: `https://echo.example/${Math.random()}/`,
        async fetch(_url, init) {
          sent.push(JSON.parse(init?.body as string).visitor);
          return Response.json({ visitor: 'a-token', counts: {}, refused: [] });
        },
        ...options,
      });
      set();
      for (let time = 0; time < 2; time++) await adapter.record([share]);
      return sent;
    }

    it('is the token that was answered, and kept', async () => {
      expect(await visitors(() => {})).to.deep.equal([undefined, 'a-token']);
      expect(kept().some((key) => key.startsWith('gaung:visitor:'))).to.equal(true);
    });

    it('is `none` where the page keeps nothing, said before or after the adapter was made', async () => {
      expect(await visitors(() => setPrivacy({ storage: 'none' }))).to.deep.equal(['none', 'none']);
      expect(await visitors(() => {})).to.deep.equal(['none', 'none']);
      expect(kept()).to.deep.equal([]);
    });

    it('is a token in memory where the reader opted out: no pseudonym', async () => {
      expect(await visitors(() => setGpc(true))).to.deep.equal([undefined, 'a-token']);
      setPrivacy({ storage: 'none' });
      expect(await visitors(() => {})).to.deep.equal([undefined, 'a-token']);
      expect(kept()).to.deep.equal([]);
    });

    it('is kept where the page says where, whatever the mode: that is its own storage', async () => {
      setPrivacy({ storage: 'none' });
      expect(await visitors(() => {}, { visitor: memoryStorage() })).to.deep.equal([undefined, 'a-token']);
    });
  });
});
