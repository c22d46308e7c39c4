import type { Channel } from '../store/environment.ts';

/** Joins the tabs of this browser that talk under a name. Where the browser has no channels, nobody hears anybody. */
export function openChannel(name: string, onMessage: (message: unknown) => void): Channel {
  let channel: BroadcastChannel | undefined;
  try {
    channel = new BroadcastChannel(name);
  } catch {
    return { post() {}, close() {} }; // A sandboxed frame, or a reader who has forbidden all storage.
  }
  channel.addEventListener('message', ({ data }) => onMessage(data));
  return {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel is the origin's own
    post: (message) => channel.postMessage(message),
    close: () => channel.close(),
  };
}
