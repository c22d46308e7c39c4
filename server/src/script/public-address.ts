/** Whether a text is an address under which a server can be reached: http or https, without user, query and fragment. */
export function isPublicAddress(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && /^https?:$/.test(url.protocol) && !`${url.username}${url.password}${url.search}${url.hash}`;
}
