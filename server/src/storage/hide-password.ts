/**
 * A URL without its user and password, also where these hold what should have been encoded, and where it is none. For
 * messages and logs.
 */
export const hidePassword = (url: string): string =>
  url.replace(/(?<=^\w+:\/\/).*(?=@)/s, '…').replaceAll(/(?<=[?&]password=)[^&]*/g, '…');
