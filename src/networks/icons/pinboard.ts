/** Pinboard, from simple-icons (CC0 1.0), rounded; the mark belongs to its owner. Written by scripts/icons.ts. */
export default 'M13.4 14.6l-4.6 4.6.8-4.1L3.4 7.6 0 7.8 7.6 0v3l7.2 6.6 4.5-1.1-4.7 5L24 24l-10.6-9.4z';
