import type { KeyValueStorage } from '../../contract/index.ts';
import { enServerTexts } from '../../locales/en-server.ts';
import type { Messages } from '../../locales/locale.ts';
import type { ServerNetwork } from '../../networks/network.ts';
import { softwareOf } from '../../networks/node-info.ts';
import { serverName } from '../../networks/server-name.ts';
import { type DialogOptions, fill, make, openDialog } from './dialog.ts';

const KEY = 'gaung:servers';
const VERSION = 1;
/** How many servers are remembered. */
const MOST = 3;

/** The reader's server, and how to share on it. */
export interface ServerChoice {
  /** Its host, with its port if any. */
  readonly server: string;
  readonly network: ServerNetwork;
}

export interface ServerOptions extends DialogOptions {
  readonly messages: Messages;
  /** Where servers are remembered. */
  readonly storage: KeyValueStorage;
  /** Whether that lasts longer than the page; default: yes. */
  readonly isKept?: boolean;
  /** The network that the reader chose; without one, any software will do. */
  readonly network?: ServerNetwork | undefined;
  /** The networks to choose from, in the order of the list. */
  readonly choices: readonly { readonly id: string; readonly name: string }[];
  /** Loads one of them. */
  readonly load: (id: string) => Promise<ServerNetwork | undefined>;
  readonly fetch?: typeof globalThis.fetch;
  /** Whether the browser would let a window open now; after a slow answer the reader is asked to press again. */
  readonly mayOpen?: () => boolean;
}

interface Remembered {
  readonly server: string;
  /** A network's id. */
  readonly network: string;
}

/** What is remembered, newest first. Whatever else is in the storage counts as nothing. */
function readServers(storage: KeyValueStorage): Remembered[] {
  let kept: { v?: unknown; servers?: unknown } | null;
  try {
    kept = JSON.parse(storage.get(KEY) ?? 'null');
  } catch {
    return [];
  }
  if (kept?.v !== VERSION || !Array.isArray(kept.servers)) return [];
  return (kept.servers.slice(0, MOST) as (Partial<Remembered> | null)[]).flatMap((one) => {
    const { server, network } = one ?? {};
    if (typeof server !== 'string' || typeof network !== 'string' || serverName(server) !== server) return [];
    return [{ server, network }];
  });
}

function remember(storage: KeyValueStorage, newest: Remembered): void {
  const others = readServers(storage).filter(
    ({ server, network }) => server !== newest.server || network !== newest.network,
  );
  // Of texts alone, because old libraries on the page give arrays and objects a `toJSON` that breaks them.
  const servers = [newest, ...others]
    .slice(0, MOST)
    .map(({ server, network }) => `{"server":${JSON.stringify(server)},"network":${JSON.stringify(network)}}`);
  storage.set(KEY, `{"v":${VERSION},"servers":[${servers.join()}]}`);
}

/**
 * The choice whose software a server runs. Mostly it is called as its software is, and no other is loaded.
 */
async function networkOf(software: string, { choices, load }: ServerOptions): Promise<ServerNetwork | undefined> {
  const loadQuietly = (id: string) => load(id).catch(() => undefined);
  const namesake = choices.some(({ id }) => id === software) ? await loadQuietly(software) : undefined;
  if (namesake?.software.includes(software)) return namesake;
  const all = await Promise.all(choices.map(({ id }) => loadQuietly(id)));
  return all.find((network) => network?.software.includes(software));
}

/** Safari and Firefox forget soon that the reader pressed something, and block what opens then. */
const mayOpenNow = () => navigator.userActivation?.isActive ?? true;

/**
 * Asks the reader for their server. Without a network, the server is asked what software it runs, once the reader has
 * pressed Continue; where it does not tell, the reader chooses. Undefined where the reader leaves.
 */
