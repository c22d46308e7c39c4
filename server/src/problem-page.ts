import type { Context } from 'hono';
import { html } from 'hono/html';
import { PROBLEMS, type Problem, problemResponse } from './problem.ts';

/** Nothing is loaded, nothing runs, nothing can be sent from here: all that the page has is text and one link. */
const POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

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
</head>
<body>
  <h1>Your reaction was not counted</h1>
  <p>${title}. ${problem.message}</p>
  <p>${back ? html`<a href="${back.href}">Back to the page</a>` : 'The Back button of your browser leads to the page.'}</p>
</body>
</html>
`;
  return c.html(page, status, {
    'Content-Security-Policy': POLICY,
    'Cache-Control': 'no-store',
    ...problem.options.headers,
  });
}
