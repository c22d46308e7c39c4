import { GaungError } from '../contract/index.ts';

/**
 * A server's address, without query and fragment, with a slash at its end.
 *
 * @throws {GaungError} for what is no http address.
 */
export function endpointOf(endpoint: string | URL): string {
  let url: URL;
  try {
    url = new URL(endpoint);
    // `localhost:8787` parses as well: as a scheme and what is below it.
    if (!/^https?:$/.test(url.protocol)) throw new TypeError(`${url.protocol} is not http: or https:.`);
  } catch (cause) {
    throw new GaungError('http', `The endpoint "${endpoint}" is no http or https URL, such as https://echo.example/.`, {
      cause,
    });
  }
  url.search = '';
  url.hash = '';
  return url.href.replace(/\/?$/, '/');
}

/** What names a server among all that is kept in the browser. */
export const idOf = (endpoint: string): string => `http:${endpoint}`;

/** Where the visitor's token is kept. */
export const tokenKeyOf = (id: string): string => `gaung:visitor:${id}`;
