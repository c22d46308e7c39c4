/** Longest page key, in UTF-8 bytes. */
export const PAGE_KEY_BYTES = 1024;
/** Most pages in one read. */
export const PAGES_PER_READ = 100;
/** How often a server sends a sign of life to who watches live counts, in ms, whatever else it sends. */
export const LIVE_PING_MS = 20_000;
/** Most interactions in one record. */
export const INTERACTIONS_PER_RECORD = 100;
/** Largest request body that a server reads, in bytes. */
export const BODY_BYTES = 64 * 1024;
/** Largest body that a browser sends with `keepalive` (the Fetch standard allows 64 KiB in all, some of it may be in use). */
export const KEEPALIVE_BYTES = 60_000;
/** Longest request URL, in bytes: common proxies refuse more than 8 KiB. */
export const URL_BYTES = 8000;
/** Most different reactions that one page counts. */
export const REACTIONS_PER_PAGE = 24;
/** Most different networks that one page counts. */
export const NETWORKS_PER_PAGE = 200;
/** How long a server knows an interaction id, in ms: a repeat within it has no effect. */
export const INTERACTION_ID_MS = 8 * 24 * 60 * 60 * 1000;
/** How long a client tries to deliver an interaction, in ms: a day less than the server's memory. */
export const DELIVERY_MS = 7 * 24 * 60 * 60 * 1000;
/** One visitor's repeated views of one page within this many ms are one view. */
export const VIEW_WINDOW_MS = 30 * 60 * 1000;
