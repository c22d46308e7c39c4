// Prints the table of networks, from the modules themselves: npm run networks.
// With --write it writes docs/networks.md, which holds the same table: npm run networks -- --write.
import { readdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { coreNetworks } from '../src/networks/core.ts';
import type { ActionNetwork, Lifecycle, Network, ShareContent } from '../src/networks/network.ts';
import { networkIndex } from '../src/networks/network-index.ts';
import { BRANDS, brandIcon, OTHERS } from './icons.ts';

/** What each lifecycle means, best first. */
const LIFECYCLES: Readonly<Record<Lifecycle, string>> = {
  documented: "its owner's documentation, or its source, gives the address.",
  attested: 'several libraries or public sites use the address; its owner does not document it, or no longer.',
  'single source': 'one source gives the address.',
  'needs app id': "works with the site's own id with the network's owner only: `app-id`.",
  'mobile only': 'opens an app, which phones have and most computers have not.',
};

/** What share content is called in the table. */
const PARTS: Readonly<Record<keyof ShareContent, string>> = {
  title: 'title',
  text: 'text',
  url: 'link',
  via: 'account',
  hashtags: 'hashtags',
  image: 'picture',
  appId: 'app id',
};

/** What the actions do. */
const ACTIONS: Readonly<Record<ActionNetwork['action'], string>> = {
  copy: 'link, to the clipboard',
  native: 'title, text, link, to the device',
  print: 'nothing: prints the page',
  qr: 'link, as a QR code',
  fediverse: "what the software of the reader's server takes",
};

/** What was looked at and has no module. */
const LEFT_OUT: readonly (readonly [names: string, why: string])[] = [
  ['ChatGPT, Claude, Perplexity, Grok, Google AI Mode, Mistral, Copilot, Duck.ai', 'asking a machine is not sharing.'],
  ['Google preferred sources', 'follows a site; it shares no page.'],
  ['Instagram, TikTok, Discord, Slack, Xiaohongshu', 'no address to share to is known: use `native` or `copy`.'],
  [
    'Signal',
    '`sgnl://send` is copied from site to site, and no documentation of it was found: use `native` or `copy`.',
  ],
  ['KakaoTalk', "needs its owner's script on the page, which is a request before the click."],
  ['Pleroma, Akkoma', 'their own front ends have no share page (kytta/share2fedi, issue 44).'],
  ['`web+mastodon:` links', 'work only where the reader has registered a handler.'],
  ['Telegram Instant View', "needs the publisher's own template."],
  ['Medium', 'one source, and whether it takes the link is not known.'],
  ['Digg', 'one source; another lists it as dead.'],
  ['StockTwits', 'one source; others differ on its path.'],
  ['Movim', 'one source, and the link goes into the path.'],
  [
    'Wayback Machine, archive.today, Google Translate, Push to Kindle, PrintFriendly',
    'one source each, and they do something else with a page than share it.',
  ],
];

/** Every network, by id. */
export async function loadAll(): Promise<Network[]> {
  const lazy = await Promise.all(Object.values(networkIndex.loaders).map((load) => load()));
  return [...coreNetworks, ...lazy].toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

/** What a network puts into its address: seen from which parts of the content it reads. */
function takes(network: Network): string {
  if ('action' in network) return ACTIONS[network.action];
  const read = new Set<PropertyKey>();
  const sample: ShareContent = {
    url: 'https://news.example/',
    title: 'title',
    text: 'text',
    via: 'account',
    hashtags: ['tag'],
    image: 'https://news.example/a.png',
    appId: '1',
  };
  const content = new Proxy(sample, { get: (target, key) => (read.add(key), Reflect.get(target, key)) });
  if ('target' in network) network.target(content);
  else network.serverTarget(content, 'server.example');
  const parts = Object.entries(PARTS).flatMap(([key, name]) => (read.has(key) ? [name] : []));
  if ('serverTarget' in network) parts.push("reader's server");
  const { limits } = network;
  const most = limits && `; at most ${limits.graphemes}${limits.link ? `, a link counts as ${limits.link}` : ''}`;
  return parts.join(', ') + (most ?? '');
}

/** Icon → the name of its file. */
async function iconNames(): Promise<Map<string, string>> {
  const files = readdirSync(new URL('../src/networks/icons/', import.meta.url));
  return new Map(
    await Promise.all(
      files.map(async (file) => {
        const { default: icon } = (await import(`../src/networks/icons/${file}`)) as { default: string };
        return [icon, file.replace(/\.ts$/, '')] as const;
      }),
    ),
  );
}

function iconSource({ icon }: Network, names: ReadonlyMap<string, string>): string {
  if (!icon) return 'none: first letter';
  const name = names.get(icon)!;
  if (OTHERS[name]) return `Material Design Icons “${OTHERS[name][0]}”, Apache 2.0`;
  return Object.hasOwn(BRANDS, name) ? `simple-icons “${brandIcon(name).title}”, CC0 1.0` : 'drawn here, MIT';
}

/** The table and its totals, as Markdown. */
export async function networksTable(): Promise<string> {
  const networks = await loadAll();
  const names = await iconNames();
  const rows = networks.map((network) => [
    `\`${network.id}\``,
    network.name,
    network.lifecycle,
    takes(network),
    iconSource(network, names),
  ]);
  const total = (lifecycle: string) => networks.filter((network) => network.lifecycle === lifecycle).length;
  const better = networks.length - total('single source');
  return [
    '| Id | Name | Lifecycle | Takes | Icon |',
    '| --- | --- | --- | --- | --- |',
    ...rows.map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`),
    '',
    `${networks.length} in all, ${better} of them on better evidence than a single source:`,
    '',
    ...Object.entries(LIFECYCLES).map(([lifecycle, meaning]) => `- **${lifecycle}** (${total(lifecycle)}): ${meaning}`),
  ].join('\n');
}

/** The whole of docs/networks.md. */
export async function networksPage(): Promise<string> {
  return `${[
    '# Networks',
    '',
    'Written by `npm run networks -- --write` from the modules in `src/networks/`; do not edit it by hand.',
    '',
    '**None of these addresses was tried against the live service.** They come from documentation, source code,',
    'libraries and public sites. A network can change or drop its address at any time.',
    '',
    '## How to name them',
    '',
    '```html',
    '<share-buttons networks="whatsapp facebook mastodon bluesky email copy"></share-buttons>',
    '```',
    '',
    `${coreNetworks.map(({ id }) => `\`${id}\``).join(', ')} are in the script itself; the module and icon of another`,
    "are loaded when a page names it. Networks that take the reader's server ask for it. A network that takes no title",
    "takes it from the page's own Open Graph tags. Titles are cut to what a network takes, links never.",
    '',
    '## All networks',
    '',
    await networksTable(),
    '',
    'Marks belong to their owners. Where a mark is not in simple-icons, or is there under terms other than CC0, the',
    "network's first letter is shown.",
    '',
    '## Gone',
    '',
    'A page that names one of these gets its other networks, and one warning in the console that says what to use. Where',
    'no year is given, it is only known that lists of addresses call the network closed.',
    '',
    ...Object.entries(networkIndex.dead).map(([id, why]) => `- \`${id}\`: ${why}`),
    '',
    '## Left out',
    '',
    ...LEFT_OUT.map(([who, why]) => `- ${who}: ${why}`),
  ].join('\n')}\n`;
}

export const PAGE = fileURLToPath(new URL('../docs/networks.md', import.meta.url));

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (process.argv.includes('--write')) writeFileSync(PAGE, await networksPage());
  else console.log(await networksTable());
}
