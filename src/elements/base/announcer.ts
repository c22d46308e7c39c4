import { Later } from './later.ts';

/** The page's live region: it comes when there is something to say, or when a reader is about to do something. */
const voice = new Later(() => import('./live-region.ts'));

/** Asks for what says things, where a reader is about to do something that will be answered. */
export function prepareToAnnounce(): void {
  void voice.get();
}

/** Says `text` to screen readers, once the reader pauses. The same text twice at the same moment is said once. */
export function announce(text: string, lang: string): void {
  void voice.get().then((part) => part?.say(text, lang));
}