export async function askServer(options: ServerOptions): Promise<ServerChoice | undefined> {
  const messages = { ...enServerTexts, ...options.messages };
  const { storage, isKept = true, network: preset, choices, load, fetch, mayOpen = mayOpenNow } = options;
  let chosen: ServerChoice | undefined;
  /** The network of the server that is in the field, once it is known. */
  let known: ServerNetwork | undefined = preset;
  /** Ends the attempt that is under way. */
  let attempt: AbortController | undefined;

  const heading = make('h2', {
    textContent: preset ? fill(messages.shareOn, { network: preset.name }) : messages.serverTitle,
  });
  const field = make(
    'input',
    {
      id: 'gaung-server',
      type: 'text',
      required: true,
      autofocus: true,
      autocomplete: 'off',
      spellcheck: false,
      placeholder: 'mastodon.social',
      maxLength: 2000,
      dir: 'ltr',
    },
    {
      inputmode: 'url',
      autocapitalize: 'none',
      autocorrect: 'off',
      enterkeyhint: 'go',
      'aria-describedby': 'gaung-server-hint gaung-server-error',
    },
  );
  const fieldError = make('p', { id: 'gaung-server-error', className: 'error small' });
  const list = make(
    'select',
    { id: 'gaung-software', required: true },
    { 'aria-describedby': 'gaung-server-status gaung-software-error' },
    make('option', { value: '', textContent: messages.softwareChoose }),
    ...choices.map(({ id, name }) => make('option', { value: id, textContent: name })),
  );
  const listError = make('p', { id: 'gaung-software-error', className: 'error small' });
  const listField = make(
    'div',
    { className: 'field', hidden: true },
    {},
    make('label', { htmlFor: list.id, textContent: messages.software }),
    list,
    listError,
  );
  const status = make('p', { id: 'gaung-server-status', className: 'status' }, { role: 'status' });
  const submit = make('button', { type: 'submit', className: 'main', textContent: messages.goOn });
  const cancel = make('button', { type: 'button', textContent: messages.cancel });
  const used = renderUsed();
  const form = make(
    'form',
    { noValidate: true },
    {},
    heading,
    ...(used ? [used] : []),
    make(
      'div',
      { className: 'field' },
      {},
      make('label', { htmlFor: field.id, textContent: messages.server }),
      field,
      fieldError,
      make('p', {
        id: 'gaung-server-hint',
        className: 'small quiet',
        textContent: isKept ? messages.serverHint : messages.serverHintShort,
      }),
    ),
    status,
    listField,
    make('div', { className: 'actions' }, {}, cancel, submit),
  );

  /** The servers that were used before and would do now. */
  function renderUsed(): HTMLElement | undefined {
    const names = new Map((preset ? [preset] : choices).map(({ id, name }) => [id, name]));
    const servers = readServers(storage).filter(({ network }) => names.has(network));
    if (servers.length === 0) return undefined;
    const forget = make('button', { type: 'button', className: 'plain small', textContent: messages.serversForget });
    const section = make(
      'div',
      { className: 'used' },
      {},
      make('div', { className: 'head' }, {}, make('h3', { textContent: messages.serversUsed }), forget),
      make(
        'ul',
        {},
        { role: 'list' }, // Safari takes a list without bullets for none.
        ...servers.map(({ server, network }) => {
          const open = make(
            'button',
            { type: 'button' },
            {},
            make('bdi', { textContent: server }),
            ' ',
            make('span', { className: 'small quiet', textContent: names.get(network)! }),
          );
          open.addEventListener('click', () => void useAgain(server, network));
          return make('li', {}, {}, open);
        }),
      ),
    );
    forget.addEventListener('click', () => {
      storage.remove(KEY);
      section.remove();
      status.textContent = messages.serversForgotten;
      field.focus();
    });
    return section;
  }

  const { closed, close } = openDialog(options, heading, form);

  /** Shows the list of software, in the place of the servers that the reader did not want. */
  function toggleList(isShown: boolean): void {
    listField.hidden = !isShown;
    if (used) used.hidden = isShown;
  }

  function finish(server: string, network: ServerNetwork): void {
    remember(storage, { server, network: network.id });
    chosen = { server, network };
    close();
  }

  function markWrong(control: HTMLElement, place: HTMLElement, text: string): void {
    place.textContent = text;
    if (text) {
      control.setAttribute('aria-invalid', 'true');
      control.focus();
    } else control.removeAttribute('aria-invalid');
  }

  /** Runs one attempt; a newer one, an edit of the field or the end of the dialog ends it. */
  async function run(body: (signal: AbortSignal) => Promise<void>): Promise<void> {
    const own = new AbortController();
    attempt?.abort();
    attempt = own;
    submit.setAttribute('aria-disabled', 'true');
    form.setAttribute('aria-busy', 'true');
    try {
      await body(own.signal);
    } catch {
      if (!own.signal.aborted) status.textContent = messages.loadFailed;
    }
    if (attempt === own) setIdle();
  }

  function setIdle(): void {
    attempt = undefined;
    submit.removeAttribute('aria-disabled');
    form.removeAttribute('aria-busy');
  }

  /** Goes on with a network that was just found, at once where a window may still open. */
  function found(server: string, network: ServerNetwork): void {
    known = network;
    if (mayOpen()) finish(server, network);
    else {
      field.value = server;
      toggleList(false);
      status.textContent = fill(messages.serverKnown, { server, network: network.name });
      submit.focus();
    }
  }

  async function useAgain(server: string, id: string): Promise<void> {
    if (preset) {
      finish(server, preset);
      return;
    }
    await run(async (signal) => {
      const network = await load(id);
      if (signal.aborted) return;
      if (network) found(server, network);
      else status.textContent = messages.loadFailed;
    });
  }

  /** Asks the server what it runs; where it does not tell, shows the list. */
  async function recognise(server: string, signal: AbortSignal): Promise<void> {
    status.textContent = fill(messages.serverAsked, { server });
    const software = await softwareOf(server, fetch ? { fetch, signal } : { signal });
    const network = software === undefined || signal.aborted ? undefined : await networkOf(software, options);
    if (signal.aborted) return;
    if (network) {
      found(server, network);
      return;
    }
    status.textContent = fill(messages.serverUnknown, { server });
    toggleList(true);
    list.focus();
  }

  /** Takes what the reader chose from the list. */
  async function takeChosen(server: string, signal: AbortSignal): Promise<void> {
    const network = await load(list.value);
    if (signal.aborted) return;
    if (network) found(server, network);
    else status.textContent = messages.loadFailed;
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (attempt) return; // One at a time.
    const server = serverName(field.value);
    markWrong(field, fieldError, server ? '' : messages.serverWrong);
    if (!server) return;
    if (known) {
      finish(server, known);
      return;
    }
    if (listField.hidden) {
      void run((signal) => recognise(server, signal));
      return;
    }
    markWrong(list, listError, list.value ? '' : messages.softwareMissing);
    if (list.value) void run((signal) => takeChosen(server, signal));
  });
  field.addEventListener('input', () => {
    // Another server: nothing is known of it.
    attempt?.abort();
    setIdle();
    known = preset;
    toggleList(false);
    list.value = '';
    status.textContent = '';
    markWrong(field, fieldError, '');
    markWrong(list, listError, '');
  });
  list.addEventListener('change', () => {
    known = preset;
    status.textContent = '';
    markWrong(list, listError, '');
  });
  cancel.addEventListener('click', close);

  await closed;
  attempt?.abort();
  return chosen;
}
