import type { NetworkId } from '../contract/index.ts';
import type { ShareContent } from './network.ts';

/** `name=value` pairs, `{network}` in them standing for the network's id; a lone word is the campaign's name. */
function parametersOf(campaign: string, network: NetworkId): [name: string, value: string][] {
  const template = campaign.includes('=')
    ? campaign
    : `utm_source={network}&utm_medium=share&utm_campaign=${encodeURIComponent(campaign)}`;
  return [...new URLSearchParams(template)].map(([name, value]) => [name, value.replaceAll('{network}', network)]);
}

/**
 * A URL with the parameters of the site's own campaign, which replace others of their names. The rest of it stays as it
 * is spelled.
 *
 * @param url An absolute http or https URL.
 * @param campaign As in the `campaign` attribute; empty for none.
 */
export function campaignUrl(url: string, network: NetworkId, campaign: string): string {
  if (!campaign) return url;
  const [, base = url, query = '', fragment = ''] = /^([^?#]*)(?:\?([^#]*))?(#.*)?$/s.exec(url) ?? [];
  const own = parametersOf(campaign, network);
  const names = new Set(own.map(([name]) => name));
  const kept = query.split('&').filter((pair) => {
    const [name = ''] = new URLSearchParams(pair).keys();
    return pair !== '' && !names.has(name);
  });
  const added = own.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`);
  const parameters = [...kept, ...added].join('&');
  return base + (parameters && `?${parameters}`) + fragment;
}

/** The same content for one network: its URL with the site's own campaign. */
export function campaignContent(content: ShareContent, network: NetworkId, campaign: string | null): ShareContent {
  return campaign ? { ...content, url: campaignUrl(content.url, network, campaign) } : content;
}
