import { hearAll } from './lifecycle.ts';
import { listeners } from './listeners.ts';
import { navigated } from './navigation.ts';

const { listen, tell } = listeners(hear);

/** Calls back after each change of the document's address: heard once for all. Returns the way to stop. */
export const onAddressChange = listen;

function hear(): () => void {
  // What a page calls `navigation` itself, or an element with that id, is no Navigation API.
  const { navigation } = globalThis as { navigation?: Navigation };
  return navigation && 'currentEntry' in navigation ? hearApi(navigation) : hearHistory();
}

function hearApi(navigation: Navigation): () => void {
  const onChange = ({ navigationType: type }: NavigationCurrentEntryChangeEvent) => {
    navigated(type === 'traverse' ? 'back_forward' : type === 'reload' ? type : 'navigate', type === 'replace');
    tell();
  };
  return hearAll([[navigation, 'currententrychange', onChange]]);
}

function hearHistory(): () => void {
  const onPopState = () => {
    navigated('back_forward');
    tell();
  };
  const stops = [
    wrap('pushState'),
    wrap('replaceState'),
    hearAll([
      [globalThis, 'popstate', onPopState],
      [globalThis, 'hashchange', tell],
    ]),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

/** Functions through which calls come here: our wrappers, and what others have made of them, which cannot be undone. */
const heardThrough = new WeakSet<History['pushState']>();

function wrap(name: 'pushState' | 'replaceState'): () => void {
  const original = history[name];
  if (heardThrough.has(original)) return () => {};
  const isOwn = Object.hasOwn(history, name);
  const wrapper = function (this: History, ...args: Parameters<typeof original>) {
    const returned = original.apply(this, args);
    navigated('navigate', name === 'replaceState');
    queueMicrotask(tell); // So that nothing that goes wrong there reaches the page's router.
    return returned;
  };
  heardThrough.add(wrapper);
  Reflect.set(history, name, wrapper); // Does not throw where a page has frozen its history.
  return () => {
    const now = history[name];
    if (now === wrapper) {
      if (isOwn) history[name] = original;
      else Reflect.deleteProperty(history, name);
    } else if (now !== original && Object.hasOwn(history, name)) {
      heardThrough.add(now);
    }
  };
}
