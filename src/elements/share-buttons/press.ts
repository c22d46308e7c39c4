/** What buttons of a row do: it comes when a reader is about to press one. Brings its own copy of all that it uses. */
import type { KeyValueStorage, NetworkId } from '../../contract/index.ts';
import type { Messages } from '../../locales/locale.ts';
import type { ActionNetwork, Network, ServerNetwork, ShareContent } from '../../networks/network.ts';
import { serverShareUrl } from '../../networks/share-limits.ts';
import type { ShareOutcome } from '../events/share-event.ts';
import { copyBySelection } from './clipboard.ts';
import { hideCopied, showCopied } from './copied.ts';
import { openWindow } from './popup.ts';

/** What an action needs of the row in which its button stands. */
export interface PressHost {
  readonly root: ShadowRoot;
  readonly messages: Messages;
  /** BCP 47 tag. */
  readonly lang: string;
  /** What gets the focus back after a dialog; default: what had it. */
  readonly opener: HTMLElement | undefined;
  /** Whether the Clipboard API took the link, which was tried within the click. */
  readonly written: Promise<boolean> | undefined;
  readonly loadNetwork: (id: NetworkId) => Promise<Network | undefined>;
  /** Makes what servers are remembered in. */
  readonly storage: () => KeyValueStorage;
  /** Whether that lasts longer than the page. */
  readonly isKept: () => boolean;
  readonly announce: (text: string, lang: string) => void;
  /** Whether the row still stands for the page that is shared. */
  readonly isCurrent: () => boolean;
}

/** What became of an action, and of which network. */
export interface PressResult {
  readonly network: NetworkId;
  readonly outcome: ShareOutcome;
}

/** Networks of many servers that a reader of the fediverse can pick by hand. */
const SERVER_NETWORKS = [
  { id: 'mastodon', name: 'Mastodon' },
  { id: 'misskey', name: 'Misskey' },
  { id: 'friendica', name: 'Friendica' },
  { id: 'lemmy', name: 'Lemmy' },
  { id: 'hubzilla', name: 'Hubzilla' },
  { id: 'gnusocial', name: 'GNU social' },
  { id: 'diaspora-pod', name: 'diaspora*' },
] as const;

async function shareNative({ url, title, text }: ShareContent): Promise<ShareOutcome> {
  try {
    await navigator.share({ url, title, ...(text && { text }) });
    return 'completed';
  } catch (error) {
    // The reader closed the sheet: no failure. Anything else is the browser's refusal.
    return (error as Error).name === 'AbortError' ? 'cancelled' : 'blocked';
  }
}

/** Where servers are remembered: one for all dialogs, because it may be the page's memory. */
let servers: KeyValueStorage | undefined;

async function shareOnServer(host: PressHost, content: ShareContent, network?: ServerNetwork): Promise<PressResult> {
  const { askServer } = await import('./server-dialog.ts');
  const choice = await askServer({
    ...host,
    network,
    storage: (servers ??= host.storage()),
    isKept: host.isKept(),
    choices: SERVER_NETWORKS,
    async load(id) {
      const loaded = await host.loadNetwork(id);
      return loaded && 'serverTarget' in loaded ? loaded : undefined;
    },
    mayOpen: () => navigator.userActivation?.isActive ?? true,
  });
  if (!choice) return { network: network?.id ?? 'fediverse', outcome: 'cancelled' };
  const href = serverShareUrl(choice.network, content, choice.server);
  // The reader asked for that server: where no window may open, this page goes there.
  if (!openWindow(href)) location.assign(href);
  return { network: choice.network.id, outcome: 'opened' };
}

/** Does what a button of the row is for. */
export async function perform(
  network: ActionNetwork | ServerNetwork,
  content: ShareContent,
  host: PressHost,
): Promise<PressResult> {
  const { id } = network;
  if (!('action' in network)) return shareOnServer(host, content, network);
  switch (network.action) {
    case 'copy': {
      // Refused by a policy or a missing permission: the old way may still be open.
      const isCopied = (await host.written) || copyBySelection(content.url, host.root);
      if (host.isCurrent()) showCopied(host, isCopied, content.url);
      return { network: id, outcome: isCopied ? 'copied' : 'blocked' };
    }
    case 'native':
      return { network: id, outcome: await shareNative(content) };
    case 'print':
      window.print();
      return { network: id, outcome: 'opened' };
    case 'qr': {
      const { showQr } = await import('./qr-dialog.ts');
      void showQr({ ...host, url: content.url, title: content.title });
      return { network: id, outcome: 'opened' };
    }
    case 'fediverse':
      return shareOnServer(host, content);
  }
}

/** Takes back what is said of a page, and closes what was opened for it. */
export function takeBack(root: ShadowRoot): void {
  hideCopied(root);
  for (const dialog of root.querySelectorAll('dialog')) dialog.close();
}
