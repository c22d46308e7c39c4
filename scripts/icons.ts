// Writes src/networks/icons/<name>.ts from simple-icons and Material Design Icons, so that a page loads only the icons that it names and the
// published package needs no icon package. Run it after one of them is updated: npm run icons.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { mdiLinkedin, mdiMicrosoftOutlook, mdiMicrosoftTeams, mdiYahoo } from '@mdi/js';
import * as simpleIcons from 'simple-icons';
import { roundPath } from './round-path.ts';

/** File name → name of the export in simple-icons. Networks of one brand share one file. */
export const BRANDS: Readonly<Record<string, keyof typeof simpleIcons>> = {
  activitypub: 'siActivitypub',
  blogger: 'siBlogger',
  bluesky: 'siBluesky',
  buffer: 'siBuffer',
  classroom: 'siGoogleclassroom',
  devto: 'siDevdotto',
  diaspora: 'siDiaspora',
  draugiem: 'siDraugiemdotlv',
  evernote: 'siEvernote',
  facebook: 'siFacebook',
  farcaster: 'siFarcaster',
  flipboard: 'siFlipboard',
  gmail: 'siGmail',
  gnusocial: 'siGnusocial',
  hackernews: 'siYcombinator',
  hatena: 'siHatenabookmark',
  houzz: 'siHouzz',
  instapaper: 'siInstapaper',
  kakaostory: 'siKakao',
  line: 'siLine',
  livejournal: 'siLivejournal',
  mailru: 'siMaildotru',
  mastodon: 'siMastodon',
  messenger: 'siMessenger',
  mewe: 'siMewe',
  microblog: 'siMicrodotblog',
  mix: 'siMix',
  naver: 'siNaver',
  nextcloud: 'siNextcloud',
  nextdoor: 'siNextdoor',
  note: 'siNote',
  ok: 'siOdnoklassniki',
  pinboard: 'siPinboard',
  pinterest: 'siPinterest',
  plurk: 'siPlurk',
  qq: 'siQq',
  qzone: 'siQzone',
  reddit: 'siReddit',
  snapchat: 'siSnapchat',
  substack: 'siSubstack',
  telegram: 'siTelegram',
  threads: 'siThreads',
  threema: 'siThreema',
  tieba: 'siBaidu',
  trello: 'siTrello',
  tumblr: 'siTumblr',
  viber: 'siViber',
  vk: 'siVk',
  wallabag: 'siWallabag',
  wechat: 'siWechat',
  weibo: 'siSinaweibo',
  whatsapp: 'siWhatsapp',
  wordpress: 'siWordpress',
  wykop: 'siWykop',
  x: 'siX',
  xing: 'siXing',
  zalo: 'siZalo',
};

/** Marks that simple-icons does not have, from Material Design Icons: file name → what it shows and its path. */
export const OTHERS: Readonly<Record<string, readonly [title: string, path: string]>> = {
  linkedin: ['LinkedIn', mdiLinkedin],
  outlook: ['Microsoft Outlook', mdiMicrosoftOutlook],
  teams: ['Microsoft Teams', mdiMicrosoftTeams],
  yahoomail: ['Yahoo', mdiYahoo],
};

/** Drawn for Gaung: things that are nobody's brand. */
export const DRAWN: readonly string[] = ['copy', 'email', 'native', 'print', 'qr', 'sms'];

/**
 * What simple-icons has of a brand. Throws where its owner put the icon under terms of its own: those icons are
 * left out (misskey, lemmy, pleroma, lobsters, douban), and the network's first letter is shown instead.
 */
export function brandIcon(name: string): simpleIcons.SimpleIcon {
  const icon = simpleIcons[BRANDS[name]!] as simpleIcons.SimpleIcon;
  if (icon.license && icon.license.type !== 'CC0-1.0') {
    throw new Error(`The icon "${name}" is under ${icon.license.type}, not under CC0: leave it out.`);
  }
  return icon;
}

/** Of a square of 24 units, mostly shown on 20 pixels: no point is moved by more than a twentieth of a unit. */
const DECIMALS = 1;

/** The text of an icon module. */
export function iconModule(name: string): string {
  const [title, path] = OTHERS[name] ?? [brandIcon(name).title, brandIcon(name).path];
  const source = OTHERS[name] ? 'Material Design Icons (Apache 2.0)' : 'simple-icons (CC0 1.0)';
  return [
    `/** ${title}, from ${source}, rounded; the mark belongs to its owner. Written by scripts/icons.ts. */`,
    `export default '${roundPath(path, DECIMALS)}';`,
    '',
  ].join('\n');
}

/** Where an icon module is. */
export const iconPath = (name: string): string =>
  fileURLToPath(new URL(`../src/networks/icons/${name}.ts`, import.meta.url));

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const name of Object.keys({ ...BRANDS, ...OTHERS })) {
    mkdirSync(dirname(iconPath(name)), { recursive: true });
    writeFileSync(iconPath(name), iconModule(name));
  }
}
