import { resetMouse, sendKeys } from '@web/test-runner-commands';
import { type KeyValueStorage, memoryStorage } from '../../src/contract/index.ts';
import { askServer, type ServerChoice, type ServerOptions } from '../../src/elements/share-buttons/server-dialog.ts';
import { en } from '../../src/locales/en.ts';
import type { ServerNetwork } from '../../src/networks/network.ts';
import { becomes, find, findAll, typeKeys } from './setup.ts';

export const network = (id: string, name: string, ...software: string[]): ServerNetwork => ({
  id,
  name,
  software,
  lifecycle: 'documented',
  serverTarget: (_content, server) => [`https://${server}/share`, {}],
});
export const mastodon = network('mastodon', 'Mastodon', 'mastodon', 'hometown');
export const misskey = network('misskey', 'Misskey', 'misskey', 'sharkey');
export const lemmy = network('lemmy', 'Lemmy', 'lemmy');
export const NETWORKS = [mastodon, misskey, lemmy];

/** A request that servers answer by NodeInfo: the software of each host; others refuse the connection. */
export function servers(software: Readonly<Record<string, string>>) {
  const asked: string[] = [];
  const fetch = async (input: unknown): Promise<Response> => {
    const { href, host, pathname, origin } = new URL(input as string);
    asked.push(href);
    const name = software[host];
    if (name === undefined) throw new TypeError('Failed to fetch');
    if (pathname !== '/.well-known/nodeinfo') return Response.json({ software: { name } });
    return Response.json({
      links: [{ rel: 'http://nodeinfo.diaspora.software/ns/schema/2.1', href: `${origin}/n` }],
    });
  };
  return { asked, fetch: fetch as typeof globalThis.fetch };
}

export const kept = (storage: KeyValueStorage) => storage.get('gaung:servers');
export const keptServers = (storage: KeyValueStorage) =>
  (JSON.parse(kept(storage)!) as { servers: { server: string; network: string }[] }).servers.map(
    ({ server, network: id }) => `${server} ${id}`,
  );

export let host: HTMLElement;
export let opener: HTMLButtonElement;
export const loaded: string[] = [];

/** Gives each test a shadow root with a button in it, which has the focus. */
export function useServerDialog(): void {
  beforeEach(() => {
    loaded.length = 0;
    host = document.createElement('div');
    const root = host.attachShadow({ mode: 'open' });
    opener = document.createElement('button');
    opener.textContent = 'Share';
    root.append(opener);
    document.body.append(host);
    opener.focus();
  });
  afterEach(async () => {
    host.remove();
    await resetMouse();
  });
}

/** Opens the dialog; what it answers is in `answer` once it is there. */
export function open(changes: Partial<ServerOptions> = {}) {
  const storage = changes.storage ?? memoryStorage();
  const answer: { value?: ServerChoice | undefined; isThere: boolean } = { isThere: false };
  const asking = askServer({
    root: host.shadowRoot!,
    messages: en.messages,
    lang: 'en',
    choices: NETWORKS.map(({ id, name }) => ({ id, name })),
    load: async (id) => {
      loaded.push(id);
      return NETWORKS.find((one) => one.id === id);
    },
    fetch: servers({}).fetch,
    mayOpen: () => true,
    ...changes,
    storage,
  }).then((value) => {
    answer.value = value;
    answer.isThere = true;
    return value;
  });
  return { asking, answer, storage };
}

export const dialog = () => find<HTMLDialogElement>(host, 'dialog');
export const field = () => find<HTMLInputElement>(host, 'input');
export const list = () => find<HTMLSelectElement>(host, 'select');
export const submit = () => find<HTMLButtonElement>(host, '[type="submit"]');
export const status = () => find(host, '[role="status"]').textContent;
export const fieldError = () => find(host, '#gaung-server-error').textContent;
export const listError = () => find(host, '#gaung-software-error').textContent;
export const focused = () => host.shadowRoot!.activeElement;
export const button = (text: string) => {
  const found = findAll(host, 'dialog button').find((one) => one.textContent.includes(text));
  if (!found) throw new Error(`No button says ${text}.`);
  return found;
};
export const type = async (text: string) => {
  field().focus();
  field().select();
  await typeKeys(text);
};
export const enter = () => sendKeys({ press: 'Enter' });
export const isGone = () => becomes(() => findAll(host, 'dialog').length, 0);
