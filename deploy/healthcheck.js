// Ends well where the server in this container answers. Not whether its storage does: a restart would not help that.
const { PORT = '8787', GAUNG_PREFIX = '/' } = process.env;
const answer = await fetch(new URL('healthz', `http://127.0.0.1:${PORT}${GAUNG_PREFIX.replace(/\/?$/, '/')}`));
process.exit(answer.ok ? 0 : 1);
