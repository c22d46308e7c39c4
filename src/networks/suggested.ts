import type { NetworkId } from '../contract/index.ts';

/** What a row shows with `networks="auto"`, by the page's language: static, nobody is located. */
const BY_LANGUAGE: Readonly<Record<string, readonly NetworkId[]>> = {
  id: ['whatsapp', 'facebook', 'x', 'telegram', 'line'],
  ja: ['x', 'line', 'hatena', 'facebook'],
  ko: ['naver', 'band', 'x', 'facebook'],
  ru: ['vk', 'ok', 'telegram', 'whatsapp'],
  th: ['line', 'facebook', 'x'],
  vi: ['facebook', 'zalo', 'telegram'],
  zh: ['wechat', 'weibo', 'qzone', 'line'],
  de: ['whatsapp', 'facebook', 'mastodon', 'bluesky', 'linkedin'],
  pl: ['facebook', 'x', 'wykop', 'whatsapp'],
};
const ELSEWHERE: readonly NetworkId[] = ['whatsapp', 'facebook', 'x', 'bluesky', 'telegram'];

/** The networks that readers of a language know, and copying for all. @param lang A BCP 47 tag. */
export function suggestedNetworks(lang: string): NetworkId[] {
  const [language = ''] = lang.toLowerCase().split(/[-_]/);
  return [...(Object.hasOwn(BY_LANGUAGE, language) ? BY_LANGUAGE[language]! : ELSEWHERE), 'email', 'copy'];
}
