/** X, from simple-icons (CC0 1.0), rounded; the mark belongs to its owner. Written by scripts/icons.ts. */
export default 'M14.2 10.2 23 0h-2.1l-7.6 8.8L7.3 0H.3l9.1 13.3L.3 24H2.3l8-9.3L16.7 24h7zm-2.8 3.3-.9-1.4L3.1 1.6h3.2l5.9 8.5 1 1.3 7.7 11.1h-3.2z';
