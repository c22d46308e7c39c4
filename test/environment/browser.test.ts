import { expect } from '@open-wc/testing';
import { browserEnvironment } from '../../src/environment/browser.ts';

const never = new AbortController().signal;

describe('the environment of a page', () => {
  it('takes turns by the storage where the browser refuses its locks', async () => {
    const { request } = LockManager.prototype;
    LockManager.prototype.request = () => Promise.reject(new DOMException('a sandboxed frame', 'SecurityError'));
    try {
      let isDone = false;
      await browserEnvironment().lock(
        'gaung:test:refused',
        async () => {
          isDone = true;
        },
        { signal: never },
      );
      expect(isDone).to.be.true;
    } finally {
      LockManager.prototype.request = request;
    }
  });

  it('has a channel that says nothing where the browser refuses it', () => {
    const original = globalThis.BroadcastChannel;
    Reflect.set(globalThis, 'BroadcastChannel', function refuse() {
      throw new DOMException('forbidden', 'SecurityError');
    });
    try {
      const channel = browserEnvironment().channel('gaung:test', () => {});
      channel.post({ v: 1 });
      channel.close();
    } finally {
      Reflect.set(globalThis, 'BroadcastChannel', original);
    }
  });

  it('tells the others on a channel, and not itself', async () => {
    const environment = browserEnvironment();
    const heard: unknown[] = [];
    const one = environment.channel('gaung:test:2', () => heard.push('one'));
    const told = new Promise<void>((resolve) => {
      environment.channel('gaung:test:2', (message) => {
        heard.push(message);
        resolve();
      });
    });
    one.post({ v: 1 });
    await told;
    one.close();
    expect(heard).to.deep.equal([{ v: 1 }]);
  });

  it('tells of each way in which a page is left and comes back, until it is told to stop', () => {
    const environment = browserEnvironment();
    const told: string[] = [];
    const stops = [
      environment.onPause((isLeaving) => told.push(isLeaving ? 'leaving' : 'hidden')),
      environment.onResume(() => told.push('resumed')),
    ];
    const happen = () => {
      document.dispatchEvent(new Event('visibilitychange')); // and it is visible
      document.dispatchEvent(new Event('freeze'));
      document.dispatchEvent(new Event('resume'));
      globalThis.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
      globalThis.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: false })); // the page's own coming
      globalThis.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
      globalThis.dispatchEvent(new Event('online'));
    };
    happen();
    expect(told).to.deep.equal(['resumed', 'leaving', 'resumed', 'leaving', 'resumed', 'resumed']);
    for (const stop of stops) stop();
    happen();
    expect(told).to.have.length(6);
  });
});
