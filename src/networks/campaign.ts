import { isTrackingParameter, type NetworkId } from '../contract/index.ts';

/** `name=value` pairs, `{network}` in them standing for the network's id; a lone word is the campaign's name. */
function parametersOf(campaign: string, network: NetworkId): [name: string, value: string][] {
  const template = campaign.includes('=')
    ? campaign
    : `utm_source={network}&utm_medium=share&utm_campaign=${encodeURIComponent(campaign)}`;
  return [...new URLSearchParams(template)].map(([name, value]) => [name, value.replaceAll('{network}', network)]);
}

/**
 * The URL that a network gets: without the parameters by which this reader came, and with those of the site's own
 * campaign. The rest of it stays as it is spelled.
 *
 * @param url An absolute http or https URL.
 * @param campaign As in the `campaign` attribute; empty for none.
 */
export function sharedUrl(url: string, network: NetworkId, campaign: string): string {
  const [, base = url, query = '', fragment = ''] = /^([^?#]*)(?:\?([^#]*))?(#.*)?$/s.exec(url) ?? [];
  const own = campaign ? parametersOf(campaign, network) : [];
  const names = new Set(own.map(([name]) => name));
  const kept = query.split('&').filter((pair) => {
    const [name] = [...new URLSearchParams(pair).keys()];
    return pair !== '' && !names.has(name ?? '') && !isTrackingParameter(name ?? '');
  });
  const added = own.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`);
  const parameters = [...kept, ...added].join('&');
  return base + (parameters && `?${parameters}`) + fragment;
}
