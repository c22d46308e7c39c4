import type { KeyValueStorage, NetworkId } from '../../contract/index.ts';
import { browserStorage } from '../../environment/local-storage.ts';
import { mayKeep } from '../../environment/privacy.ts';
import type { Messages } from '../../locales/locale.ts';
import type { ActionNetwork, ServerNetwork, ShareContent } from '../../networks/network.ts';
import { loadNetwork } from '../../networks/registry.ts';
import { serverShareUrl } from '../../networks/share-url.ts';
import type { ShareOutcome } from '../events/share-event.ts';
import { copyText } from './clipboard.ts';
import { openWindow } from './popup.ts';

/** What an action needs of the row in which its button stands. */
export interface ActionHost {
  readonly root: ShadowRoot;
  readonly messages: Messages;
  /** BCP 47 tag. */
  readonly lang: string;
  /** What gets the focus back after a dialog; default: what had it. */
  readonly opener?: HTMLElement | undefined;
}

/** What became of an action, and of which network. */
export interface ActionResult {
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

async function shareOnServer(host: ActionHost, content: ShareContent, network?: ServerNetwork): Promise<ActionResult> {
  const { askServer } = await import('./server-dialog.ts');
  const choice = await askServer({
    ...host,
    network,
    storage: (servers ??= browserStorage()),
    isKept: mayKeep(),
    choices: SERVER_NETWORKS,
    async load(id) {
      const loaded = await loadNetwork(id);
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
  host: ActionHost,
): Promise<ActionResult> {
  const { id } = network;
  if (!('action' in network)) return shareOnServer(host, content, network);
  switch (network.action) {
    case 'copy':
      return { network: id, outcome: (await copyText(content.url, host.root)) ? 'copied' : 'blocked' };
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
