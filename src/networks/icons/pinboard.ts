/** Pinboard, from simple-icons (CC0 1.0), rounded; the mark belongs to its owner. Written by scripts/icons.ts. */
export default 'M13.35 14.59l-4.51 4.61.72-4.06L3.43 7.57 0 7.75 7.58 0v2.95l7.21 6.65 4.52-1.11-4.69 4.99L24 24l-10.65-9.41z';
