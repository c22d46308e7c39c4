import { hash } from 'node:crypto';
import type { Context } from 'hono';
import { html, raw } from 'hono/html';
import { PROBLEMS, type Problem, problemResponse } from './problem.ts';

/** Fit to be read on a phone, also where a long address is told. */
const STYLE =
  'body{max-width:40em;margin:auto;padding:2em 1.25em;font:1em/1.5 system-ui,sans-serif;overflow-wrap:anywhere}' +
  'h1{font-size:1.5em;line-height:1.25}a{display:inline-block;padding-block:.6em}';

/** Nothing is loaded, nothing runs, nothing can be sent from here: all that the page has is text and one link. */
const POLICY =
  `default-src 'none'; style-src 'sha256-${hash('sha256', STYLE, 'base64')}'; ` +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** What a route may leave for its problem page. */
export interface BackVariables {
  /** Where the reader came from, once it is known to be one of our pages. */
  back?: URL;
}

/** Whether a person is likely to read the answer. Programs ask for JSON or for anything. */
export const acceptsHtml = (c: Context): boolean => c.req.header('Accept')?.includes('text/html') ?? false;

/** For routes that people meet: a small page for a browser that navigates, problem+json for programs. */
export function problemPage(c: Context<{ Variables: BackVariables }>, problem: Problem): Response | Promise<Response> {
  c.header('Vary', 'Accept', { append: true });
  if (!acceptsHtml(c)) return problemResponse(c, problem);
  const [status, title] = PROBLEMS[problem.code];
  const back = c.get('back');
  const page = html`<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <title>Your reaction was not counted</title>
  <style>${raw(STYLE)}</style>
</head>
<body>
  <main>
    <h1>Your reaction was not counted</h1>
    <p>${title}. ${problem.message}</p>
    <p>${back ? html`<a href="${back.href}">Back to the page</a>` : 'The Back button of your browser leads to the page.'}</p>
  </main>
</body>
</html>
`;
  return c.html(page, status, {
    'Content-Security-Policy': POLICY,
    'Cache-Control': 'no-store',
    ...problem.options.headers,
  });
}
