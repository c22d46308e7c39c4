/**
 * Where `npm start` and `npm run dev` serve this site. All else here is root-relative, so that the demo works on any host
 * and port; the form for readers without scripts has to name its page whole, as a real site would.
 */
export const SITE = `http://localhost:${process.env.PORT || 8787}`;
